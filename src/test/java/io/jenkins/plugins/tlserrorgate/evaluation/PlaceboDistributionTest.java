package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlaceboDistributionTest {

    private static double[] exponential(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            scores[i] = -Math.log(1 - random.nextDouble());
        }
        return scores;
    }

    @Test
    void countsWindowsInTheBodyOfTheDistribution() {
        double[] scores = new double[999];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i;
        }
        PlaceboDistribution distribution = new PlaceboDistribution(scores);
        assertThat(distribution.atLeast(900), equalTo(99));
        assertThat(distribution.pValue(900), closeTo(0.1, 1e-12));
        assertThat(distribution.pValue(-1), closeTo(1, 1e-12));
    }

    @Property(tries = 200)
    void fallsWithTheScore(
            @ForAll @IntRange(min = 40, max = 2000) int n,
            @ForAll @DoubleRange(min = -1, max = 20) double score,
            @ForAll @DoubleRange(min = 0, max = 5) double more) {
        PlaceboDistribution distribution = new PlaceboDistribution(exponential(n, n));
        assertThat(distribution.pValue(score + more), lessThanOrEqualTo(distribution.pValue(score)));
    }

    @Property(tries = 100)
    void theScoreOfAPValueHasIt(@ForAll @DoubleRange(min = 0.5, max = 16) double surprise) {
        double p = Math.exp(-surprise);
        PlaceboDistribution distribution = new PlaceboDistribution(exponential(1300, 7));
        assertThat(distribution.pValue(distribution.score(p)), lessThanOrEqualTo(p));
    }

    /** With many histories of 100 windows, a new score is significant at one in a thousand about that often, not more. */
    @Test
    void extrapolatesTheTailWithoutPromisingTooMuch() {
        int significant = 0;
        int tries = 40_000;
        for (int t = 0; t < tries; t++) {
            double[] all = exponential(101, 1000L + t);
            double[] history = new double[100];
            System.arraycopy(all, 0, history, 0, 100);
            if (new PlaceboDistribution(history).pValue(all[100]) <= 0.001) {
                significant++;
            }
        }
        assertThat((double) significant / tries, lessThan(0.0015));
        assertThat((double) significant / tries, closeTo(0.001, 0.0006));
    }

    @Test
    void equalScoresLeaveTheRank() {
        PlaceboDistribution distribution = new PlaceboDistribution(new double[99]);
        assertThat(distribution.pValue(1), closeTo(0.01, 1e-12));
        assertThat(distribution.pValue(0), closeTo(1, 1e-12));
    }
}
