package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

class RateTestTest {

    /** K. Krishnamoorthy and J. Thomson, Journal of Statistical Planning and Inference 119, 2004, section 5: 3 against 0. */
    @Test
    void dodderSeedsOfPrzyborowskiAndWilenski() {
        assertThat(new RateTest(0, 100, 100, 1, 1).pValue(3), closeTo(0.125, 1e-12));
    }

    /** Documentation of {@code poisson.test} in R's package stats: 11 in 800 against 21 in 3,011. */
    @Test
    void exampleOfR() {
        RateTest test = new RateTest(21, 3011, 800, 1, 1);
        assertThat(test.ratio(11), closeTo(1.971488, 5e-7));
        assertThat(test.ratioInterval(11, 0.95).low(), closeTo(0.8584264, 5e-8));
        assertThat(test.ratioInterval(11, 0.95).high(), closeTo(4.2772659, 5e-8));
    }

    /** Against the binomial distribution of Apache Commons Statistics. */
    @Property(tries = 300)
    void pValueIsTheBinomialTail(
            @ForAll @IntRange(max = 400) int before,
            @ForAll @IntRange(min = 1, max = 400) int after,
            @ForAll @DoubleRange(min = 1, max = 1000) double exposureBefore,
            @ForAll @DoubleRange(min = 1, max = 1000) double exposureAfter) {
        double p = exposureAfter / (exposureBefore + exposureAfter);
        double tail = BinomialDistribution.of(before + after, p).survivalProbability(after - 1);
        assertThat(
                new RateTest(before, exposureBefore, exposureAfter, 1, 1).pValue(after),
                closeTo(tail, 1e-9 * Math.max(tail, 1e-3)));
    }

    @Property(tries = 300)
    void moreErrorsAfterAreNeverLessSignificant(
            @ForAll @IntRange(max = 500) int before,
            @ForAll @IntRange(max = 500) int after,
            @ForAll @DoubleRange(min = 1, max = 10) double dispersion) {
        RateTest test = new RateTest(before, 180, 15, 1, dispersion);
        assertThat(test.pValue(after + 1), lessThanOrEqualTo(test.pValue(after)));
    }

    @Property(tries = 200)
    void theUnitOfExposureDoesNotMatter(
            @ForAll @IntRange(max = 500) int before,
            @ForAll @IntRange(max = 500) int after,
            @ForAll @DoubleRange(min = 0.01, max = 1000) double unit) {
        assertThat(
                new RateTest(before, 180 * unit, 15 * unit, 1, 1).pValue(after),
                closeTo(new RateTest(before, 180, 15, 1, 1).pValue(after), 1e-12));
    }

    @Test
    void aRatioWithoutErrorsHasAnOpenEnd() {
        Interval fromZero = new RateTest(0, 100, 100, 1, 1).ratioInterval(3, 0.95);
        assertThat(fromZero.high(), equalTo(Double.POSITIVE_INFINITY));
        assertThat("the third root of 0.025, as odds", fromZero.low(), closeTo(0.4132, 1e-4));
        Interval toZero = new RateTest(3, 100, 100, 1, 1).ratioInterval(0, 0.95);
        assertThat(toZero.low(), equalTo(0.0));
        assertThat(toZero.high(), closeTo(1 / 0.4132, 1e-3));
        assertThat(new RateTest(3, 100, 100, 1, 1).pValue(0), equalTo(1.0));
    }

    /** A balancer with a hundred million errors a minute is judged as well, if not more finely than with fewer. */
    @Test
    void countsBeyondAllMeasureStillHaveAnAnswer() {
        RateTest test = new RateTest(1.8e10, 180, 15, 1, 1);
        assertThat(test.pValue(1.5e9), closeTo(0.5, 0.01));
        assertThat(test.pValue(1.51e9), lessThan(1e-6));
    }

    /** The mean at which a Poisson count reaches the critical one in nine of ten cases, by Apache Commons Statistics. */
    @Test
    void visibleMeanIsReachedNineTimesInTen() {
        double mean = new RateTest(100, 180, 15, 1, 1).visibleMean(20, 0.9);
        assertThat(PoissonDistribution.of(mean).survivalProbability(19), closeTo(0.9, 1e-9));
    }

    @Test
    void criticalCountIsTheFirstSignificantOne() {
        RateTest test = new RateTest(100, 180, 15, 1, 1);
        double critical = test.criticalCount(0.01);
        assertThat(test.pValue(critical + 0.01), lessThan(0.01));
        assertThat(test.pValue(critical - 0.01), greaterThan(0.01));
    }
}
