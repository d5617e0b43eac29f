package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison.VisibleRise;
import java.time.Duration;
import java.util.function.IntPredicate;

/** Says which rise would have been seen, and how long one would have to look to see a doubling. */
final class VisibleRises {

    /** Multiples of the observation that are offered as a longer one. */
    static final int[] LONGER = {1, 2, 3, 4, 6, 8, 12, 16, 24, 48, 96};

    private static final double POWER = 0.9;

    /** The same as a normal deviate. */
    private static final double DEVIATE = 1.2815515655446004;

    private static final int DAY = 1440;

    private final RuleSettings settings;

    VisibleRises(RuleSettings settings) {
        this.settings = settings;
    }

    /** By the placebo windows: a score of {@code critical} is significant. */
    VisibleRise calibrated(Replay replay, Counts after, double critical) {
        double mean = replay.observedWindow().mean();
        double minute = mean / after.minutes();
        RiseScores scores = new RiseScores(replay.model());
        Power power = new Power(replay.model(), scores, critical, after.minutes(), minute, replay.wandering());
        double byScore = (power.visibleFactor() - 1) * mean;
        // The floor must be passed as well, nine times in ten.
        double floor = settings.minExtraErrors();
        double byFloor = floor <= 0 ? 0 : floor + DEVIATE * Math.sqrt(mean + floor);
        int observe = after.minutes() + after.missing();
        Duration doubling = doubling(observe, n -> {
            int length = observe * LONGER[n];
            return minute * length * (RateRule.DOUBLING - 1) >= floor
                    && new Power(replay.model(), scores, critical, length, minute, replay.longerWandering(n))
                            .visible(RateRule.DOUBLING);
        });
        return rise(Math.max(byScore, byFloor), mean, after, doubling);
    }

    /** By the test of two rates alone, a p-value of {@code level} being significant. */
    VisibleRise uncalibrated(RateTest test, Counts after, double level) {
        double critical = Math.max(test.criticalCount(level), test.expected() + settings.minExtraErrors());
        double extra = test.visibleMean(critical, POWER) - test.expected();
        double perMinute = test.exposureAfter() / after.minutes();
        int observe = after.minutes() + after.missing();
        Duration doubling = doubling(observe, n -> {
            RateTest longer = new RateTest(
                    test.before(),
                    test.exposureBefore(),
                    perMinute * observe * LONGER[n],
                    test.tolerance(),
                    test.dispersion());
            double needed = Math.max(longer.criticalCount(level), longer.expected() + settings.minExtraErrors());
            return longer.expected() > 0 && longer.visibleMean(needed, POWER) <= RateRule.DOUBLING * longer.expected();
        });
        return rise(extra, test.expected(), after, doubling);
    }

    private VisibleRise rise(double extra, double expected, Counts after, Duration doubling) {
        double ratio = expected > 0 ? settings.tolerance() * (1 + extra / expected) : Double.POSITIVE_INFINITY;
        return new VisibleRise(extra, ratio, extra / after.exposure(), doubling);
    }

    private static Duration doubling(int observe, IntPredicate seen) {
        for (int n = 0; n < LONGER.length && observe * LONGER[n] <= DAY; n++) {
            if (seen.test(n)) {
                return Duration.ofMinutes((long) observe * LONGER[n]);
            }
        }
        return null;
    }
}
