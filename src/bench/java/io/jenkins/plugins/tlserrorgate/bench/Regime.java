package io.jenkins.plugins.tlserrorgate.bench;

import java.util.random.RandomGenerator;

/**
 * How errors come about when nothing has changed. Errors of a minute are Poisson around connections × rate × frailty;
 * the frailty is what the minutes differ in beyond chance.
 */
enum Regime {
    /** Poisson counts, nothing else. */
    CLEAN("clean", 1 / 200.0, false, false, false),
    /** Gamma frailty of shape 4 that is drawn anew each minute: negative binomial counts. */
    OVER_DISPERSED("over-dispersed", 1 / 200.0, true, false, false),
    /** Over-dispersed, and in 0.6 % of all minutes a scanner makes 20 to 100 errors more. */
    BURSTY("bursty", 1 / 200.0, true, true, false),
    /** Over-dispersed, and a log-normal frailty of which neighbouring minutes have most in common. */
    AUTOCORRELATED("autocorrelated", 1 / 200.0, true, false, true),
    /** Over-dispersed with a tenth of the errors. */
    SPARSE("sparse", 1 / 2000.0, true, false, false);

    /** Shape of the gamma frailty with mean 1. */
    static final int SHAPE = 4;

    /** Share of minutes with a burst. */
    static final double BURST_SHARE = 0.006;

    /** Fewest errors of a burst. */
    static final int BURST_LEAST = 20;

    /** Most errors of a burst. */
    static final int BURST_MOST = 100;

    /** Standard deviation of the logarithm of the autocorrelated frailty. */
    static final double LOG_SD = 0.5;

    /** Correlation of the logarithm of the autocorrelated frailty from one minute to the next. */
    static final double CORRELATION = 0.95;

    final String label;

    /** Errors per connection. */
    final double rate;

    final boolean gamma;
    final boolean bursts;
    final boolean correlated;

    Regime(String label, double rate, boolean gamma, boolean bursts, boolean correlated) {
        this.label = label;
        this.rate = rate;
        this.gamma = gamma;
        this.bursts = bursts;
        this.correlated = correlated;
    }

    /**
     * Draws the errors of consecutive minutes, once for each of some factors: the same up to a minute, after it the same
     * frailty and the same bursts around a changed rate.
     *
     * @param connections connections of each minute
     * @param from the first minute with a changed rate
     * @param factors the factors by which the rate of the balancer's own errors changes; a scanner's bursts stay what they are
     */
    double[][] errors(double[] connections, int from, double[] factors, RandomGenerator random) {
        double[][] errors = new double[factors.length][connections.length];
        double log = LOG_SD * random.nextGaussian();
        double innovation = LOG_SD * Math.sqrt(1 - CORRELATION * CORRELATION);
        for (int i = 0; i < connections.length; i++) {
            double mean = connections[i] * rate;
            if (gamma) {
                mean *= gammaFrailty(random);
            }
            if (correlated) {
                mean *= Math.exp(log - LOG_SD * LOG_SD / 2);
                log = CORRELATION * log + innovation * random.nextGaussian();
            }
            boolean scanned = bursts && random.nextDouble() < BURST_SHARE;
            int burst = scanned ? random.nextInt(BURST_LEAST, BURST_MOST + 1) : 0;
            int same = i < from ? Draw.poisson(mean, random) : 0;
            for (int k = 0; k < factors.length; k++) {
                errors[k][i] = burst + (i < from ? same : Draw.poisson(mean * factors[k], random));
            }
        }
        return errors;
    }

    /** Gamma with shape 4 and mean 1: the mean of four exponentials. */
    private static double gammaFrailty(RandomGenerator random) {
        double product = 1;
        for (int i = 0; i < SHAPE; i++) {
            product *= 1 - random.nextDouble();
        }
        return -Math.log(product) / SHAPE;
    }
}
