package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Instant;

/**
 * A change that happens at a known time.
 *
 * @param change what changes
 * @param from when
 */
record AppliedChange(Change change, Instant from) {
    /** The share of a minute (counted from the epoch) during which the change is in effect. */
    double share(long minute) {
        double begin = offset(from, minute);
        double end = change.durationMinutes() == null ? 1 : begin + change.durationMinutes();
        return Math.max(0, Math.min(1, end) - Math.max(0, begin));
    }

    private static double offset(Instant instant, long minute) {
        return (instant.getEpochSecond() - minute * 60 + instant.getNano() * 1e-9) / 60;
    }

    boolean concernsZone(String zone) {
        return change.zone() == null || change.zone().equals(zone);
    }
}
