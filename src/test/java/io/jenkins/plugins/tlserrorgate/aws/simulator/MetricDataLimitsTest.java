package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** GetMetricData's limits: pages, tokens and what it refuses. */
class MetricDataLimitsTest {
    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");
    private static final String NEW = "NewConnectionCount";
    private static final String REQUESTS = "RequestCount";
    private static final String CLIENT = "ClientTLSNegotiationErrorCount";

    private final Balancer shop = Balancer.application("shop").build();
    private final SimulatedAws aws =
            SimulatedAws.start(Scenario.builder().balancers(shop).build(), SimulatedClock.fixed(NOW));
    private final Clients clients = Clients.of(aws);
    private final CloudWatchClient client = clients.cloudWatch();

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    private GetMetricDataResponse read(Duration from, Duration to, MetricDataQuery... queries) {
        return read(request -> {}, from, to, queries);
    }

    private GetMetricDataResponse read(
            Consumer<GetMetricDataRequest.Builder> more, Duration from, Duration to, MetricDataQuery... queries) {
        GetMetricDataRequest.Builder request = GetMetricDataRequest.builder()
                .startTime(NOW.minus(from))
                .endTime(NOW.minus(to))
                .metricDataQueries(queries);
        more.accept(request);
        return client.getMetricData(request.build());
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }

    private void refused(String message, Consumer<GetMetricDataRequest.Builder> change) {
        GetMetricDataRequest.Builder request = GetMetricDataRequest.builder()
                .startTime(NOW.minus(minutes(10)))
                .endTime(NOW)
                .metricDataQueries(Queries.sums("a", shop, NEW, 60));
        change.accept(request);
        CloudWatchException e = assertThrows(CloudWatchException.class, () -> client.getMetricData(request.build()));
        assertEquals(400, e.statusCode());
        assertEquals("ValidationError", e.awsErrorDetails().errorCode());
        assertTrue(e.awsErrorDetails().errorMessage().contains(message), e.getMessage());
    }

    @Test
    void pagesAddUpToTheWhole() {
        MetricDataQuery[] queries = {
            Queries.sums("a", shop, NEW, 60), Queries.sums("b", shop, CLIENT, 60), Queries.sums("c", shop, REQUESTS, 60)
        };
        for (ScanBy order : List.of(ScanBy.TIMESTAMP_ASCENDING, ScanBy.TIMESTAMP_DESCENDING)) {
            Map<String, List<Double>> whole = new TreeMap<>();
            read(request -> request.scanBy(order), minutes(65), minutes(5), queries)
                    .metricDataResults()
                    .forEach(result -> whole.put(result.id(), result.values()));
            Map<String, List<Double>> pages = new TreeMap<>();
            String token = null;
            int count = 0;
            do {
                String current = token;
                GetMetricDataResponse page = read(
                        request -> request.scanBy(order).maxDatapoints(25).nextToken(current),
                        minutes(65),
                        minutes(5),
                        queries);
                int points = 0;
                for (MetricDataResult result : page.metricDataResults()) {
                    points += result.values().size();
                    pages.computeIfAbsent(result.id(), id -> new ArrayList<>()).addAll(result.values());
                }
                assertTrue(points <= 25);
                token = page.nextToken();
                count++;
            } while (token != null);
            assertEquals(whole, pages);
            int points = whole.values().stream().mapToInt(List::size).sum();
            assertEquals((points + 24) / 25, count);
        }
    }

    @Test
    void cutOffResultsArePartial() {
        GetMetricDataResponse page = read(
                request -> request.maxDatapoints(5),
                minutes(15),
                minutes(5),
                Queries.sums("a", shop, NEW, 60),
                Queries.sums("b", shop, NEW, 60));
        assertEquals(
                List.of(StatusCode.PARTIAL_DATA, StatusCode.PARTIAL_DATA),
                page.metricDataResults().stream()
                        .map(MetricDataResult::statusCode)
                        .toList());
    }

    @Test
    void tokensBelongToTheirRequest() {
        MetricDataQuery query = Queries.sums("a", shop, NEW, 60);
        String token = read(request -> request.maxDatapoints(5), minutes(15), minutes(5), query)
                .nextToken();
        assertThrows(
                InvalidNextTokenException.class,
                () -> read(request -> request.nextToken(token), minutes(16), minutes(5), query));
        assertThrows(
                InvalidNextTokenException.class,
                () -> read(request -> request.nextToken("%%%"), minutes(15), minutes(5), query));
    }

    @Test
    void twoWeeksOfTenSeriesComeInPagesOfAtMost100800PointsWithinASecond() {
        MetricDataQuery[] queries = IntStream.range(0, 10)
                .mapToObj(i -> Queries.sums("q" + i, shop, i % 2 == 0 ? NEW : REQUESTS, 60))
                .toArray(MetricDataQuery[]::new);
        read(days(14), days(14).minusHours(1), queries);
        long begin = System.nanoTime();
        String token = null;
        List<Integer> pages = new ArrayList<>();
        do {
            String current = token;
            GetMetricDataResponse page = read(request -> request.nextToken(current), days(14), Duration.ZERO, queries);
            pages.add(page.metricDataResults().stream()
                    .mapToInt(result -> result.values().size())
                    .sum());
            token = page.nextToken();
        } while (token != null);
        double seconds = (System.nanoTime() - begin) * 1e-9;
        assertEquals(2, pages.size());
        assertEquals(100_800, pages.get(0));
        assertTrue(pages.get(1) > 100_750, pages.toString());
        assertTrue(seconds < 5, "took " + seconds + " s, which is far beyond the usual second");
    }

    @Test
    void invalidRequestsAreRefused() {
        refused("StartTime must be less", request -> request.endTime(NOW.minus(minutes(10))));
        refused("StartTime must be less", request -> request.endTime(NOW.minus(minutes(11))));
        refused("StartTime is required", request -> request.startTime(null));
        refused("MaxDatapoints", request -> request.maxDatapoints(100_801));
        refused("ScanBy", request -> request.scanBy("Newest"));
        refused("MetricDataQueries is required", request -> request.metricDataQueries(List.of()));
        refused(
                "Period must be a multiple of 60",
                request -> request.metricDataQueries(Queries.sums("a", shop, NEW, 90)));
        refused("Stat", request -> request.metricDataQueries(Queries.query("a", shop, NEW, "Median", 60, Map.of())));
        refused(
                "not unique",
                request -> request.metricDataQueries(
                        Queries.sums("a", shop, NEW, 60), Queries.sums("a", shop, REQUESTS, 60)));
        refused(
                "must not have a size greater than 500",
                request -> request.metricDataQueries(IntStream.range(0, 501)
                        .mapToObj(i -> Queries.sums("q" + i, shop, NEW, 60))
                        .toList()));
        for (String id : List.of("A", "1a", "a-b", "ä")) {
            refused(
                    "is not matching the expected pattern",
                    request -> request.metricDataQueries(Queries.sums(id, shop, NEW, 60)));
        }
    }

    @Test
    void fiveHundredQueriesAreAnswered() {
        MetricDataQuery[] queries = IntStream.range(0, 500)
                .mapToObj(i -> Queries.sums("q_" + i + "X", shop, NEW, 60))
                .toArray(MetricDataQuery[]::new);
        assertEquals(
                500, read(minutes(10), minutes(5), queries).metricDataResults().size());
        assertEquals(500, aws.requests().of("GetMetricData").get(0).queries());
    }
}
