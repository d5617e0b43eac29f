package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** A clock that stands still until it is moved, or runs at a multiple of real time. */
public final class SimulatedClock implements InstantSource {
    private final double speed;
    private Instant origin;
    private long originNanos;

    private SimulatedClock(Instant start, double speed) {
        this.origin = Objects.requireNonNull(start, "start");
        this.speed = speed;
        this.originNanos = System.nanoTime();
    }

    /** A clock that shows {@code start} until somebody moves it. */
    public static SimulatedClock fixed(Instant start) {
        return new SimulatedClock(start, 0);
    }

    /** A clock that shows {@code start} now and then runs {@code speed} times as fast as real time. */
    public static SimulatedClock running(Instant start, double speed) {
        Check.notNegative("speed", speed);
        return new SimulatedClock(start, speed);
    }

    @Override
    public synchronized Instant instant() {
        double nanos = (System.nanoTime() - originNanos) * speed;
        return origin.plusNanos((long) nanos);
    }

    /** Simulated seconds per real second; 0 for a clock that stands still. */
    public double speed() {
        return speed;
    }

    /** Moves the clock forward. */
    public synchronized void advance(Duration duration) {
        Check.that(!duration.isNegative(), "A clock is only advanced by a positive duration, not by " + duration);
        origin = origin.plus(duration);
    }

    /** Moves the clock to an instant, also backwards. */
    public synchronized void set(Instant instant) {
        origin = Objects.requireNonNull(instant, "instant");
        originNanos = System.nanoTime();
    }
}
