package io.jenkins.plugins.tlserrorgate.step;

import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.aws.AccountCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * What very many waiting gates cost, and how late they are when a tenth of them falls due at once. No test by
 * its name: {@code bin/bench scale} runs it.
 */
@WithJenkins
class ScaleBench {

    private static final int TENTH = 10;

    @Test
    void waitingGates(JenkinsRule jenkins) throws Exception {
        System.out.println();
        System.out.printf(
                Locale.ROOT,
                "%7s %5s %8s %9s %5s %7s %8s %10s %9s %8s %8s %7s %9s %7s%n",
                "waiting",
                "due",
                "within s",
                "balancers",
                "zones",
                "windows",
                "threads",
                "KiB a gate",
                "median s",
                "p95 s",
                "worst s",
                "calls",
                "calls/s",
                "shared");
        // The first is not counted: it loads the classes.
        row(jenkins, new Load(100, 10, 2, false, false, 1), false);
        row(jenkins, new Load(100, 10, 2, false, false, 1), true);
        row(jenkins, new Load(1_000, 10, 2, false, false, 1), true);
        row(jenkins, new Load(10_000, 10, 2, false, false, 1), true);
        row(jenkins, new Load(10_000, 10, 2, true, false, 1), true);
        row(jenkins, new Load(10_000, 10, 2, true, true, 60), true);
        row(jenkins, new Load(10_000, 10, 2, true, true, 1), true);
        row(jenkins, new Load(200, 1, 10, false, false, 1), true);
    }

    /**
     * What is waiting.
     *
     * @param count how many gates; a tenth falls due
     * @param accounts how many accounts, each with balancers in two regions
     * @param balancers how many balancers in each account and region
     * @param zones whether zones are judged as well
     * @param apart whether all gates of a balancer have windows of their own
     * @param seconds over how many seconds the tenth falls due
     */
    private record Load(int count, int accounts, int balancers, boolean zones, boolean apart, int seconds) {}

    private static void row(JenkinsRule jenkins, Load load, boolean shown) throws Exception {
        int count = load.count();
        int due = count / TENTH;
        CountDownLatch done = new CountDownLatch(due);
        try (WaitingGates gates =
                new WaitingGates(jenkins, load.accounts(), load.balancers(), load.zones(), load.apart())) {
            gates.warmUp(due);
            long sharedBefore = shared();
            List<Run<?, ?>> manyBuilds = gates.builds(count - due);
            List<Run<?, ?>> dueBuilds = gates.builds(due);
            int threads = threads();
            long heap = heap();
            Instant at =
                    Instant.now().plus(Duration.ofSeconds(20 + count / 1_000)).truncatedTo(ChronoUnit.SECONDS);
            List<GateExecution> waiting = gates.create(manyBuilds, at.plus(Duration.ofMinutes(30)), done);
            List<GateExecution> next = new ArrayList<>();
            for (int second = 0; second < load.seconds(); second++) {
                List<Run<?, ?>> builds =
                        dueBuilds.subList(second * due / load.seconds(), (second + 1) * due / load.seconds());
                next.addAll(gates.create(builds, at.plusSeconds(second), done));
            }
            for (GateExecution gate : waiting) {
                gate.start();
            }
            for (GateExecution gate : next) {
                gate.start();
            }
            double each = (heap() - heap) / 1024.0 / count;
            int more = threads() - threads;
            if (Instant.now().isAfter(at)) {
                throw new AssertionError("the gates were due before all were made");
            }
            if (!done.await(10, TimeUnit.MINUTES) || !gates.failures.isEmpty()) {
                throw new AssertionError(done.getCount() + " gates lost, " + gates.failures);
            }
            double[] late = gates.late.values().stream()
                    .mapToDouble(delay -> delay.toMillis() / 1e3)
                    .sorted()
                    .toArray();
            if (shown) {
                System.out.printf(
                        Locale.ROOT,
                        "%7d %5d %8d %9d %5s %7s %8d %10.1f %9.1f %8.1f %8.1f %7d %9d %7d%n",
                        count,
                        due,
                        load.seconds(),
                        Math.min(due, load.accounts() * 2 * load.balancers()),
                        load.zones() ? "2" : "none",
                        load.apart() ? "own" : "same",
                        more,
                        each,
                        late[late.length / 2],
                        late[late.length * 95 / 100],
                        late[late.length - 1],
                        gates.reads().size(),
                        gates.mostCallsASecond(),
                        shared() - sharedBefore);
            }
            for (GateExecution gate : waiting) {
                gate.stop(new InterruptedException("measured"));
            }
        }
    }

    private static long shared() {
        return AccountCalls.all().stream()
                .mapToLong(AccountCalls.Counts::shared)
                .sum();
    }

    private static int threads() {
        return Thread.activeCount();
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
