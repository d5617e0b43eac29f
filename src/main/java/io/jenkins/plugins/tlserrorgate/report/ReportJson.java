package io.jenkins.plugins.tlserrorgate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Reads and writes {@link ReportDocument} and {@link MetricsDocument} as JSON. */
public final class ReportJson {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private static final int ROOM = 64 * 1024;

    /** How much longer a quotation mark is in XML. */
    private static final int QUOTE = 5;

    /** How Base64 of gzip begins. */
    private static final String PACKED = "H4sI";

    private ReportJson() {}

    /** The document on one line. */
    public static String write(ReportDocument document) {
        return text(document);
    }

    /**
     * The document as it is kept with a build, in at most {@value #ROOM} bytes of XML: plain where that is short enough,
     * else gzip in Base64. If it is still too long, as with hundreds of target groups, the points of the last charts go
     * first, then the rows beside the comparisons, then passes among these, then the last of them; a note says how many.
     * What stays keeps its exact counts.
     */
    public static String store(ReportDocument document) {
        String json = write(document);
        if (json.length() + QUOTE * json.chars().filter(c -> c == '"').count() <= ROOM) {
            return json;
        }
        ReportDocument kept = document;
        String packed = pack(json);
        while (packed.length() > ROOM && !kept.comparisons().isEmpty()) {
            kept = kept.shortened();
            packed = pack(write(kept.shortOf(document)));
        }
        return packed;
    }

    private static String pack(String json) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static String unpack(String stored) {
        try (InputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(stored)))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a stored report: " + e.getMessage(), e);
        }
    }

    /** The document on one line. */
    public static String write(MetricsDocument document) {
        return text(document);
    }

    /** Any record of plain values on one line. */
    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of plain values can't be written", e);
        }
    }

    /**
     * @param stored what {@link #write} or {@link #store} wrote, in this version or an earlier one
     * @throws IllegalArgumentException if it is no report
     */
    public static ReportDocument read(String stored) {
        String json = stored.startsWith(PACKED) ? unpack(stored) : stored;
        ReportDocument document = read(json, ReportDocument.class);
        if (document == null || document.version() < 1 || document.verdict() == null) {
            throw new IllegalArgumentException("not a stored report: without version or verdict");
        }
        return document;
    }

    /**
     * @param json what {@link #write(MetricsDocument)} wrote, in this version or an earlier one
     * @throws IllegalArgumentException if it is something else
     */
    public static MetricsDocument readMetrics(String json) {
        MetricsDocument document = read(json, MetricsDocument.class);
        if (document == null || document.version() < 1 || document.loadBalancer() == null) {
            throw new IllegalArgumentException("not a stored report: without version or load balancer");
        }
        return document;
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a stored report: " + e.getOriginalMessage(), e);
        }
    }
}
