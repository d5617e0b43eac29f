package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Instant;
import java.util.Set;

/** What a gate wants done next. */
public sealed interface GateAction {

    /** Find the balancer and its target groups, then call {@link Gate#resolved}. */
    record Resolve() implements GateAction {}

    /**
     * Read these series, then call {@link Gate#read}.
     *
     * @param keys the series
     * @param window the time
     */
    record Read(Set<SeriesKey> keys, Window window) implements GateAction {}

    /**
     * Nothing to do until then.
     *
     * @param until when to ask again
     * @param reason what is waited for, for people
     */
    record Wait(Instant until, String reason) implements GateAction {}

    /**
     * The gate has ended.
     *
     * @param report what it found
     */
    record Finish(GateReport report) implements GateAction {}
}
