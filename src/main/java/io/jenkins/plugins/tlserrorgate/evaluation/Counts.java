package io.jenkins.plugins.tlserrorgate.evaluation;

import java.io.Serializable;

/**
 * What a window adds up to.
 *
 * @param errors TLS negotiation errors
 * @param exposure what they are counted against, see {@link Exposure}
 * @param minutes minutes of the window with evidence, that is with proof of traffic
 * @param missing minutes of the window without: nothing is known about them
 */
public record Counts(double errors, double exposure, int minutes, int missing) implements Serializable {

    /** Errors per unit of exposure, NaN without exposure. */
    public double rate() {
        return exposure > 0 ? errors / exposure : Double.NaN;
    }
}
