package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.nio.charset.StandardCharsets;

/** Any text as a scenario of the simulator: it is read or refused with the one documented error. */
public final class ScenarioFuzz {

    private ScenarioFuzz() {}

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Scenario.parse(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null) {
                throw e;
            }
        }
    }
}
