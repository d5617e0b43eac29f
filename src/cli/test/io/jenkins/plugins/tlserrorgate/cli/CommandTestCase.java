package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import picocli.CommandLine;

/** Commands as a shell sees them, against a simulated AWS in a time of its own. */
abstract class CommandTestCase {

    final SimulatedClock clock;
    SimulatedAws aws;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    CommandTestCase(Scenario scenario, Instant now) {
        clock = SimulatedClock.fixed(now);
        aws = SimulatedAws.start(scenario, clock);
    }

    @BeforeEach
    void identify() {
        identify(Account.DEFAULT_KEY);
    }

    static void identify(AccessKey key) {
        System.setProperty("aws.accessKeyId", key.accessKeyId());
        System.setProperty("aws.secretAccessKey", key.secretAccessKey());
    }

    @AfterEach
    void close() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        aws.close();
    }

    /** Runs a command with these arguments and returns its exit code. */
    final int run(CommandLine command, String... arguments) {
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /** Arguments with those that say where the simulated AWS is. */
    final String[] there(Stream<String> arguments) {
        return Stream.concat(arguments, Stream.of("--region", "eu-central-1", "--endpoint-url", aws.endpoint() + ""))
                .toArray(String[]::new);
    }

    /** The simulator's time, in which waiting takes none. */
    final Pace pace() {
        return new Pace() {
            @Override
            public Instant instant() {
                return clock.instant();
            }

            @Override
            public void sleepUntil(Instant instant) {
                clock.set(instant);
            }
        };
    }
}
