package io.jenkins.plugins.tlserrorgate.evaluation;

import org.apache.commons.numbers.gamma.InverseErfc;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Corrects a p-value for a dispersion that is itself an estimate from few blocks: the normal deviate is read off
 * Student's distribution instead (McCullagh and Nelder 1989, section 4.5.2, where the deviance becomes an F).
 */
final class SmallSample {

    private SmallSample() {}

    /**
     * @param p a p-value, one-sided
     * @param freedom degrees of freedom of the dispersion, 1 or more
     */
    static double corrected(double p, double freedom) {
        if (p >= 0.5) {
            return p;
        }
        double z = Math.sqrt(2) * InverseErfc.value(2 * Math.max(p, Double.MIN_NORMAL));
        return RegularizedBeta.value(freedom / (freedom + z * z), freedom / 2, 0.5) / 2;
    }

    /** The p-value that the correction turns into this level, by bisection of its logarithm. */
    static double uncorrected(double level, double freedom) {
        double low = Math.log(Double.MIN_NORMAL);
        double high = Math.log(level);
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (corrected(Math.exp(middle), freedom) > level) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.exp(low);
    }
}
