package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Runs the simulated AWS as a process of its own until it is ended; prints its endpoint as the only line of its output.
 *
 * <p>Arguments: {@code --scenario FILE} (JSON), {@code --port N} (default: any), {@code --speed N} (simulated seconds per second,
 * default 1), {@code --start INSTANT} (replaces the scenario's start; {@code now} for the present).
 */
public final class SimulatedAwsMain {
    private int port;
    private double speed = 1;
    private String start;
    private Path scenario;

    private SimulatedAwsMain() {}

    public static void main(String[] args) {
        SimulatedAws aws = start(args, System.out, System.err);
        if (aws == null) {
            System.exit(2);
        } else {
            Runtime.getRuntime().addShutdownHook(new Thread(aws::close));
        }
    }

    /** Starts and prints the endpoint; null after it has said what is wrong with the arguments. */
    static SimulatedAws start(String[] args, PrintStream out, PrintStream err) {
        try {
            SimulatedAws aws = new SimulatedAwsMain().parse(args).start();
            out.println(aws.endpoint());
            out.flush();
            return aws;
        } catch (IllegalArgumentException | DateTimeException | IOException e) {
            err.println(e instanceof IOException ? "Cannot read " + e.getMessage() : e.getMessage());
            return null;
        }
    }

    private SimulatedAwsMain parse(String[] args) {
        Check.that(
                args.length % 2 == 0, "Each option has one value: --scenario FILE --port N --speed N --start INSTANT");
        for (int i = 0; i < args.length; i += 2) {
            String value = args[i + 1];
            switch (args[i]) {
                case "--port" -> port = (int) number(args[i], value);
                case "--speed" -> speed = number(args[i], value);
                case "--start" -> start = value;
                case "--scenario" -> scenario = Path.of(value);
                default -> throw new IllegalArgumentException("There is no option " + args[i]);
            }
        }
        Check.that(scenario != null, "--scenario FILE is missing");
        return this;
    }

    private static double number(String option, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number, not " + value, e);
        }
    }

    private SimulatedAws start() throws IOException {
        Scenario loaded = Scenario.load(scenario);
        if (start != null) {
            loaded = loaded.startingAt(start.equals("now") ? Instant.now() : Instant.parse(start));
        }
        return SimulatedAws.start(loaded, SimulatedClock.running(loaded.start(), speed), port);
    }
}
