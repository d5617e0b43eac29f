package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens at a balancer, and what the gate says to it. */
class ScenarioTest {

    private static final int DAY = 1440;
    private static final double RATE = 1 / 200.0;

    private static Simulation usual(int days, long seed) {
        return new Simulation(days * DAY, 15, seed, 250, i -> RATE);
    }

    private static Simulation rising(int days, long seed, double factor) {
        int start = days * DAY + Simulation.BASELINE;
        return new Simulation(days * DAY, 15, seed, 250, i -> i >= start ? factor * RATE : RATE);
    }

    @Test
    void nothingChangesAndItPasses() {
        Comparison c = usual(14, 1).compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.PASS));
        assertThat(c.placebo().windows(), greaterThan(1300));
        assertThat(c.placebo().fired(), lessThan(20));
        assertThat(c.explanation(), containsString("on this balancer's history of 14d this rule would have fired"));
    }

    @Test
    void aThreefoldRateFails() {
        Comparison c = rising(14, 2, 3).compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.FAIL));
        assertThat(c.pValue(), lessThan(0.001));
        assertThat(c.placebo().asLarge(), equalTo(0));
    }

    @Test
    void aThreefoldRateIsWithinATolerationOfFour() {
        Simulation s = rising(14, 2, 3);
        Judgement judgement = Judge.judge(List.of(s.evidence()), s.split(), Simulation.settings(4, 0.99, 5));
        assertThat(judgement.explanation(), judgement.verdict(), equalTo(Verdict.PASS));
    }

    @Test
    void oneBurstAfterTheDeploymentIsNoRegression() {
        Simulation s = usual(14, 3);
        Comparison c = s.add(s.end + 4, s.end + 5, 90).compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.PASS));
        assertThat(c.explanation(), containsString("one minute of them a burst"));
        assertThat(c.after().errors(), greaterThan(2 * c.expected()));
    }

    /** There was never a burst before, so nothing but its shape says what it is. */
    @Test
    void aBurstOfThreeMinutesIsNoRegression() {
        for (int size : new int[] {20, 40, 90, 400}) {
            Simulation s = usual(14, 31);
            Comparison c = s.add(s.end + 4, s.end + 7, size).compare();
            assertThat(c.explanation(), c.verdict(), equalTo(Verdict.PASS));
        }
    }

    @Test
    void aBurstInTheBaselineHidesNoRise() {
        Simulation s = rising(14, 4, 3);
        Comparison c = s.add(s.start - 40, s.start - 37, 90).compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.FAIL));
        assertThat(c.expected(), lessThan(c.after().errors() / 2));
    }

    @Test
    void anObservationThatEndsInABurstIsNoPass() {
        Simulation s = usual(14, 5);
        Comparison c = s.add(s.end + 13, s.end + 15, 90).compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.INCONCLUSIVE));
        assertThat(c.explanation(), containsString("ends in a burst"));
    }

    /** Two of the last three minutes are an end; one of them, with another before, is not. */
    @Test
    void aBurstThatIsOverBeforeTheEndIsNone() {
        Simulation s = usual(14, 5);
        Comparison nearly = s.add(s.end + 11, s.end + 13, 90).compare();
        assertThat(nearly.explanation(), nearly.verdict(), equalTo(Verdict.PASS));
        Simulation t = usual(14, 5);
        Comparison still = t.add(t.end + 12, t.end + 14, 90).compare();
        assertThat(still.explanation(), still.verdict(), equalTo(Verdict.INCONCLUSIVE));
    }

    /** The history has many scanners that make noise for twenty minutes; one starts right after the deployment. */
    @Test
    void aScannerThatStartsByChanceIsNoRegression() {
        Simulation s = usual(14, 6);
        for (int at = 200; at + 60 < s.start; at += 331) {
            s.add(at, at + 20, 3);
        }
        Comparison c = s.add(s.end, s.end + 15, 3).compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.PASS));
        assertThat(c.placebo().asLarge(), greaterThan(13));
    }

    @Test
    @Tag("many-seeds")
    void aSlowTrendOverTheDayIsNoRegression() {
        int alarms = 0;
        for (int seed = 0; seed < 20; seed++) {
            int phase = seed * 72;
            Simulation s = new Simulation(
                    14 * DAY, 15, 100 + seed, 250, i -> RATE * (1 + 0.5 * Math.sin(2 * Math.PI * (i + phase) / DAY)));
            alarms += s.compare().verdict() == Verdict.FAIL ? 1 : 0;
        }
        assertThat(alarms, lessThan(2));
    }

    @Test
    void oneTargetGroupsRiseIsFoundThoughItDrownsInTheTotal() {
        List<Evidence> parts = new ArrayList<>();
        int groups = 9;
        Simulation total = new Simulation(14 * DAY, 15, 40, 1, i -> 0);
        for (int g = 0; g < groups; g++) {
            boolean bad = g == 7;
            int start = total.start;
            Simulation group =
                    new Simulation(14 * DAY, 15, 50 + g, bad ? 60 : 300, i -> bad && i >= start ? 5 * RATE : RATE);
            for (int i = 0; i < total.errors.length; i++) {
                total.errors[i] += group.errors[i];
                total.connections[i] += group.connections[i];
            }
            parts.add(group.evidence(TlsMetric.TARGET, "group-" + g));
        }
        Comparison alone = total.compare();
        assertThat(alone.explanation(), alone.verdict(), equalTo(Verdict.PASS));
        parts.add(total.evidence(TlsMetric.TARGET, null));
        Judgement judgement = Judge.judge(parts, total.split(), Simulation.settings());
        List<String> failed = judgement.comparisons().stream()
                .filter(c -> c.verdict() == Verdict.FAIL)
                .map(Comparison::scope)
                .map(Scope::label)
                .toList();
        assertThat(judgement.explanation(), failed, equalTo(List.of("group-7")));
    }

    @Test
    void errorsFromABaselineOfZeroFail() {
        Simulation s = new Simulation(14 * DAY, 15, 8, 250, i -> 0);
        Comparison calm = s.compare();
        assertThat(calm.explanation(), calm.verdict(), equalTo(Verdict.PASS));
        Comparison c = s.add(s.end, s.end + 15, 0.8).compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.FAIL));
    }

    @Test
    void whenEveryHandshakeFailsItFailsAlsoWithoutHistory() {
        for (int days : new int[] {0, 14}) {
            Simulation s = usual(days, 9);
            for (int i = s.end; i < s.errors.length; i++) {
                s.errors[i] = s.connections[i];
            }
            Comparison c = s.compare();
            assertThat(c.explanation(), c.verdict(), equalTo(Verdict.FAIL));
        }
    }

    @Test
    void whenTrafficVanishesItIsInconclusive() {
        Simulation s = usual(14, 10);
        silence(s, s.end, s.errors.length);
        Judgement judgement = s.judge();
        assertThat(judgement.verdict(), equalTo(Verdict.INCONCLUSIVE));
        assertThat(judgement.explanation(), containsString("no traffic after the deployment"));
    }

    @Test
    void aNewBalancerHasNothingToCompareWith() {
        Simulation s = usual(0, 11);
        silence(s, 0, s.start);
        Judgement judgement = s.judge();
        assertThat(judgement.verdict(), equalTo(Verdict.INCONCLUSIVE));
        assertThat(judgement.explanation(), containsString("no traffic before the deployment"));
    }

    @Test
    void aShortHistoryIsSaidAndTheTestOfTwoRatesDecides() {
        Simulation s = rising(0, 12, 4);
        Comparison c = s.compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.FAIL));
        assertThat(c.placebo().windows(), equalTo(0));
        assertThat(c.explanation(), containsString("not calibrated: the history has 0 usable windows, 40 are needed"));
    }

    /** A quarter of an hour from one to the next, and the last ends where the deployment begins. */
    @Test
    void fortyWindowsAreAHistory() {
        Comparison enough = new Simulation(39 * 15 + 20, 15, 12, 250, i -> RATE).compare();
        assertThat(enough.placebo().windows(), equalTo(40));
        Comparison tooShort = new Simulation(39 * 15 + 19, 15, 12, 250, i -> RATE).compare();
        assertThat(tooShort.placebo().windows(), equalTo(0));
        assertThat(tooShort.explanation(), containsString("the history has 39 usable windows, 40 are needed"));
    }

    @Test
    void aCertainRiseByFewErrorsIsNoFailure() {
        Simulation s = rising(14, 2, 3);
        Comparison c = Judge.judge(List.of(s.evidence()), s.split(), Simulation.settings(1, 0.99, 100))
                .comparisons()
                .get(0);
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.PASS));
        assertThat(c.pValue(), lessThan(0.001));
        assertThat(c.explanation(), containsString("but by fewer than 100 errors or not against the baseline alone"));
    }

    @Test
    void aBaselineUnlikeItsHistoryAloneSaysWhatToExpect() {
        String note = "the baseline's rate is unlike the history's, so it alone says what to expect";
        Simulation s = new Simulation(14 * DAY, 15, 21, 250, i -> i < 14 * DAY ? RATE : 4 * RATE);
        Comparison c = s.compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.PASS));
        assertThat(c.explanation(), containsString(note));
        assertThat(usual(14, 1).compare().explanation(), not(containsString(note)));
    }

    private static Judgement withADetail(Simulation whole, Simulation group) {
        return Judge.judge(
                List.of(
                        whole.evidence(),
                        group.evidence(TlsMetric.TARGET, "blue").asDetail()),
                whole.split(),
                Simulation.settings());
    }

    @Test
    void aDetailMayFailAGateThatWouldPass() {
        Judgement judgement = withADetail(usual(3, 1), rising(3, 2, 4));
        assertThat(judgement.verdict(), equalTo(Verdict.FAIL));
        assertThat(judgement.explanation(), startsWith("target TLS errors of blue rose"));
        assertThat(judgement.comparisons(), hasSize(2));
        assertThat(judgement.comparisons().get(1), equalTo(judgement.details().get(0)));
        assertThat("where it would have turned", judgement.details().get(0).limit(), notNullValue());
    }

    @Test
    void aDetailIsNoFurtherReasonWhereTheWholeFails() {
        Judgement judgement = withADetail(rising(3, 1, 4), rising(3, 2, 4));
        assertThat(judgement.verdict(), equalTo(Verdict.FAIL));
        assertThat(judgement.explanation(), startsWith("client TLS errors of shop rose"));
        assertThat(judgement.explanation(), not(containsString("blue")));
        assertThat(judgement.comparisons(), hasSize(2));
    }

    @Test
    void aDetailThatIsCalmOrSilentLeavesTheVerdictAlone() {
        Judgement calm = withADetail(usual(3, 1), usual(3, 2));
        assertThat(calm.verdict(), equalTo(Verdict.PASS));
        assertThat(calm.comparisons(), hasSize(1));
        assertThat(calm.details(), hasSize(1));
        assertThat(
                "nobody asks how far it was from failing", calm.details().get(0).limit(), nullValue());
        for (boolean before : new boolean[] {true, false}) {
            Simulation half = usual(3, 2);
            silence(half, before ? half.end : 0, before ? half.errors.length : half.end);
            Judgement judgement = withADetail(usual(3, 1), half);
            assertThat(judgement.verdict(), equalTo(Verdict.PASS));
            assertThat(judgement.details().get(0).verdict(), equalTo(Verdict.INCONCLUSIVE));
        }
        Simulation silent = usual(3, 2);
        silence(silent, 0, silent.errors.length);
        assertThat("it has no traffic at all", withADetail(usual(3, 1), silent).details(), empty());
    }

    private static void silence(Simulation s, int from, int to) {
        Arrays.fill(s.connections, from, to, Double.NaN);
        Arrays.fill(s.errors, from, to, Double.NaN);
    }

    @Test
    void aShortObservationIsReplayedAsWell() {
        int start = 3 * DAY + Simulation.BASELINE;
        Simulation s = new Simulation(3 * DAY, 4, 18, 250, i -> i >= start ? 6 * RATE : RATE);
        Comparison c = s.compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.FAIL));
        assertThat(c.placebo().windows(), greaterThan(280));
    }

    @Test
    void historyCanBeTurnedOff() {
        Simulation s = usual(14, 13);
        Circumstances off = new Circumstances(s.split().baseline().end(), Duration.ZERO, List.of(), 1);
        Judgement judgement = Judge.judge(List.of(s.evidence()), s.split(), Simulation.settings(), off);
        assertThat(judgement.explanation(), containsString("history is turned off"));
    }

    /** Errors doubled for good a week ago. The windows across that moment would make the rule blind to what comes now. */
    @Test
    void aLastingChangeInTheHistoryIsSaidAndLeftOut() {
        Simulation s = new Simulation(
                14 * DAY,
                15,
                14,
                250,
                i -> i < 7 * DAY ? RATE : i < 14 * DAY + Simulation.BASELINE ? 3 * RATE : 9 * RATE);
        Comparison c = s.compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.FAIL));
        assertThat(c.placebo().leftOut(), greaterThan(10));
        assertThat(c.placebo().asLarge(), equalTo(0));
        assertThat(c.explanation(), containsString("the rate changed for good about 2026-03-08T00:00:00Z"));
    }

    @Test
    @Tag("many-seeds")
    void aRateThatDoubledHoursBeforeTheDeploymentIsNotBlamedOnIt() {
        int alarms = 0;
        for (int seed = 0; seed < 20; seed++) {
            Simulation s = new Simulation(14 * DAY, 15, 200 + seed, 250, i -> i < 14 * DAY - 300 ? RATE : 2 * RATE);
            alarms += s.compare().verdict() == Verdict.FAIL ? 1 : 0;
        }
        assertThat(alarms, lessThan(3));
    }

    @Test
    void knownEarlierDeploymentsAreLeftOut() {
        Simulation s = usual(14, 15);
        Window earlier = s.window(5 * DAY, 5 * DAY + 10);
        Circumstances known = new Circumstances(s.split().baseline().end(), Duration.ofDays(14), List.of(earlier), 1);
        Comparison with = Judge.judge(List.of(s.evidence()), s.split(), Simulation.settings(), known)
                .comparisons()
                .get(0);
        assertThat(with.placebo().leftOut(), allOf(greaterThanOrEqualTo(13), lessThan(20)));
        assertThat(with.explanation(), containsString("windows across 1 earlier deployment are left out"));
    }

    @Test
    void deploymentsSoFrequentThatNoWindowIsFreeOfThemAreNotLeftOut() {
        Simulation s = usual(14, 15);
        List<Window> hourly = java.util.stream.IntStream.range(0, 14 * 24)
                .mapToObj(hour -> s.window(hour * 60, hour * 60 + 5))
                .toList();
        Circumstances known = new Circumstances(s.split().baseline().end(), Duration.ofDays(14), hourly, 1);
        Comparison with = Judge.judge(List.of(s.evidence()), s.split(), Simulation.settings(), known)
                .comparisons()
                .get(0);
        assertThat(with.placebo().windows(), greaterThanOrEqualTo(1_000));
        assertThat(
                with.explanation(),
                containsString("hardly a window is free of the 336 earlier deployments, so none is left out"));
    }

    /** Errors rise every day at the hour of the deployment, whatever is deployed. */
    @Test
    void aBaselineOfTheDayBeforeKnowsTheHour() {
        int start = 14 * DAY + Simulation.BASELINE;
        Simulation s =
                new Simulation(14 * DAY, 15, 16, 250, i -> Math.floorMod(i - start, DAY) < 120 ? 4 * RATE : RATE);
        Window observation = s.split().observation();
        Window baseline =
                BaselineFrom.DAY_BEFORE.baseline(s.split().baseline().end(), observation, Duration.ofMinutes(60));
        assertThat(Duration.between(baseline.start(), observation.start()).toMinutes(), equalTo(1440L + 23));
        Split split = new Split(baseline, observation);
        Circumstances circumstances = new Circumstances(s.split().baseline().end(), Duration.ofDays(12), List.of(), 1);
        Judgement judgement = Judge.judge(List.of(s.evidence()), split, Simulation.settings(), circumstances);
        assertThat(judgement.explanation(), judgement.verdict(), not(equalTo(Verdict.FAIL)));
        assertThat(judgement.comparisons().get(0).placebo().windows(), greaterThan(1000));
    }

    @Test
    void tooLittleTrafficSaysHowLongToObserve() {
        Simulation s = new Simulation(14 * DAY, 15, 17, 4, i -> 0.02);
        Comparison c = s.compare();
        assertThat(c.explanation(), c.verdict(), equalTo(Verdict.INCONCLUSIVE));
        assertThat(c.visible().doublingSeenAfter(), greaterThan(Duration.ofMinutes(30)));
        assertThat(
                c.explanation(),
                allOf(
                        containsString("the smallest rise that would have been seen"),
                        containsString("observe "),
                        containsString(" would see a doubling")));
    }
}
