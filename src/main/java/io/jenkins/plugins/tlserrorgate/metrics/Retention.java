package io.jenkins.plugins.tlserrorgate.metrics;

import java.time.Duration;

/**
 * How long CloudWatch keeps points: of one minute for 15 days, of five minutes for 63 days, of an hour for 455 days.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html">CloudWatch
 *     concepts, metrics retention</a>
 */
public final class Retention {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);

    private Retention() {}

    /** How far back points of this period reach; a multiple of five minutes or an hour is made of those points. */
    public static Duration of(Duration period) {
        if (isMultiple(period, HOUR)) {
            return Duration.ofDays(455);
        }
        return Duration.ofDays(isMultiple(period, FIVE_MINUTES) ? 63 : 15);
    }

    /** The shortest period that reaches so far back, null if none does. */
    public static Duration periodFor(Duration age) {
        for (Duration period : new Duration[] {Window.MINUTE, FIVE_MINUTES, HOUR}) {
            if (age.compareTo(of(period)) <= 0) {
                return period;
            }
        }
        return null;
    }

    private static boolean isMultiple(Duration period, Duration of) {
        return period.toSeconds() % of.toSeconds() == 0;
    }
}
