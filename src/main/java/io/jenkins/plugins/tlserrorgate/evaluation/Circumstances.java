package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a verdict depends on besides the evidence, the windows and the rule.
 *
 * @param deploymentStart when the deployment began: nothing from then on is history
 * @param history how far back before the earlier of the two windows to look, zero for not at all; evidence that begins
 *     later shortens it
 * @param earlierDeployments deployments known to lie in the history; placebo windows that touch one are left out,
 *     unless hardly any would remain
 * @param alphaShare this look's share of the probability of a false alarm, above 0 and at most 1, see {@link Looks}
 */
public record Circumstances(
        Instant deploymentStart, Duration history, List<Window> earlierDeployments, double alphaShare)
        implements Serializable {

    private static final Duration LONGEST_DEPLOYMENT = Duration.ofHours(12);

    /** Copies the list. */
    public Circumstances {
        earlierDeployments = List.copyOf(earlierDeployments);
    }

    /**
     * One look, with as much history as there is evidence and no earlier deployment known. The deployment is taken to
     * begin where the baseline ends, or, where the baseline is from another day, where the observation begins.
     */
    public static Circumstances of(Split split) {
        Instant baselineEnd = split.baseline().end();
        Instant observationStart = split.observation().start();
        boolean adjacent = Duration.between(baselineEnd, observationStart).compareTo(LONGEST_DEPLOYMENT) <= 0;
        return new Circumstances(adjacent ? baselineEnd : observationStart, Duration.ofDays(3650), List.of(), 1);
    }
}
