package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException.Kind;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** Reads series with {@code GetMetricData}: all of them in one request, or in as few as its limits allow. */
final class CloudWatchSource implements MetricSource {

    static final String ACTION = "cloudwatch:GetMetricData";

    /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
    private static final int MOST_QUERIES = 500;

    /** Far beyond what any window needs; a server that always hands out one more page must come to an end. */
    private static final int MOST_PAGES = 1_000;

    /** For all pages together; each call has a limit of its own. */
    private static final Duration LONGEST_READ = Duration.ofMinutes(5);

    private final CloudWatchClient client;
    private final LongSupplier nanoTime;

    CloudWatchSource(CloudWatchClient client) {
        this(client, System::nanoTime);
    }

    CloudWatchSource(CloudWatchClient client, LongSupplier nanoTime) {
        this.client = client;
        this.nanoTime = nanoTime;
    }

    @Override
    public Map<SeriesKey, Series> read(Set<SeriesKey> keys, Window window, Duration period)
            throws SourceException, InterruptedException {
        Map<SeriesKey, Series> series = new LinkedHashMap<>();
        List<SeriesKey> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += MOST_QUERIES) {
            readAll(all.subList(from, Math.min(from + MOST_QUERIES, all.size())), window, period, series);
        }
        return series;
    }

    private void readAll(List<SeriesKey> keys, Window window, Duration period, Map<SeriesKey, Series> series)
            throws SourceException, InterruptedException {
        Map<String, List<Instant>> times = new HashMap<>();
        Map<String, List<Double>> values = new HashMap<>();
        Map<String, StatusCode> statuses = new HashMap<>();
        Set<String> tokens = new HashSet<>();
        GetMetricDataRequest request = GetMetricDataRequest.builder()
                .metricDataQueries(queries(keys, period))
                .startTime(window.start())
                .endTime(window.end())
                .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                .build();
        long begun = nanoTime.getAsLong();
        String token;
        do {
            if (nanoTime.getAsLong() - begun > LONGEST_READ.toNanos()) {
                throw new SourceException(
                        Kind.TRANSIENT,
                        ACTION + ": not all pages came within " + LONGEST_READ.toMinutes() + " minutes",
                        null);
            }
            GetMetricDataResponse response = call(request);
            for (MetricDataResult result : response.metricDataResults()) {
                check(result);
                times.computeIfAbsent(result.id(), id -> new ArrayList<>()).addAll(result.timestamps());
                values.computeIfAbsent(result.id(), id -> new ArrayList<>()).addAll(result.values());
                statuses.put(result.id(), result.statusCode());
            }
            token = response.nextToken();
            if (token != null && (!tokens.add(token) || tokens.size() > MOST_PAGES)) {
                throw new SourceException(
                        Kind.TRANSIENT, ACTION + ": CloudWatch hands out the same page again and again", null);
            }
            request = request.toBuilder().nextToken(token).build();
        } while (token != null);
        for (int i = 0; i < keys.size(); i++) {
            checkComplete(keys.get(i), statuses.get(id(i)));
            series.put(keys.get(i), Series.ofPoints(window, period, times.get(id(i)), values.get(id(i))));
        }
    }

    private GetMetricDataResponse call(GetMetricDataRequest request) throws SourceException, InterruptedException {
        try {
            return client.getMetricData(request);
        } catch (SdkException e) {
            throw AwsErrors.translate(ACTION, e);
        }
    }

    private static List<MetricDataQuery> queries(List<SeriesKey> keys, Duration period) {
        List<MetricDataQuery> queries = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            SeriesKey key = keys.get(i);
            List<Dimension> dimensions = key.scope().dimensions().entrySet().stream()
                    .map(d -> Dimension.builder()
                            .name(d.getKey())
                            .value(d.getValue())
                            .build())
                    .toList();
            queries.add(MetricDataQuery.builder()
                    .id(id(i))
                    .returnData(true)
                    .metricStat(MetricStat.builder()
                            .metric(Metric.builder()
                                    .namespace(key.namespace())
                                    .metricName(key.metricName())
                                    .dimensions(dimensions)
                                    .build())
                            .period(Math.toIntExact(period.toSeconds()))
                            .stat(key.statistic().id())
                            .build())
                    .build());
        }
        return queries;
    }

    private static String id(int index) {
        return "m" + index;
    }

    private static void check(MetricDataResult result) throws SourceException {
        if (result.timestamps().size() != result.values().size()) {
            throw new SourceException(
                    Kind.TRANSIENT,
                    ACTION + ": CloudWatch answered with " + result.timestamps().size() + " times for "
                            + result.values().size() + " values",
                    null);
        }
        for (double value : result.values()) {
            if (!Series.isCount(value)) {
                throw new SourceException(
                        Kind.TRANSIENT, ACTION + ": CloudWatch answered with a count of " + value, null);
            }
        }
    }

    /** A series that is not complete must not be taken for one without errors. */
    private static void checkComplete(SeriesKey key, StatusCode status) throws SourceException {
        String metric = key.metricName() + " of " + key.scope().label();
        if (status == null) {
            throw new SourceException(Kind.TRANSIENT, ACTION + ": CloudWatch left out " + metric, null);
        }
        switch (status) {
            case COMPLETE -> {}
            case FORBIDDEN ->
                throw new SourceException(
                        Kind.PERMANENT,
                        ACTION + " was denied for " + metric + "; allow the IAM action " + ACTION + " to this identity",
                        null);
            default ->
                throw new SourceException(
                        Kind.TRANSIENT, ACTION + ": CloudWatch has " + metric + " only as " + status, null);
        }
    }
}
