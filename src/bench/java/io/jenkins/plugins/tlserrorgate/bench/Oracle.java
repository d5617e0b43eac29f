package io.jenkins.plugins.tlserrorgate.bench;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The likelihood ratio of a rise by a factor against none, with everything known but whether it happened: the rate, the
 * kind of scatter and its parameters, the alternative. By Neyman and Pearson no rule with as few false alarms finds
 * more, which makes it the limit that the others are held against.
 *
 * <p>Where the minutes are correlated, the frailty is a hidden Markov chain: its logarithm on a grid, filtered through
 * the baseline, the deployment (whose errors nobody looks at) and the observation.
 */
final class Oracle {

    private static final int STATES = 41;
    private static final double WIDEST = 4;

    /** More errors than any minute has here. */
    private static final int MOST = 10_000;

    private final Regime regime;
    private final double[] states = new double[STATES];
    private final double[][] transition = new double[STATES][STATES];
    private final double[] stationary = new double[STATES];
    private final double[] logChoose = new double[MOST];

    Oracle(Regime regime) {
        this.regime = regime;
        double step = 2 * WIDEST / (STATES - 1);
        double innovation = Math.sqrt(1 - Regime.CORRELATION * Regime.CORRELATION);
        for (int i = 0; i < STATES; i++) {
            double z = -WIDEST + i * step;
            states[i] = Math.exp(Regime.LOG_SD * z - Regime.LOG_SD * Regime.LOG_SD / 2);
            stationary[i] = Math.exp(-z * z / 2);
            for (int j = 0; j < STATES; j++) {
                double to = (-WIDEST + j * step - Regime.CORRELATION * z) / innovation;
                transition[i][j] = Math.exp(-to * to / 2);
            }
            normalize(transition[i]);
        }
        normalize(stationary);
        double a = Regime.SHAPE;
        for (int y = 0; y < MOST; y++) {
            logChoose[y] = (regime.gamma ? LogGamma.value(y + a) - LogGamma.value(a) : 0) - LogGamma.value(y + 1.0);
        }
    }

    /** The logarithm of the likelihood ratio of the errors after the deployment. */
    double logRatio(Trial trial, double factor) {
        if (regime.correlated) {
            double[] before = filterBefore(trial);
            return logLikelihoodAfter(trial, factor, before) - logLikelihoodAfter(trial, 1, before);
        }
        double sum = 0;
        for (int i = trial.setup().deploymentEnd(); i < trial.setup().minutes(); i++) {
            double mean = trial.connections()[i] * regime.rate;
            int y = (int) trial.errors()[i];
            if (mean > 0) {
                sum += Math.log(probability(y, mean * factor)) - Math.log(probability(y, mean));
            }
        }
        return sum;
    }

    private double[] filterBefore(Trial trial) {
        double[] belief = stationary.clone();
        for (int i = trial.setup().history(); i < trial.setup().deploymentStart(); i++) {
            observe(belief, (int) trial.errors()[i], trial.connections()[i] * regime.rate);
            belief = step(belief);
        }
        for (int i = trial.setup().deploymentStart(); i < trial.setup().deploymentEnd(); i++) {
            belief = step(belief);
        }
        return belief;
    }

    private double logLikelihoodAfter(Trial trial, double factor, double[] before) {
        double[] belief = before.clone();
        double sum = 0;
        for (int i = trial.setup().deploymentEnd(); i < trial.setup().minutes(); i++) {
            sum += Math.log(observe(belief, (int) trial.errors()[i], trial.connections()[i] * regime.rate * factor));
            belief = step(belief);
        }
        return sum;
    }

    private double[] step(double[] belief) {
        double[] next = new double[STATES];
        for (int i = 0; i < STATES; i++) {
            for (int j = 0; j < STATES; j++) {
                next[j] += belief[i] * transition[i][j];
            }
        }
        return next;
    }

    private double observe(double[] belief, int y, double mean) {
        if (mean <= 0) {
            return 1;
        }
        for (int i = 0; i < STATES; i++) {
            belief[i] *= probability(y, mean * states[i]);
        }
        return normalize(belief);
    }

    private static double normalize(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return sum;
    }

    /** The probability of y errors in a minute with this mean. */
    private double probability(int y, double mean) {
        double own = own(y, mean);
        if (!regime.bursts) {
            return own;
        }
        double scanned = 0;
        for (int b = Regime.BURST_LEAST; b <= Math.min(y, Regime.BURST_MOST); b++) {
            scanned += own(y - b, mean);
        }
        return (1 - Regime.BURST_SHARE) * own
                + Regime.BURST_SHARE * scanned / (Regime.BURST_MOST - Regime.BURST_LEAST + 1);
    }

    private double own(int y, double mean) {
        if (!regime.gamma) {
            return Math.exp(logChoose[y] + y * Math.log(mean) - mean);
        }
        double a = Regime.SHAPE;
        return Math.exp(logChoose[y] + a * Math.log(a / (a + mean)) + y * Math.log(mean / (a + mean)));
    }
}
