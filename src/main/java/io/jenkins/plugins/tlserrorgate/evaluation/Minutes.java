package io.jenkins.plugins.tlserrorgate.evaluation;

/**
 * Errors and exposure by minute, counted from the beginning of a span.
 *
 * @param errors errors of each minute, NaN where unknown
 * @param exposure what they are counted against, NaN where unknown
 */
record Minutes(double[] errors, double[] exposure) {

    /** How many minutes there are. */
    int length() {
        return errors.length;
    }

    /** Whether there was traffic in the minute, so that its errors are known. */
    boolean known(int minute) {
        return exposure[minute] > 0;
    }
}
