package io.jenkins.plugins.tlserrorgate.metrics;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Reads points in time the way pipelines have them at hand: ISO-8601 with an offset, or milliseconds of the epoch. */
public final class Instants {

    private static final Pattern MILLIS = Pattern.compile("[0-9]{12,14}");
    private static final String HOW = "write it like 2026-05-04T13:30:00Z, 2026-05-04T15:30+02:00"
            + " or in milliseconds since 1970 as currentBuild.startTimeInMillis has them";

    private Instants() {}

    /**
     * @param parameter the parameter that the text was given for
     * @param text ISO-8601 with an offset, or epoch milliseconds
     * @throws InvalidParameterException if it is neither; a local time without offset is refused, as it would mean
     *     something else on another controller
     */
    public static Instant parse(String parameter, String text) {
        String trimmed = text == null ? "" : text.strip();
        if (MILLIS.matcher(trimmed).matches()) {
            return Instant.ofEpochMilli(Long.parseLong(trimmed));
        }
        if (trimmed.length() <= 40) {
            try {
                return OffsetDateTime.parse(trimmed, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toInstant();
            } catch (DateTimeException e) {
                throw new InvalidParameterException(parameter, text, "is not a point in time; " + HOW);
            }
        }
        throw new InvalidParameterException(parameter, text, "is not a point in time; " + HOW);
    }
}
