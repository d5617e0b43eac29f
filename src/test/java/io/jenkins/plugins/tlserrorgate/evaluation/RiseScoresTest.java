package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.PascalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

class RiseScoresTest {

    private static RiseScores scores(double frailty, double burstShare) {
        return new RiseScores(new MinuteModel(frailty, burstShare, 60, new boolean[0]));
    }

    /** Against the Pascal (negative binomial) distribution of Apache Commons Statistics, whose shape is a whole number. */
    @Property(tries = 200)
    void aMinuteIsNegativeBinomial(
            @ForAll @IntRange(min = 1, max = 20) int shape,
            @ForAll @DoubleRange(min = 0.01, max = 50) double mean,
            @ForAll @IntRange(max = 150) int errors) {
        double expected = PascalDistribution.of(shape, shape / (shape + mean)).logProbability(errors);
        assertThat(
                scores(1.0 / shape, 0.01).logProbability(Math.log(mean), errors),
                closeTo(expected, 1e-9 * Math.max(1, Math.abs(expected))));
    }

    @Property(tries = 200)
    void withoutFrailtyItIsPoisson(
            @ForAll @DoubleRange(min = 0.01, max = 50) double mean, @ForAll @IntRange(max = 100) int errors) {
        double expected = PoissonDistribution.of(mean).logProbability(errors);
        assertThat(scores(0, 0.01).logProbability(Math.log(mean), errors), closeTo(expected, 0.01));
    }

    /** The table interpolates, to within a tenth of a unit of log-likelihood. */
    @Property(tries = 300)
    void theTableAgreesWithTheFormula(
            @ForAll @DoubleRange(min = 0.01, max = 30) double mean, @ForAll @IntRange(max = 60) int errors) {
        RiseScores scores = scores(0.25, 0.006);
        double[] sums = new double[RiseScores.FACTORS.length];
        scores.add(Math.log(mean), errors, 1, sums);
        assertThat(sums[2], closeTo(scores.score(Math.log(mean), errors, 2), 0.1));
    }

    @Test
    void aFewErrorsMoreSpeakForARiseAndABurstSaysNothing() {
        RiseScores scores = scores(0.25, 0.006);
        double mean = Math.log(1.25);
        assertThat(scores.score(mean, 0, 2), lessThan(-0.5));
        assertThat(scores.score(mean, 5, 2), greaterThan(0.5));
        assertThat(scores.score(mean, 60, 2), closeTo(0, 0.01));
    }
}
