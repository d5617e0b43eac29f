package io.jenkins.plugins.tlserrorgate.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time a command lives by: the real one, or a demonstration's that runs faster. */
public interface Pace extends InstantSource {

    /** The real time. */
    Pace REAL = new Pace() {
        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public void sleepUntil(Instant instant) throws InterruptedException {
            Duration left = Duration.between(instant(), instant);
            if (!left.isNegative()) {
                Thread.sleep(left.toMillis() + 1);
            }
        }
    };

    /** Returns when it is that time, or later. */
    void sleepUntil(Instant instant) throws InterruptedException;
}
