package io.jenkins.plugins.tlserrorgate.evaluation;

import java.io.Serializable;
import java.time.Duration;

/**
 * What the rule would have said in the balancer's own history, where nothing was deployed.
 *
 * @param fired in how many windows of the history it would have fired
 * @param windows how many windows of the history it was replayed in; 0 if it was not
 * @param asLarge how many of them show a rise as large as the one at hand, or larger
 * @param leftOut windows that were passed over: without traffic, or across an earlier deployment or a lasting change
 * @param history how far back the windows reach
 * @param note what people should know about the history, empty if there is nothing
 */
public record Placebo(int fired, int windows, int asLarge, int leftOut, Duration history, String note)
        implements Serializable {

    /** No replay, and why. */
    static Placebo none(String note) {
        return new Placebo(0, 0, 0, 0, Duration.ZERO, note);
    }
}
