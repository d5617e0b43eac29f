package io.jenkins.plugins.tlserrorgate.metrics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Any text as a point in time: it is read or refused, and what was read is what its own text means. */
public final class InstantFuzz {

    private InstantFuzz() {}

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Instant instant = Instants.parse("deploymentEnd", new String(input, StandardCharsets.UTF_8));
            if (instant.toString().length() <= 40
                    && !Instants.parse("deploymentEnd", instant.toString()).equals(instant)) {
                throw new AssertionError(instant);
            }
        } catch (InvalidParameterException e) {
            Errors.checkOneLine(e.getMessage());
        }
    }
}
