package io.jenkins.plugins.tlserrorgate.metrics;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time in whole minutes.
 *
 * @param start the first instant that belongs to it, on a whole minute
 * @param end the first instant that no longer does, on a whole minute, not before {@code start}
 */
public record Window(Instant start, Instant end) implements Serializable {

    /** CloudWatch's finest period for what a load balancer publishes. */
    public static final Duration MINUTE = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException if a limit is not on a whole minute or the end lies before the start */
    public Window {
        if (start.getEpochSecond() % 60 != 0
                || start.getNano() != 0
                || end.getEpochSecond() % 60 != 0
                || end.getNano() != 0
                || end.isBefore(start)) {
            throw new IllegalArgumentException("not a window of whole minutes: " + start + " to " + end);
        }
    }

    /** How many minutes it has. */
    public int minutes() {
        return Math.toIntExact(Duration.between(start, end).toMinutes());
    }

    /** How long it is. */
    public Duration length() {
        return Duration.between(start, end);
    }

    /** The smallest window that holds both. */
    public Window span(Window other) {
        return new Window(start.isBefore(other.start) ? start : other.start, end.isAfter(other.end) ? end : other.end);
    }

    /** The whole minute at or before the instant. */
    public static Instant floor(Instant instant) {
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), 60) * 60);
    }

    /** The whole minute at or after the instant. */
    public static Instant ceil(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? floor : floor.plus(MINUTE);
    }

    @Override
    public String toString() {
        return start + " to " + end;
    }
}
