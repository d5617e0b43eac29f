package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.report.TextReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever AWS does, in whatever order: the gate ends, and never passes on nothing. */
class GatePropertiesTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    /** What one call to AWS comes to. */
    enum Outcome {
        ANSWER(FakePorts.NOTHING),
        PASSING(FakePorts.passing("throttled")),
        LASTING(FakePorts.lasting("denied")),
        REFUSED(() -> {
            throw new InvalidParameterException("loadBalancer", "shop", "does not exist");
        }),
        INTERRUPTED(() -> {
            throw new InterruptedException();
        });

        private final FakePorts.Mishap mishap;

        Outcome(FakePorts.Mishap mishap) {
            this.mishap = mishap;
        }
    }

    private static FakePorts.Data sparse(long seed, double traffic, double after) {
        return (key, minute) -> {
            Random random = new Random(seed ^ key.hashCode() * 31L ^ minute.getEpochSecond());
            random.nextLong();
            double share = minute.isBefore(NOW) ? traffic : after;
            return random.nextDouble() < share ? 1 + random.nextInt(200) : Double.NaN;
        };
    }

    /** Drives a gate with a restart at each stop; returns its report. */
    private static GateReport drive(FakePorts aws, Gate begun, int oversleep) {
        Gate gate = begun;
        for (int i = 0; i < 300; i++) {
            try {
                gate = Restart.of(aws.runner().run(gate));
            } catch (InterruptedException e) {
                continue;
            }
            GateAction action = gate.next(aws.instant());
            if (action instanceof GateAction.Finish finish) {
                return finish.report();
            }
            GateAction.Wait wait = (GateAction.Wait) action;
            assertThat("waits for what is still to come", wait.until(), greaterThan(aws.instant()));
            aws.setTime(wait.until().plusSeconds(oversleep));
        }
        throw new AssertionError("The gate does not end: " + gate);
    }

    @Property(tries = 150)
    void theGateEndsAndNeverPassesWithoutTrafficOnBothSides(
            @ForAll @Size(max = 30) List<Outcome> outcomes,
            @ForAll boolean keepsFailing,
            @ForAll @IntRange(max = 90) int answerSeconds,
            @ForAll @IntRange(max = 3_000) int oversleep,
            @ForAll @IntRange(max = 100) int deployedMinutesAgo,
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0, max = 1) double trafficBefore,
            @ForAll @DoubleRange(min = 0, max = 1) double trafficAfter) {
        FakePorts aws = new FakePorts(NOW).with(sparse(seed, trafficBefore, trafficAfter));
        outcomes.forEach(outcome -> aws.next(outcome.mishap));
        aws.always(keepsFailing ? Outcome.PASSING.mishap : FakePorts.NOTHING);
        aws.answeringAfter(Duration.ofSeconds(answerSeconds));
        Instant end = NOW.minus(Duration.ofMinutes(deployedMinutesAgo));
        Gate gate = Gate.begin(new GateParameters()
                .loadBalancer("shop")
                .deploymentEnd(end.toString())
                .history("1d")
                .check(NOW));
        GateReport report = drive(aws, gate, oversleep);
        TextReport.lines(report).forEach(Errors::checkOneLine);
        if (report.verdict() == Verdict.PASS) {
            for (Comparison comparison : report.comparisons()) {
                assertThat(comparison.before().exposure(), greaterThan(0.0));
                assertThat(comparison.after().exposure(), greaterThan(0.0));
            }
        }
        if (report.verdict() != Verdict.ERROR) {
            Instant settled =
                    report.split().observation().end().plus(gate.settings().settle());
            assertThat("judged on settled minutes", report.judgedAt().isBefore(settled), is(false));
            boolean early = report.judgedAt().isBefore(gate.settings().readyAt());
            assertThat("only a failure comes early", early && report.verdict() != Verdict.FAIL, is(false));
        }
    }

    @Property(tries = 50)
    void silenceAfterTheDeploymentNeverPasses(@ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double before) {
        FakePorts aws = new FakePorts(NOW).with(sparse(seed, before, 0));
        Gate gate = Gate.begin(
                new GateParameters().loadBalancer("shop").history("1d").check(NOW));
        assertThat(drive(aws, gate, 0).verdict(), not(Verdict.PASS));
    }

    @Property(tries = 60)
    void windowsOfAnyLengthThatIsAllowedCanBeJudged(
            @ForAll @IntRange(min = 10, max = 600) int baseline,
            @ForAll @IntRange(min = 1, max = 90) int observe,
            @ForAll @IntRange(max = 20) int gap,
            @ForAll @IntRange(max = 40) int deploymentMinutes,
            @ForAll @IntRange(min = 1, max = 20) int periodMinutes,
            @ForAll long seed) {
        FakePorts aws = new FakePorts(NOW).with(sparse(seed, 0.9, 0.9));
        Instant end = NOW.minus(Duration.ofHours(6));
        Gate gate = Gate.begin(new GateParameters()
                .loadBalancer("shop")
                .deploymentStart(end.minusSeconds(deploymentMinutes * 60L).toString())
                .deploymentEnd(end.toString())
                .history("2d")
                .baseline(baseline + "m")
                .observe(observe + "m")
                .settleGap(gap + "m")
                .period(periodMinutes * 60)
                .check(NOW));
        assertThat(drive(aws, gate, 0).verdict(), not(Verdict.ERROR));
    }
}
