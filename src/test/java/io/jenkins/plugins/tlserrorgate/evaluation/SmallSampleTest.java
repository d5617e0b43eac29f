package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallSampleTest {

    /** Against normal and Student's distribution of Apache Commons Statistics. */
    @ParameterizedTest
    @CsvSource({"0.2,11", "0.01,11", "0.001,5", "1e-9,35", "0.3,1"})
    void readsTheNormalDeviateOffStudentsDistribution(double p, double freedom) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(p);
        double expected = TDistribution.of(freedom).survivalProbability(z);
        assertThat(SmallSample.corrected(p, freedom), closeTo(expected, 1e-9 * expected));
        assertThat(SmallSample.uncorrected(expected, freedom), closeTo(p, 1e-6 * p));
    }
}
