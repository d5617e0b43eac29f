package io.jenkins.plugins.tlserrorgate.metrics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Any text as a duration: it is read or refused, and what was read is written so that it reads the same again. */
public final class DurationFuzz {

    private DurationFuzz() {}

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            Duration duration = Durations.parse("observe", text);
            // Writing drops fractions of a second.
            Duration whole = Duration.ofSeconds(duration.toSeconds());
            if (duration.isNegative()
                    || !Durations.parse("observe", Durations.format(whole)).equals(whole)) {
                throw new AssertionError(duration);
            }
        } catch (InvalidParameterException e) {
            Errors.checkOneLine(e.getMessage());
        }
    }
}
