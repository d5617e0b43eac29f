package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A GetMetricData request, checked against the limits of the API reference.
 *
 * @param queries queries
 * @param start first instant, rounded as CloudWatch does depending on its age
 * @param end instant before which all points begin
 * @param ascending whether the oldest point comes first
 * @param maxDatapoints most points in one answer
 * @param cursor where the answer begins
 * @param fingerprint what tokens for a next page are bound to
 */
record MetricDataRequest(
        List<MetricQuery> queries,
        Instant start,
        Instant end,
        boolean ascending,
        int maxDatapoints,
        PageCursor cursor,
        int fingerprint) {
    static final int MAX_QUERIES = 500;
    static final int MAX_DATAPOINTS = 100_800;

    private static final Duration ONE_MINUTE_POINTS = Duration.ofDays(15);
    private static final Duration FIVE_MINUTE_POINTS = Duration.ofDays(63);
    private static final Duration ONE_HOUR_POINTS = Duration.ofDays(455);

    static MetricDataRequest parse(Map<String, Object> parameters, Instant now) {
        List<MetricQuery> queries = queries(Parameters.structures(parameters, "MetricDataQueries"));
        Instant start = required(parameters, "StartTime");
        Instant end = required(parameters, "EndTime");
        if (!start.isBefore(end)) {
            throw AwsError.validation("The parameter StartTime must be less than the parameter EndTime.");
        }
        Integer maxDatapoints = Parameters.integer(parameters, "MaxDatapoints");
        if (maxDatapoints != null && (maxDatapoints < 1 || maxDatapoints > MAX_DATAPOINTS)) {
            throw AwsError.validation("The value " + maxDatapoints
                    + " for parameter MaxDatapoints must be between 1 and " + MAX_DATAPOINTS + ".");
        }
        int fingerprint = List.of(queries, start, end, ascending(parameters)).hashCode();
        return new MetricDataRequest(
                queries,
                rounded(start, now),
                end,
                ascending(parameters),
                maxDatapoints == null ? MAX_DATAPOINTS : maxDatapoints,
                PageCursor.parse(Parameters.text(parameters, "NextToken"), fingerprint),
                fingerprint);
    }

    private static List<MetricQuery> queries(List<Map<String, Object>> structures) {
        if (structures.isEmpty()) {
            throw AwsError.validation("The parameter MetricDataQueries is required.");
        }
        if (structures.size() > MAX_QUERIES) {
            throw AwsError.validation(
                    "The collection MetricDataQueries must not have a size greater than " + MAX_QUERIES + ".");
        }
        List<MetricQuery> queries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Map<String, Object> structure : structures) {
            MetricQuery query = MetricQuery.parse(structure, queries.size() + 1);
            queries.add(query);
            if (!ids.add(query.id())) {
                throw AwsError.validation("The values for parameter Id in MetricDataQueries are not unique.");
            }
        }
        return queries;
    }

    private static Instant required(Map<String, Object> parameters, String member) {
        Instant instant = Parameters.instant(parameters, member);
        if (instant == null) {
            throw AwsError.validation("The parameter " + member + " is required.");
        }
        return instant;
    }

    private static boolean ascending(Map<String, Object> parameters) {
        String scanBy = Parameters.text(parameters, "ScanBy");
        if (scanBy != null
                && !Set.of("TimestampAscending", "TimestampDescending").contains(scanBy)) {
            throw AwsError.validation("The value " + scanBy + " for parameter ScanBy is not valid.");
        }
        return "TimestampAscending".equals(scanBy);
    }

    /** Rounds down to the minute, to five minutes from 15 days ago on, to the hour from 63 days ago on. */
    private static Instant rounded(Instant start, Instant now) {
        Duration age = Duration.between(start, now);
        int seconds = age.compareTo(ONE_MINUTE_POINTS) < 0 ? 60 : age.compareTo(FIVE_MINUTE_POINTS) < 0 ? 300 : 3600;
        return Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), seconds) * seconds);
    }

    /** How long points of a period are kept. */
    static Duration retention(int period) {
        if (period % 3600 == 0) {
            return ONE_HOUR_POINTS;
        }
        return period % 300 == 0 ? FIVE_MINUTE_POINTS : ONE_MINUTE_POINTS;
    }

    /** Where the first point of a query begins in order of time, in seconds since the epoch. */
    long firstPoint(int period, Instant now) {
        Instant oldest = now.minus(retention(period));
        long from = Math.max(start.getEpochSecond(), oldest.getEpochSecond() + 1);
        return Math.floorDiv(from + period - 1, period) * period;
    }

    /** Where the last point of a query begins in order of time; before the first if there is none. */
    long lastPoint(int period, Instant now) {
        Instant last = end.isBefore(now) ? end : now;
        long lastSecond = last.getNano() > 0 ? last.getEpochSecond() : last.getEpochSecond() - 1;
        return Math.floorDiv(lastSecond, period) * period;
    }
}
