package io.jenkins.plugins.tlserrorgate.evaluation;

/**
 * Errors and exposure added up from the first minute of a span, minutes that are unknown or bursts left out, so that those
 * of any stretch are one subtraction.
 *
 * @param errors errors in all minutes before the n-th
 * @param exposure exposure in all minutes before the n-th
 */
record CalmSums(double[] errors, double[] exposure) {

    /** Adds up the minutes before {@code to}. */
    static CalmSums of(Minutes minutes, boolean[] burst, int to) {
        double[] errors = new double[to + 1];
        double[] exposure = new double[to + 1];
        for (int i = 0; i < to; i++) {
            boolean counts = minutes.known(i) && !burst[i];
            errors[i + 1] = errors[i] + (counts ? minutes.errors()[i] : 0);
            exposure[i + 1] = exposure[i] + (counts ? minutes.exposure()[i] : 0);
        }
        return new CalmSums(errors, exposure);
    }

    /** Errors from one minute up to another, which is not included. */
    double errors(int from, int to) {
        return errors[to] - errors[from];
    }

    /** Exposure from one minute up to another, which is not included. */
    double exposure(int from, int to) {
        return exposure[to] - exposure[from];
    }
}
