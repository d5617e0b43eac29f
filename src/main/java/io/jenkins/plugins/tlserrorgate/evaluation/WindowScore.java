package io.jenkins.plugins.tlserrorgate.evaluation;

/**
 * What the minutes of a window say together.
 *
 * @param score the largest log-likelihood ratio of a rise among the factors that are tried
 * @param mean errors expected without a rise
 * @param variance their variance from minute to minute
 * @param errors errors seen
 * @param excess errors more than expected, minutes capped where bursts begin
 */
record WindowScore(double score, double mean, double variance, double errors, double excess) {

    /** Scores the minutes {@code from} to {@code to} against an expected rate. */
    static WindowScore of(Minutes minutes, RiseScores scores, double frailty, int from, int to, double rate) {
        double[] sums = new double[RiseScores.FACTORS.length];
        double logRate = Math.log(rate);
        double mean = 0;
        double variance = 0;
        double seen = 0;
        double excess = 0;
        for (int i = from; i < to; i++) {
            if (minutes.known(i)) {
                double errors = minutes.errors()[i];
                double expected = rate * minutes.exposure()[i];
                scores.add(logRate + Math.log(minutes.exposure()[i]), errors, 1, sums);
                mean += expected;
                seen += errors;
                variance += expected + frailty * expected * expected;
                excess += (MinuteModel.isBurst(errors, expected, frailty) ? MinuteModel.cap(expected, frailty) : errors)
                        - expected;
            }
        }
        double best = Double.NEGATIVE_INFINITY;
        for (double sum : sums) {
            best = Math.max(best, sum);
        }
        return new WindowScore(best, mean, variance, seen, excess);
    }

    /**
     * The score where the rate wanders from window to window: what the minutes have in common is information that they
     * don't add, so it counts by the share of the variance that is their own.
     *
     * @param wandering variance of the frailty that all minutes of a window have in common
     */
    double against(double wandering) {
        return score * ownShare(wandering);
    }

    /** Variance from minute to minute over variance in all. */
    double ownShare(double wandering) {
        return variance / (variance + wandering * mean * mean);
    }

    /** Variance over mean of the window's sum. */
    double dispersion(double wandering) {
        return (variance + wandering * mean * mean) / mean;
    }
}
