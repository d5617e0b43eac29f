package io.jenkins.plugins.tlserrorgate.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command line in a process of its own, whose output is no terminal. */
class ColoursTest {

    private static final String ESCAPE = "\u001B[";

    private static String help(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "check",
                        "--help")
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("NO_COLOR|CLICOLOR.*"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(printed, process.waitFor(), is(0));
        assertThat(printed, containsString("--load-balancer"));
        return printed;
    }

    @Test
    void thereAreNoneWhereNobodyWatches() throws Exception {
        assertThat(help(Map.of()), not(containsString(ESCAPE)));
    }

    @Test
    void thereAreSomeWhereTheyAreWanted() throws Exception {
        assertThat(help(Map.of("CLICOLOR_FORCE", "1")), containsString(ESCAPE));
    }

    @Test
    void whoeverSetsNoColorGetsNone() throws Exception {
        assertThat(help(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1")), not(containsString(ESCAPE)));
    }
}
