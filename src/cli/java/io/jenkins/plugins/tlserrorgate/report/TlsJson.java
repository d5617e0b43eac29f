package io.jenkins.plugins.tlserrorgate.report;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Reads and writes {@link TlsSnapshotDocument} and {@link TlsChangeDocument} as JSON. */
public final class TlsJson {

    private TlsJson() {}

    /** The snapshot on one line. */
    public static String write(TlsSnapshotDocument document) {
        return text(document);
    }

    /** The difference on one line. */
    public static String write(TlsChangeDocument document) {
        return text(document);
    }

    /** The difference of two policies on one line. */
    public static String write(TlsChangeDocument.PolicyChange document) {
        return text(document);
    }

    private static String text(Object document) {
        try {
            return ReportJson.MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of plain values can't be written", e);
        }
    }

    /**
     * @param json what {@link #write(TlsSnapshotDocument)} wrote, in this version or an earlier one
     * @throws IllegalArgumentException if it is no snapshot
     */
    public static TlsSnapshotDocument readSnapshot(String json) {
        TlsSnapshotDocument document = read(json, TlsSnapshotDocument.class);
        check(document != null && document.version() >= 1 && document.takenAt() != null, "snapshot", "takenAt");
        return document;
    }

    /**
     * @param json what {@link #write(TlsChangeDocument)} wrote, in this version or an earlier one
     * @throws IllegalArgumentException if it is no difference
     */
    public static TlsChangeDocument readChange(String json) {
        TlsChangeDocument document = read(json, TlsChangeDocument.class);
        check(document != null && document.version() >= 1 && document.changed() != null, "difference", "changed");
        return document;
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return ReportJson.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a stored document: " + e.getOriginalMessage(), e);
        }
    }

    private static void check(boolean right, String noun, String field) {
        if (!right) {
            throw new IllegalArgumentException("not a stored " + noun + ": without version or " + field);
        }
    }
}
