package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.io.Serializable;

/**
 * The two windows that are compared; what lies between them belongs to neither.
 *
 * @param baseline the time before the deployment that says what is normal
 * @param observation the time after the deployment that is judged
 */
public record Split(Window baseline, Window observation) implements Serializable {

    /** The smallest window that holds both. */
    public Window span() {
        return baseline.span(observation);
    }
}
