package io.jenkins.plugins.tlserrorgate.aws.simulator;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A slowly varying log-normal factor with mean 1: the exponential of a first-order autoregressive process.
 *
 * <p>Each value depends on the seed and its minute alone: the process runs over one day at a time, after a run-up long enough to
 * forget where it began.
 */
final class SlowNoise {
    private static final double FORGOTTEN = 1e-3;
    private static final int LONGEST_RUN_UP = 1440;

    private final long seed;
    private final double sigma;
    private final double correlation;
    private final int runUp;

    /**
     * @param sigma standard deviation of the logarithm; 0 gives the factor 1
     * @param correlation correlation between one minute's logarithm and the next
     */
    SlowNoise(long seed, double sigma, double correlation) {
        this.seed = seed;
        this.sigma = sigma;
        this.correlation = correlation;
        this.runUp = correlation == 0
                ? 0
                : (int) Math.min(LONGEST_RUN_UP, Math.ceil(Math.log(FORGOTTEN) / Math.log(correlation)));
    }

    /** The factors of all minutes from {@code first} on. */
    double[] factors(long first, int minutes) {
        double[] factors = new double[minutes];
        double innovation = Math.sqrt(1 - correlation * correlation);
        double state = sigma == 0 ? 0 : gaussian(first - runUp - 1);
        for (int i = -runUp; i < minutes; i++) {
            if (sigma != 0) {
                state = correlation * state + innovation * gaussian(first + i);
            }
            if (i >= 0) {
                factors[i] = Math.exp(sigma * state - sigma * sigma / 2);
            }
        }
        return factors;
    }

    private double gaussian(long minute) {
        UniformRandomProvider generator = Randomness.generator(seed, minute);
        return ZigguratSampler.NormalizedGaussian.of(generator).sample();
    }
}
