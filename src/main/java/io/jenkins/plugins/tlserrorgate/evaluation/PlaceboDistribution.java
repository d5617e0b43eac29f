package io.jenkins.plugins.tlserrorgate.evaluation;

import java.util.Arrays;

/**
 * The scores of the placebo windows, and how probable a score as large as the one at hand is by them.
 *
 * <p>Up to the largest tenth it is the rank (conformal p-value: V. Vovk, A. Gammerman and G. Shafer, Algorithmic Learning
 * in a Random World, 2005). Beyond, few windows are left to count, and the tail is taken as exponential, as that of a log
 * likelihood ratio nearly is (peaks over a threshold: J. Pickands, Annals of Statistics 3, 1975, 119-131, with shape
 * 0). The predictive form (1 + x / sum of excesses)^-n, instead of plugging in the mean excess, allows for its being an
 * estimate from n windows.
 */
final class PlaceboDistribution {

    private static final double TAIL = 0.1;
    private static final int MOST_IN_TAIL = 10;

    private final double[] sorted;
    private final double threshold;
    private final int tail;
    private final double excesses;

    /** @param scores the scores in any order, at least ten */
    PlaceboDistribution(double[] scores) {
        sorted = scores.clone();
        Arrays.sort(sorted);
        tail = Math.max(4, Math.min(MOST_IN_TAIL, (int) (sorted.length * TAIL)));
        threshold = sorted[sorted.length - 1 - tail];
        double sum = 0;
        for (int i = sorted.length - tail; i < sorted.length; i++) {
            sum += sorted[i] - threshold;
        }
        excesses = sum;
    }

    /** How many windows have this score or a larger one. */
    int atLeast(double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return sorted.length - low;
    }

    /** The probability of this score or a larger one if nothing has changed. */
    double pValue(double score) {
        double rank = (atLeast(score) + 1.0) / (sorted.length + 1);
        if (score <= threshold) {
            return rank;
        }
        double share = (tail + 1.0) / (sorted.length + 1);
        // All of the tail on one point: nothing to extrapolate from, the rank has to do.
        return excesses <= 0 ? rank : share * Math.pow(1 + (score - threshold) / excesses, -tail);
    }

    /** The smallest score with this probability or a smaller one. */
    double score(double pValue) {
        double low = sorted[0] - 1;
        double high = sorted[sorted.length - 1] + 1;
        for (int i = 0; i < 60 && pValue(high) > pValue; i++) {
            high += high - low;
        }
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (pValue(middle) > pValue) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
