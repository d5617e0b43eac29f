package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedClock;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;

/**
 * The demonstration in a terminal: two deployments to simulated load balancers, judged by the command {@code check} in a
 * time that runs fast; then what the failed one did to the metrics, and what the gate says about both in hindsight. Ends with 0
 * when the healthy one passed, the other failed, and hindsight agrees.
 */
public final class Demo {

    private static final double SPEED = 90;
    private static final String CHANGE = "tighten-policy";

    private final SimulatedAws aws;
    private final SimulatedClock clock;
    private final PrintStream out;
    private final Map<String, Instant> deployments = new ConcurrentHashMap<>();

    private Demo(SimulatedAws aws, SimulatedClock clock, PrintStream out) {
        this.aws = aws;
        this.clock = clock;
        this.out = out;
    }

    /** @param args the scenario's file */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        System.exit(run(Path.of(args[0]), System.out) ? 0 : 1);
    }

    /** Whether both gates ended as they should. */
    static boolean run(Path scenario, PrintStream out) throws IOException, InterruptedException, ExecutionException {
        System.setProperty("aws.accessKeyId", Account.DEFAULT_KEY.accessKeyId());
        System.setProperty("aws.secretAccessKey", Account.DEFAULT_KEY.secretAccessKey());
        Scenario loaded = Scenario.load(scenario);
        SimulatedClock clock = SimulatedClock.running(loaded.start(), SPEED);
        try (SimulatedAws aws = SimulatedAws.start(loaded, clock)) {
            Demo demo = new Demo(aws, clock, out);
            boolean asItShouldBe = demo.judgeBoth() && demo.diagnose() && demo.rehearse();
            out.println(asItShouldBe ? "All is as it should be." : "Something is not as it should be.");
            return asItShouldBe;
        }
    }

    private boolean judgeBoth() throws InterruptedException, ExecutionException {
        out.println(
                "Two load balancers get a stricter TLS policy: shop, whose clients can all do without the old one, and");
        out.println(
                "payments, where 3 % of all connections come from clients that can't. Each is observed for 15 minutes;");
        out.printf("the clock of the simulated AWS runs %.0f times as fast as yours.%n%n", SPEED);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> shop = both.submit(() -> judge("shop"));
            Future<Integer> payments = both.submit(() -> judge("payments"));
            boolean passed = shop.get() == ExitCode.PASS;
            boolean failed = payments.get() == ExitCode.FAIL;
            out.println(
                    passed && failed
                            ? "As it should be: shop passed, payments failed."
                            : "Not as it should be: shop should have passed and payments failed.");
            out.println();
            return passed && failed;
        } finally {
            both.shutdownNow();
        }
    }

    /** Whether the metrics of the last two hours show errors. */
    private boolean diagnose() {
        StringWriter said = new StringWriter();
        said.append("$ tls-error-gate metrics --load-balancer payments --metrics client --start 2h\n");
        int exitCode = execute(new MetricsCommand(clock), said, "payments", "--metrics=client", "--start=2h");
        print(said, exitCode);
        return exitCode == ExitCode.PASS && said.toString().contains(" client TLS errors in 2h");
    }

    /** Whether a rehearsal of the deployment to payments fails it once more. */
    private boolean rehearse() throws IOException {
        Path file = Files.createTempFile("deployments", ".csv");
        try {
            Files.writeString(file, deployments.get("payments") + ",,tighten-policy\n");
            StringWriter said = new StringWriter();
            said.append(
                    "$ tls-error-gate replay --load-balancer payments --metrics client --deployments deployments.csv\n");
            int exitCode =
                    execute(new ReplayCommand(clock), said, "payments", "--metrics=client", "--deployments=" + file);
            print(said, exitCode);
            return exitCode == ExitCode.PASS && said.toString().contains("): FAIL: client TLS errors of payments rose");
        } finally {
            Files.delete(file);
        }
    }

    private void print(StringWriter said, int exitCode) {
        synchronized (out) {
            out.print(said);
            out.println("exit code " + exitCode);
            out.println();
        }
    }

    private int judge(String balancer) throws IOException {
        Path directory = Files.createTempDirectory("tls-error-gate-demo");
        Path before = directory.resolve(balancer + ".json");
        try {
            StringWriter said = new StringWriter();
            String save = "--load-balancer " + balancer + " --save " + before.getFileName();
            said.append("$ tls-error-gate policies " + save + " >/dev/null\n");
            execute(new PoliciesCommand(clock), new StringWriter(), balancer, "--save", before.toString());
            Instant deployed = aws.apply(balancer, CHANGE);
            deployments.put(balancer, deployed);
            said.append(
                    "$ tls-error-gate check --load-balancer " + balancer + " --since " + before.getFileName() + "\n");
            int exitCode = execute(
                    new CheckCommand(new SimulatedPace(clock)),
                    said,
                    balancer,
                    "--since",
                    before.toString(),
                    "--deployment-start",
                    deployed.minus(Duration.ofMinutes(1)).toString(),
                    "--deployment-end",
                    deployed.toString());
            print(said, exitCode);
            return exitCode;
        } finally {
            Files.deleteIfExists(before);
            Files.delete(directory);
        }
    }

    private int execute(Callable<Integer> command, StringWriter said, String balancer, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--load-balancer", balancer, "--region", "eu-central-1"));
        arguments.addAll(List.of("--endpoint-url", aws.endpoint().toString()));
        arguments.addAll(List.of(more));
        return Main.reportingBadInput(new CommandLine(command))
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments.toArray(String[]::new));
    }

    /** A pace that follows the simulator's clock. */
    private record SimulatedPace(SimulatedClock clock) implements Pace {
        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public void sleepUntil(Instant instant) throws InterruptedException {
            for (Instant now = clock.instant(); now.isBefore(instant); now = clock.instant()) {
                Thread.sleep(1 + (long) (Duration.between(now, instant).toMillis() / clock.speed()));
            }
        }
    }
}
