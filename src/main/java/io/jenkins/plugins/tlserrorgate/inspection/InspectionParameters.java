package io.jenkins.plugins.tlserrorgate.inspection;

import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.Instants;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.Retention;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupSpec;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is to be read, the way a user gives it, with its defaults. {@link #check} turns it into an {@link InspectionRequest} or
 * says which parameter is wrong; it asks nobody but the clock.
 */
public final class InspectionParameters {

    /** Default of {@code startTime}: the last 24 hours. */
    public static final String DEFAULT_START = "24h";
    /** Default of {@code statistic}. */
    public static final String DEFAULT_STATISTIC = Statistic.SUM.id();
    /** Default of {@code period}, in seconds: near real time. */
    public static final int DEFAULT_PERIOD = 300;
    /** Default of {@code maxDataPoints}. */
    public static final int DEFAULT_MAX_DATA_POINTS = 10_000;
    /** The most of {@code maxDataPoints}: as many as a page of CloudWatch's answer has. */
    public static final int MOST_DATA_POINTS = 100_800;

    /** CloudWatch's longest period. */
    private static final int LONGEST_PERIOD = 86_400;

    /** CloudWatch has a balancer's points one to three minutes late. */
    private static final Duration METRIC_LAG = Duration.ofMinutes(3);

    /** Clocks of controller, agents and AWS differ a little. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private String loadBalancer;
    private List<String> targetGroups = List.of();
    private List<String> metrics = List.of();
    private List<String> by = List.of();
    private String startTime = DEFAULT_START;
    private String endTime;
    private List<String> statistics = List.of(DEFAULT_STATISTIC);
    private int period = DEFAULT_PERIOD;
    private int maxDataPoints = DEFAULT_MAX_DATA_POINTS;

    /** The balancer: ARN, ARN's tail, or name. Mandatory. */
    public InspectionParameters loadBalancer(String value) {
        loadBalancer = value;
        return this;
    }

    /** Target groups whose target errors are wanted; none for all. */
    public InspectionParameters targetGroups(List<String> value) {
        targetGroups = value == null ? List.of() : List.copyOf(value);
        return this;
    }

    /** {@code client}, {@code target} or both; none means both. */
    public InspectionParameters metrics(List<String> value) {
        metrics = value == null ? List.of() : List.copyOf(value);
        return this;
    }

    /** {@code balancer}, {@code targetGroup}, {@code zone} or several; none for the target groups if some are named, else the balancer. */
    public InspectionParameters by(List<String> value) {
        by = value == null ? List.of() : List.copyOf(value);
        return this;
    }

    /** The first moment, ISO-8601 or epoch milliseconds, or how long before the end as in {@code 24h}. */
    public InspectionParameters startTime(String value) {
        startTime = value == null ? DEFAULT_START : value;
        return this;
    }

    /** The last moment, ISO-8601 or epoch milliseconds; null for the last period that CloudWatch has all of. */
    public InspectionParameters endTime(String value) {
        endTime = value;
        return this;
    }

    /** Sum, Average, Minimum, Maximum, SampleCount or several of them; none means Sum. */
    public InspectionParameters statistics(List<String> value) {
        statistics = value == null || value.isEmpty() ? List.of(DEFAULT_STATISTIC) : List.copyOf(value);
        return this;
    }

    /** How many seconds a point stands for, a multiple of 60. */
    public InspectionParameters period(int value) {
        period = value;
        return this;
    }

    /** The most points of errors that are read. */
    public InspectionParameters maxDataPoints(int value) {
        maxDataPoints = value;
        return this;
    }

    /**
     * @param now the present
     * @return what to read
     * @throws InvalidParameterException naming the first parameter that is wrong, its value and what would be right
     */
    public InspectionRequest check(Instant now) {
        LoadBalancerSpec balancer = LoadBalancerSpec.parse("loadBalancer", loadBalancer);
        List<TargetGroupSpec> groups = TargetGroupSpec.parseAll("targetGroups", targetGroups, List.of(balancer));
        List<TlsMetric> wanted = TlsMetric.parseAll("metrics", metrics);
        TargetGroupSpec.checkCounted(groups, wanted);
        List<Breakdown> parts = checkedBy(balancer, !groups.isEmpty(), wanted);
        List<Statistic> shown = statistics.stream()
                .map(text -> Statistic.parseAny("statistic", text))
                .distinct()
                .toList();
        if (period < 60 || period > LONGEST_PERIOD || period % 60 != 0) {
            throw new InvalidParameterException(
                    "period",
                    period,
                    "is not a period of these metrics; give seconds, 60 or a multiple of it, at most " + LONGEST_PERIOD
                            + "; 300 shows the newest well, 3600 trends");
        }
        if (maxDataPoints < 1 || maxDataPoints > MOST_DATA_POINTS) {
            throw new InvalidParameterException(
                    "maxDataPoints", maxDataPoints, "must lie between 1 and " + MOST_DATA_POINTS);
        }
        InspectionRequest request = new InspectionRequest(
                balancer, groups, wanted, parts, checkedWindow(now), shown, Duration.ofSeconds(period), maxDataPoints);
        // Zones and unnamed target groups are not known yet; there is at least one of each.
        request.checkPoints(wanted.size());
        return request;
    }

    private List<Breakdown> checkedBy(LoadBalancerSpec balancer, boolean named, List<TlsMetric> wanted) {
        if (by.isEmpty()) {
            return List.of(named ? Breakdown.TARGET_GROUP : Breakdown.BALANCER);
        }
        List<Breakdown> parts = by.stream()
                .map(text -> Breakdown.parse("by", text))
                .distinct()
                .sorted()
                .toList();
        if (parts.contains(Breakdown.TARGET_GROUP)) {
            if (!wanted.contains(TlsMetric.TARGET)) {
                throw new InvalidParameterException(
                        "by",
                        Breakdown.TARGET_GROUP.id(),
                        "is for target errors, the only ones counted by target group; add target to metrics");
            }
            checkPublished(balancer.id());
        }
        return parts;
    }

    /** @throws InvalidParameterException if it is known that this balancer has no numbers by target group */
    static void checkPublished(LoadBalancerId balancer) {
        if (balancer != null && balancer.kind() == LoadBalancerId.Kind.NETWORK) {
            throw new InvalidParameterException(
                    "by",
                    Breakdown.TARGET_GROUP.id(),
                    "is nothing that a Network Load Balancer counts target errors by; use balancer or zone");
        }
    }

    private Window checkedWindow(Instant now) {
        Instant end = endTime == null ? floor(now.minus(METRIC_LAG)) : Instants.parse("endTime", endTime);
        if (end.isAfter(now.plus(CLOCK_SKEW))) {
            throw new InvalidParameterException(
                    "endTime", endTime, "lies in the future (it is now " + now + "); leave it out to read until now");
        }
        Instant start = Durations.isDuration(startTime)
                ? end.minus(Durations.parsePositive("startTime", startTime))
                : Instants.parse("startTime", startTime);
        if (!start.isBefore(end)) {
            throw new InvalidParameterException(
                    "startTime",
                    startTime,
                    "does not lie before " + (endTime == null ? "now" : "endTime") + ", " + end
                            + "; swap them or correct one");
        }
        return new Window(oldest(floor(start), now), ceil(end));
    }

    /** The start, or what CloudWatch still has of the first periods. */
    private Instant oldest(Instant start, Instant now) {
        Duration length = Duration.ofSeconds(period);
        Duration kept = Retention.of(length);
        Instant oldest = ceil(now.minus(kept));
        if (!start.isBefore(oldest)) {
            return start;
        }
        // Counted from the last whole period, and from its own beginning, the very longest time begins a little too
        // early.
        if (start.plus(METRIC_LAG).plus(length.multipliedBy(2)).isAfter(oldest)) {
            return oldest;
        }
        Duration reaches = Retention.periodFor(Duration.between(start, now));
        throw new InvalidParameterException(
                "startTime",
                startTime,
                "is too long ago for a period of " + period + ": CloudWatch keeps such points for "
                        + Durations.format(kept) + "; "
                        + (reaches == null
                                ? "no period reaches further than "
                                        + Durations.format(Retention.of(Duration.ofHours(1)))
                                : "a period of " + reaches.toSeconds() + " reaches back "
                                        + Durations.format(Retention.of(reaches))));
    }

    private Instant floor(Instant instant) {
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), period) * period);
    }

    private Instant ceil(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? floor : floor.plusSeconds(period);
    }
}
