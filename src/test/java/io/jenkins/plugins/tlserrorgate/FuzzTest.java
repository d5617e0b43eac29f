package io.jenkins.plugins.tlserrorgate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The short run of the fuzzing that {@code bin/bench fuzz} does at length: all that was kept of it, findings among them, and
 * a few changes to each. Every target says in its own words what must hold.
 */
class FuzzTest {

    private static final int CHANGES = 20;

    private static final String ROOT = FuzzTest.class.getPackageName() + '.';

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws.BalancerAnswerFuzz",
                "aws.MetricAnswerFuzz",
                "aws.simulator.ScenarioFuzz",
                "cli.JudgeLineFuzz",
                "gate.GateFuzz",
                "metrics.DurationFuzz",
                "metrics.InstantFuzz",
                "metrics.NameFuzz"
            })
    void everythingKeptAndMoreIsDealtWith(String name) throws Exception {
        Method target;
        try {
            target = Class.forName(ROOT + name).getMethod("fuzzerTestOneInput", byte[].class);
        } catch (ClassNotFoundException e) {
            assertThat(name, startsWith("cli."));
            assumeTrue(false, "the command line is not built here");
            return;
        }
        List<Path> kept = kept(name);
        assertThat(kept.size(), greaterThan(1));
        Random random = new Random(name.hashCode());
        for (Path file : kept) {
            byte[] input = Files.readAllBytes(file);
            run(target, file, input);
            for (int i = 0; i < CHANGES; i++) {
                run(target, file, changed(input, random));
            }
        }
    }

    private static List<Path> kept(String name) throws Exception {
        URL corpus = FuzzTest.class.getResource("fuzz/" + name);
        try (Stream<Path> files = Files.list(Path.of(corpus.toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    private static byte[] changed(byte[] input, Random random) {
        byte[] changed = input.clone();
        for (int i = 0; i <= random.nextInt(3) && changed.length > 0; i++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private static void run(Method target, Path file, byte[] input) {
        assertDoesNotThrow(
                () -> {
                    try {
                        target.invoke(null, (Object) input);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                },
                () -> file + " or a change of it: "
                        + java.util.Base64.getEncoder().encodeToString(input));
    }
}
