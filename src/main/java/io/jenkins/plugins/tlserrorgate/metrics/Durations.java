package io.jenkins.plugins.tlserrorgate.metrics;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes durations the way people write them in a pipeline: {@code 90s}, {@code 15m}, {@code 3h}, {@code 2d}. */
public final class Durations {

    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})\\s{0,3}([smhd])");
    private static final Pattern ISO = Pattern.compile("P[0-9DTHMS.]{1,40}");
    private static final String HOW = "write it like 90s, 15m, 3h, 2d or PT15M";

    private Durations() {}

    /**
     * @param parameter the parameter that the text was given for
     * @param text a whole number with s, m, h or d behind it, or ISO-8601 as in {@code PT1H30M}
     * @return a duration of zero or more
     * @throws InvalidParameterException if it is neither
     */
    public static Duration parse(String parameter, String text) {
        String trimmed = text == null ? "" : text.strip();
        Matcher matcher = SHORT.matcher(trimmed.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
        if (trimmed.startsWith("-") && SHORT.matcher(trimmed.substring(1)).matches()) {
            throw new InvalidParameterException(parameter, text, "is negative; " + HOW);
        }
        if (ISO.matcher(trimmed).matches()) {
            try {
                return Duration.parse(trimmed);
            } catch (DateTimeParseException | ArithmeticException e) {
                throw new InvalidParameterException(parameter, text, "is not a duration; " + HOW);
            }
        }
        throw new InvalidParameterException(parameter, text, "is not a duration; " + HOW);
    }

    /** Whether the text looks like a duration rather than a point in time, a wrong one included. */
    public static boolean isDuration(String text) {
        return text.strip().matches("(?i)-?[0-9]{0,18}\\s{0,9}[a-z]|P.*");
    }

    /**
     * Like {@link #parse}, for what must take some time.
     *
     * @throws InvalidParameterException also if it is zero
     */
    public static Duration parsePositive(String parameter, String text) {
        Duration duration = parse(parameter, text);
        if (duration.isZero()) {
            throw new InvalidParameterException(parameter, text, "must be longer than zero; " + HOW);
        }
        return duration;
    }

    /** The duration as {@link #parse} reads it, in the fewest units: {@code 15m}, {@code 1h30m} as {@code 90m}. */
    public static String format(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds != 0 && seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds != 0 && seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds != 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
