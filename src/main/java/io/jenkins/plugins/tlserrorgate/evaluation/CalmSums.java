package io.jenkins.plugins.tlserrorgate.evaluation;

/**
 * Errors and exposure added up from the first minute of a span, minutes that are unknown or bursts left out, so that those
 * of any stretch are one subtraction.
 */
final class CalmSums {

    /** Errors in all minutes before the n-th. */
    private final double[] errors;

    /** Exposure in all minutes before the n-th. */
    private final double[] exposure;

    /**
     * @param minutes the evidence
     * @param burst which minutes to leave out
     * @param to the first minute that is not needed
     */
    CalmSums(Minutes minutes, boolean[] burst, int to) {
        errors = new double[to + 1];
        exposure = new double[to + 1];
        for (int i = 0; i < to; i++) {
            boolean counts = minutes.known(i) && !burst[i];
            errors[i + 1] = errors[i] + (counts ? minutes.errors()[i] : 0);
            exposure[i + 1] = exposure[i] + (counts ? minutes.exposure()[i] : 0);
        }
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
