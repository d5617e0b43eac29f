package io.jenkins.plugins.tlserrorgate.inspection;

import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupSpec;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What is to be read; {@link InspectionParameters#check} makes it.
 *
 * @param balancer the balancer as named
 * @param targetGroups the target groups as named, none for all
 * @param metrics the metrics
 * @param by what they are counted by, at least one
 * @param window the time, in whole periods
 * @param statistics the statistics of each period, at least one
 * @param period how long a point is
 * @param maxDataPoints the most points of errors
 */
public record InspectionRequest(
        LoadBalancerSpec balancer,
        List<TargetGroupSpec> targetGroups,
        List<TlsMetric> metrics,
        List<Breakdown> by,
        Window window,
        List<Statistic> statistics,
        Duration period,
        int maxDataPoints)
        implements Serializable {

    /** What is suggested where a period gives too many points. */
    private static final List<Duration> PERIODS = List.of(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1));

    /** How many points a series has. */
    public int periods() {
        return Math.toIntExact(window.length().dividedBy(period));
    }

    /**
     * @param parts how many parts there are to read, each metric counted by itself
     * @throws InvalidParameterException if they have more points than wanted; says which period would fit
     */
    void checkPoints(int parts) {
        long series = (long) parts * statistics.size();
        long points = series * periods();
        if (points <= maxDataPoints) {
            return;
        }
        String fits = PERIODS.stream()
                .filter(longer -> longer.compareTo(period) > 0)
                .filter(longer ->
                        series * ((window.length().toSeconds() - 1) / longer.toSeconds() + 2) <= maxDataPoints)
                .findFirst()
                .map(longer -> "a period of " + longer.toSeconds() + " fits, or ")
                .orElse("");
        throw new InvalidParameterException(
                "maxDataPoints",
                maxDataPoints,
                "is exceeded: " + Durations.format(window.length()) + " with a point each " + period.toSeconds()
                        + " s, " + series + " series, are " + points + " points; " + fits
                        + "ask for less time, fewer parts or fewer statistics, or allow up to "
                        + InspectionParameters.MOST_DATA_POINTS);
    }
}
