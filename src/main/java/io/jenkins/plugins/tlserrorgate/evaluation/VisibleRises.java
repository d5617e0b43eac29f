package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison.VisibleRise;
import java.time.Duration;

/** Says which rise would have been seen, and how long one would have to look to see a doubling. */
final class VisibleRises {

    private static final double POWER = 0.9;
    private static final double DEVIATE = 1.2815515655446004;

    /** Multiples of the observation that are offered as a longer one. */
    private static final int[] LONGER = {1, 2, 3, 4, 6, 8, 12, 16, 24, 48, 96};

    private static final int DAY = 1440;

    private final RuleSettings settings;

    VisibleRises(RuleSettings settings) {
        this.settings = settings;
    }

    /** By the placebo windows: a score of {@code critical} is significant. */
    VisibleRise calibrated(Replay replay, Counts after, double critical) {
        double mean = replay.observedWindow().mean();
        Power power = new Power(replay, critical, after.minutes(), mean / after.minutes(), replay.wandering());
        double byScore = (power.visibleFactor() - 1) * mean;
        // The floor must be passed as well, nine times in ten.
        double floor = settings.minExtraErrors();
        double byFloor = floor <= 0 ? 0 : floor + DEVIATE * Math.sqrt(mean + floor);
        double extra = Math.max(byScore, byFloor);
        return rise(
                extra,
                mean,
                after,
                doubling(
                        length -> {
                            double minute = mean / after.minutes();
                            boolean enough = minute * length * (RateRule.DOUBLING - 1) >= floor;
                            return enough
                                    && new Power(replay, critical, length, minute, replay.wandering(length))
                                            .visible(RateRule.DOUBLING);
                        },
                        after.minutes() + after.missing()));
    }

    /** By the test of two rates alone. */
    VisibleRise uncalibrated(RateTest test, Counts after, double level) {
        double critical = Math.max(test.criticalCount(level), test.expected() + settings.minExtraErrors());
        double extra = test.visibleMean(critical, POWER) - test.expected();
        double perMinute = test.exposureAfter() / after.minutes();
        return rise(
                extra,
                test.expected(),
                after,
                doubling(
                        length -> {
                            RateTest longer = new RateTest(
                                    test.before(),
                                    test.exposureBefore(),
                                    perMinute * length,
                                    test.tolerance(),
                                    test.dispersion());
                            double needed = Math.max(
                                    longer.criticalCount(level), longer.expected() + settings.minExtraErrors());
                            return longer.expected() > 0
                                    && longer.visibleMean(needed, POWER) <= RateRule.DOUBLING * longer.expected();
                        },
                        after.minutes() + after.missing()));
    }

    private VisibleRise rise(double extra, double expected, Counts after, Duration doubling) {
        double ratio = expected > 0 ? settings.tolerance() * (1 + extra / expected) : Double.POSITIVE_INFINITY;
        return new VisibleRise(extra, ratio, extra / after.exposure(), doubling);
    }

    private static Duration doubling(java.util.function.IntPredicate seen, int observe) {
        for (int times : LONGER) {
            if (times * observe <= DAY && seen.test(times * observe)) {
                return Duration.ofMinutes((long) times * observe);
            }
        }
        return null;
    }
}
