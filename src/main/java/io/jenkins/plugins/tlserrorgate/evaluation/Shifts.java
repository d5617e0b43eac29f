package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;

/**
 * A split as indexes of minutes in a span, and the shifts into the past at which it is replayed.
 *
 * @param baselineFrom the baseline's first minute
 * @param baselineTo the first minute after the baseline
 * @param observationFrom the observation's first minute
 * @param observationTo the first minute after the observation
 * @param deployment the first minute that is neither history nor baseline
 * @param count how many shifts there are, 0 if the history is too short for even one
 */
record Shifts(int baselineFrom, int baselineTo, int observationFrom, int observationTo, int deployment, int count) {

    /** Minutes from one shift to the next. */
    static final int STEP = 15;

    /**
     * @param split the windows
     * @param deploymentStart what lies at or after it is no history
     * @param span the minutes that evidence exists for
     * @param history how far back before the baseline or the deployment, whichever is earlier, to look
     */
    static Shifts of(Split split, Instant deploymentStart, Window span, Duration history) {
        int baselineFrom = minutes(span.start(), split.baseline().start());
        int baselineTo = minutes(span.start(), split.baseline().end());
        int observationFrom = minutes(span.start(), split.observation().start());
        int observationTo = minutes(span.start(), split.observation().end());
        int deployment = Math.max(baselineTo, Math.min(observationFrom, minutes(span.start(), deploymentStart)));
        int earliest = (int) Math.max(0, Math.min(baselineFrom, observationFrom) - history.toMinutes());
        int room = Math.min(baselineFrom, observationFrom) - earliest - (observationTo - deployment);
        return new Shifts(
                baselineFrom,
                baselineTo,
                observationFrom,
                observationTo,
                deployment,
                history.isZero() || room < 0 ? 0 : room / STEP + 1);
    }

    private static int minutes(Instant from, Instant to) {
        return Math.toIntExact(Duration.between(from, to).toMinutes());
    }

    /** The n-th shift in minutes; with the first, the observation ends when the deployment begins. */
    int shift(int n) {
        return observationTo - deployment + n * STEP;
    }

    /** The first minute that any replay touches. */
    int earliest() {
        return Math.min(baselineFrom, observationFrom) - (count == 0 ? 0 : shift(count - 1));
    }
}
