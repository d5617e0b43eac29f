package io.jenkins.plugins.tlserrorgate.evaluation;

/**
 * How probable it is that a rise is seen: mean and variance of a window's score under that rise, from the distribution of
 * a typical minute, and the normal approximation of their sum.
 *
 * @param model how minutes scatter
 * @param scores their scores
 * @param critical the score that is significant
 * @param minutes minutes of the window
 * @param minuteMean errors expected in a minute of it without a rise
 * @param wandering variance of the frailty that all minutes of the window have in common
 */
record Power(MinuteModel model, RiseScores scores, double critical, int minutes, double minuteMean, double wandering) {

    /** The probability with which a rise must be seen to be called visible, as a normal deviate: nine in ten. */
    private static final double DEVIATE = 1.2815515655446004;

    private static final int POINTS = 48;
    private static final double LARGEST = 1e7;

    /** The smallest factor of the rate that would be seen nine times in ten; infinite if none would. */
    double visibleFactor() {
        double low = 1;
        double high = 2;
        while (!visible(high)) {
            low = high;
            high *= 4;
            if (high > LARGEST) {
                return Double.POSITIVE_INFINITY;
            }
        }
        while (high / low > 1.005) {
            double middle = Math.sqrt(low * high);
            if (visible(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Whether a rise by this factor would be seen. */
    boolean visible(double factor) {
        double mean = minuteMean * factor;
        double frailty = model.frailty();
        double deviation = Math.sqrt(mean + frailty * mean * mean);
        double from = Math.max(0, Math.floor(mean - 6 * deviation));
        double stride = Math.max(1, Math.floor((mean + 8 * deviation + 4 - from) / POINTS));
        double weights = 0;
        double[] first = new double[RiseScores.FACTORS.length];
        double[] second = new double[RiseScores.FACTORS.length];
        for (double y = from; y <= mean + 8 * deviation + 4; y += stride) {
            double weight = Math.exp(scores.logProbability(Math.log(mean), y));
            double[] score = new double[first.length];
            scores.add(Math.log(minuteMean), y, 1, score);
            weights += weight;
            for (int k = 0; k < first.length; k++) {
                first[k] += weight * score[k];
                second[k] += weight * score[k] * score[k];
            }
        }
        double share = ownShare(minuteMean);
        double spread = 1 / ownShare(mean);
        for (int k = 0; k < first.length; k++) {
            double m = first[k] / weights;
            double v = second[k] / weights - m * m;
            if (share * (minutes * m - DEVIATE * Math.sqrt(minutes * Math.max(0, v) * spread)) >= critical) {
                return true;
            }
        }
        return false;
    }

    private double ownShare(double mean) {
        double frailty = model.frailty();
        double own = minutes * (mean + frailty * mean * mean);
        return own / (own + wandering * minutes * mean * minutes * mean);
    }
}
