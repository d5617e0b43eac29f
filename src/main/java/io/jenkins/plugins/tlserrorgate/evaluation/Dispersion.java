package io.jenkins.plugins.tlserrorgate.evaluation;

/** How much more the counts vary than Poisson counts would. */
final class Dispersion {

    private Dispersion() {}

    /**
     * Pearson's estimate of φ over blocks: the sum of (errors - expected)² / expected over the blocks, divided by one
     * less than their number (McCullagh and Nelder 1989, formula 4.23); at least 1, as fewer scattered counts than
     * Poisson's would be luck.
     *
     * @param errors errors a minute, NaN where unknown
     * @param exposure exposure a minute, NaN where unknown
     * @param block how many minutes make a block; blocks take up what neighbouring minutes have in common
     */
    static double estimate(double[] errors, double[] exposure, int block) {
        double allErrors = 0;
        double allExposure = 0;
        for (int i = 0; i < errors.length; i++) {
            if (!Double.isNaN(errors[i])) {
                allErrors += errors[i];
                allExposure += exposure[i];
            }
        }
        if (allErrors <= 0 || allExposure <= 0) {
            return 1;
        }
        double rate = allErrors / allExposure;
        double chiSquare = 0;
        int blocks = 0;
        for (int from = 0; from < errors.length; from += block) {
            double blockErrors = 0;
            double blockExposure = 0;
            for (int i = from; i < Math.min(from + block, errors.length); i++) {
                if (!Double.isNaN(errors[i])) {
                    blockErrors += errors[i];
                    blockExposure += exposure[i];
                }
            }
            if (blockExposure > 0) {
                double expected = rate * blockExposure;
                chiSquare += (blockErrors - expected) * (blockErrors - expected) / expected;
                blocks++;
            }
        }
        return blocks < 2 ? 1 : Math.max(1, chiSquare / (blocks - 1));
    }
}
