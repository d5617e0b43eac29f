package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What must hold of every verdict. */
class JudgeTest {

    private static final int DAYS = 3;

    private static Simulation simulation(long seed) {
        return new Simulation(DAYS * 1440, 15, seed, 250, i -> 1 / 200.0);
    }

    /** A few errors in each minute: no minute becomes a burst. */
    @Property(tries = 30)
    void moreErrorsAfterAreNeverLessSignificant(
            @ForAll @IntRange(max = 1000) int seed, @ForAll @IntRange(min = 1, max = 4) int more) {
        double before = simulation(seed).compare().pValue();
        Simulation s = simulation(seed);
        for (int i = s.end; i < s.errors.length; i++) {
            s.errors[i] += more;
        }
        assertThat(s.compare().pValue(), lessThanOrEqualTo(before));
    }

    @Property(tries = 20)
    void theOrderOfMinutesInTheObservationDoesNotMatter(@ForAll @IntRange(max = 1000) int seed) {
        Simulation s = simulation(seed);
        Comparison forward = s.compare();
        for (int i = s.end, j = s.errors.length - 1; i < j; i++, j--) {
            swap(s.errors, i, j);
            swap(s.connections, i, j);
        }
        Comparison backward = s.compare();
        assertThat(backward.pValue(), closeTo(forward.pValue(), 1e-9));
        assertThat(backward.verdict(), equalTo(forward.verdict()));
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    @Property(tries = 20)
    void theUnitOfExposureDoesNotMatter(@ForAll @IntRange(max = 1000) int seed) {
        Simulation s = simulation(seed);
        Comparison one = s.compare();
        for (int i = 0; i < s.connections.length; i++) {
            s.connections[i] *= 1000;
        }
        Comparison thousand = s.compare();
        assertThat(thousand.pValue(), closeTo(one.pValue(), 1e-6));
        assertThat(thousand.expected(), closeTo(one.expected(), 1e-6 * one.expected()));
    }

    /** Both metrics, nothing changed, 3 days of history: at most a few false alarms in 300 gates at 1 %. */
    @Test
    @Tag("many-seeds")
    void twoMetricsHaveTheFalseAlarmsOfOne() {
        int alarms = 0;
        for (int n = 0; n < 300; n++) {
            Simulation client = simulation(5000 + n);
            Simulation target = simulation(9000 + n);
            List<Evidence> evidence = List.of(client.evidence(), target.evidence(TlsMetric.TARGET, null));
            alarms += Judge.judge(evidence, client.split(), Simulation.settings(1, 0.99, 0))
                                    .verdict()
                            == Verdict.FAIL
                    ? 1
                    : 0;
        }
        // Binomial with n = 300 and p = 0.01: more than 9 has a probability below 0.001.
        assertThat(alarms, lessThan(10));
    }

    /** The limit is where the verdict turns, with history and without, at any floor and tolerance. */
    @Property(tries = 60)
    @net.jqwik.api.Tag("many-seeds")
    void theVerdictTurnsAtTheLimit(
            @ForAll @IntRange(max = 1000) int seed,
            @ForAll boolean history,
            @ForAll @IntRange(max = 60) int floor,
            @ForAll @IntRange(min = 1, max = 3) int tolerance,
            @ForAll @IntRange(min = 50, max = 5000) int rarity) {
        Simulation s = new Simulation(history ? DAYS * 1440 : 0, 15, seed, 250, i -> 1.0 / rarity);
        RuleSettings settings = Simulation.settings(tolerance, 0.99, floor);
        double limit = judged(s, settings).limit();
        spread((long) limit, s);
        Comparison at = judged(s, settings);
        assertThat(at.verdict(), not(equalTo(Verdict.FAIL)));
        assertThat("does not depend on what was seen", at.limit(), equalTo(limit));
        assertThat(limit + 1, greaterThanOrEqualTo(at.expected() + floor));
        spread((long) limit + 1, s);
        assertThat(judged(s, settings).verdict(), equalTo(Verdict.FAIL));
    }

    private static Comparison judged(Simulation s, RuleSettings settings) {
        return Judge.judge(List.of(s.evidence()), s.split(), settings)
                .comparisons()
                .get(0);
    }

    private static void spread(long errors, Simulation s) {
        double[] even = Replay.even(errors, Arrays.copyOfRange(s.connections, s.end, s.errors.length));
        System.arraycopy(even, 0, s.errors, s.end, even.length);
    }

    @Test
    void errorsAreSpreadAsTheTraffic() {
        double[] spread = Replay.even(10, new double[] {100, 300, 0, Double.NaN, 100});
        assertThat(Arrays.toString(spread), equalTo("[2.0, 6.0, NaN, NaN, 2.0]"));
    }

    /** Two parts share the probability of a false alarm, and each its limit with it. */
    @Property(tries = 10)
    void theLimitHoldsForOneOfSeveralParts(@ForAll @IntRange(max = 1000) int seed) {
        Simulation client = simulation(seed);
        Simulation target = simulation(seed + 5000);
        List<Verdict> verdicts = new ArrayList<>();
        for (int more = 0; more < 2; more++) {
            List<Evidence> evidence = List.of(client.evidence(), target.evidence(TlsMetric.TARGET, null));
            double limit = Judge.judge(evidence, client.split(), Simulation.settings())
                    .comparisons()
                    .get(0)
                    .limit();
            spread((long) limit + more, client);
            verdicts.add(Judge.judge(
                            List.of(client.evidence(), target.evidence(TlsMetric.TARGET, null)),
                            client.split(),
                            Simulation.settings())
                    .comparisons()
                    .get(0)
                    .verdict());
        }
        assertThat(verdicts.get(0), not(equalTo(Verdict.FAIL)));
        assertThat(verdicts.get(1), equalTo(Verdict.FAIL));
    }

    /** What is called visible is found about nine times in ten. */
    @Test
    @Tag("many-seeds")
    void theVisibleRiseIsFoundNineTimesInTen() {
        double factor = simulation(1).compare().visible().ratio();
        int found = 0;
        int tries = 150;
        for (int n = 0; n < tries; n++) {
            int start = DAYS * 1440 + Simulation.BASELINE;
            Simulation s = new Simulation(DAYS * 1440, 15, 7000 + n, 250, i -> (i >= start ? factor : 1) / 200.0);
            found += s.compare().verdict() == Verdict.FAIL ? 1 : 0;
        }
        assertThat((double) found / tries, greaterThan(0.8));
        assertThat(factor, lessThan(4.0));
    }

    @Test
    void looksTogetherSpendNoMoreThanAll() {
        double spent = Looks.alphaShare(0, 0.25)
                + Looks.alphaShare(0.25, 0.5)
                + Looks.alphaShare(0.5, 0.75)
                + Looks.alphaShare(0.75, 1);
        assertThat(spent, closeTo(1, 1e-12));
        assertThat(Looks.alphaShare(0, 0.5), closeTo(0.125, 1e-12));
        assertThrows(IllegalArgumentException.class, () -> Looks.alphaShare(0.5, 0.5));
    }
}
