package io.jenkins.plugins.tlserrorgate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads and writes {@link ReportDocument} as JSON. */
public final class ReportJson {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private ReportJson() {}

    /** The document on one line. */
    public static String write(ReportDocument document) {
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
     * @param json what {@link #write} wrote, in this version or an earlier one
     * @throws IllegalArgumentException if it is no report
     */
    public static ReportDocument read(String json) {
        ReportDocument document;
        try {
            document = MAPPER.readValue(json, ReportDocument.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a stored report: " + e.getOriginalMessage(), e);
        }
        if (document == null || document.version() < 1 || document.verdict() == null) {
            throw new IllegalArgumentException("not a stored report: without version or verdict");
        }
        return document;
    }
}
