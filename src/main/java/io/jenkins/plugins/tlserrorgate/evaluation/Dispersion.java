package io.jenkins.plugins.tlserrorgate.evaluation;

/**
 * How much more the counts vary than Poisson counts would.
 *
 * @param value variance over mean, 1 or more
 * @param freedom degrees of freedom of the estimate, 1 or more
 */
record Dispersion(double value, int freedom) {

    /** Blocks of a baseline there should be at least. */
    private static final int BLOCKS = 8;

    /**
     * Pearson's estimate of φ over blocks: the sum of (errors - expected)² / expected over the blocks, divided by one
     * less than their number (McCullagh and Nelder 1989, formula 4.23); at least 1, as fewer scattered counts than
     * Poisson's would be luck. A block is as long as the observation where the baseline has room for eight of them, so that it
     * takes up what neighbouring minutes have in common.
     *
     * @param minutes the evidence
     * @param burst minutes to leave out
     * @param shifts the windows; the estimate is of the baseline
     * @param least minutes that a block has at least
     */
    static Dispersion of(Minutes minutes, boolean[] burst, Shifts shifts, int least) {
        int from = shifts.baselineFrom();
        int length = shifts.baselineTo() - from;
        int block = Math.max(least, Math.min(shifts.observationTo() - shifts.observationFrom(), length / BLOCKS));
        double allErrors = sum(minutes, burst, minutes.errors(), from, shifts.baselineTo());
        double allExposure = sum(minutes, burst, minutes.exposure(), from, shifts.baselineTo());
        if (allErrors <= 0 || allExposure <= 0) {
            return new Dispersion(1, Math.max(1, length / block - 1));
        }
        double chiSquare = 0;
        int blocks = 0;
        for (int start = from; start < shifts.baselineTo(); start += block) {
            int end = Math.min(start + block, shifts.baselineTo());
            double expected = allErrors / allExposure * sum(minutes, burst, minutes.exposure(), start, end);
            if (expected > 0) {
                double off = sum(minutes, burst, minutes.errors(), start, end) - expected;
                chiSquare += off * off / expected;
                blocks++;
            }
        }
        return new Dispersion(blocks < 2 ? 1 : Math.max(1, chiSquare / (blocks - 1)), Math.max(1, blocks - 1));
    }

    private static double sum(Minutes minutes, boolean[] burst, double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            if (minutes.known(i) && !burst[i]) {
                sum += values[i];
            }
        }
        return sum;
    }
}
