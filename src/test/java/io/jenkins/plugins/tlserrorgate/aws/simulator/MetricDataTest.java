package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.LabelOptions;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** GetMetricData's answers: points, statistics, dimensions. */
class MetricDataTest {
    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");
    private static final String NEW = "NewConnectionCount";
    private static final String REQUESTS = "RequestCount";
    private static final String CLIENT = "ClientTLSNegotiationErrorCount";
    private static final String TARGET = "TargetTLSNegotiationErrorCount";

    private final SimulatedClock clock = SimulatedClock.fixed(NOW);
    private final Balancer shop = Balancer.application("shop")
            .targetGroups(
                    TargetGroup.builder("web").errors(ErrorProcess.steady(50)).build(),
                    TargetGroup.builder("api").errors(ErrorProcess.steady(50)).build(),
                    TargetGroup.builder("jobs").targetType("lambda").build())
            .build();
    private final Balancer edge = Balancer.network("edge")
            .targetGroups(TargetGroup.builder("tcp")
                    .protocol("TLS")
                    .errors(ErrorProcess.steady(50))
                    .build())
            .build();
    private final SimulatedAws aws =
            SimulatedAws.start(Scenario.builder().balancers(shop, edge).build(), clock);
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

    private MetricDataResult one(Duration from, Duration to, MetricDataQuery query) {
        return read(from, to, query).metricDataResults().get(0);
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }

    @Test
    void newestPointComesFirstUnlessAskedOtherwise() {
        MetricDataQuery query = Queries.sums("a", shop, NEW, 60);
        List<Instant> descending = one(minutes(33), minutes(3), query).timestamps();
        List<Instant> ascending = read(
                        request -> request.scanBy(ScanBy.TIMESTAMP_ASCENDING), minutes(33), minutes(3), query)
                .metricDataResults()
                .get(0)
                .timestamps();
        assertEquals(30, descending.size());
        assertEquals(NOW.minus(minutes(4)), descending.get(0));
        List<Instant> reversed = new ArrayList<>(descending);
        Collections.reverse(reversed);
        assertEquals(reversed, ascending);
    }

    @Test
    void startIsRoundedDownAndInclusiveAndEndIsExclusive() {
        MetricDataResult result = one(minutes(10).plusSeconds(-30), minutes(5), Queries.sums("a", shop, NEW, 60));
        assertEquals(
                NOW.minus(minutes(10)),
                result.timestamps().get(result.timestamps().size() - 1));
        assertEquals(NOW.minus(minutes(6)), result.timestamps().get(0));
    }

    @ParameterizedTest
    @CsvSource({"10, 60, 60", "20, 300, 300", "70, 3600, 3600"})
    void startIsRoundedByItsAge(int ageInDays, int rounding, int period) {
        Instant exact = NOW.minus(days(ageInDays)).plusSeconds(rounding - 1);
        MetricDataResult result = client.getMetricData(request -> request.startTime(exact)
                        .endTime(exact.plusSeconds(7200))
                        .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                        .metricDataQueries(Queries.sums("a", shop, NEW, period)))
                .metricDataResults()
                .get(0);
        assertEquals(NOW.minus(days(ageInDays)), result.timestamps().get(0));
    }

    @ParameterizedTest
    @CsvSource({"60, 15", "120, 15", "300, 63", "900, 63", "3600, 455", "86400, 455"})
    void pointsLiveAsLongAsTheirPeriodAllows(int period, int retentionInDays) {
        Duration around = Duration.ofSeconds(2L * Math.max(period, 3600));
        MetricDataQuery query = Queries.sums("a", shop, NEW, period);
        MetricDataResult result =
                one(days(retentionInDays).plus(around), days(retentionInDays).minus(around), query);
        Instant oldest = result.timestamps().get(result.timestamps().size() - 1);
        assertTrue(oldest.isAfter(NOW.minus(days(retentionInDays))));
        assertTrue(oldest.isBefore(NOW.minus(days(retentionInDays)).plusSeconds(period + 3600)));
    }

    @Test
    void longerPeriodsAreAlignedToTheEpochAndAddUp() {
        Map<Long, Double> minutes = Queries.byMinute(one(minutes(65), minutes(5), Queries.sums("a", shop, NEW, 60)));
        Map<Long, Double> blocks = Queries.byMinute(one(minutes(63), minutes(5), Queries.sums("a", shop, NEW, 300)));
        Map<Long, Double> expected = new TreeMap<>();
        minutes.forEach((minute, value) -> expected.merge(minute / 5 * 5, value, Double::sum));
        expected.remove(NOW.minus(minutes(65)).getEpochSecond() / 60);
        assertEquals(expected, blocks);
    }

    @Test
    void statisticsComeFromTheNodesSamples() {
        List<MetricDataResult> results = read(
                        minutes(35),
                        minutes(5),
                        IntStream.range(0, 5)
                                .mapToObj(i -> Queries.query(
                                        "q" + i,
                                        shop,
                                        NEW,
                                        List.of("Sum", "Average", "Minimum", "Maximum", "SampleCount")
                                                .get(i),
                                        60,
                                        Map.of("LoadBalancer", shop.dimension())))
                                .toArray(MetricDataQuery[]::new))
                .metricDataResults();
        for (int i = 0; i < 30; i++) {
            double sum = results.get(0).values().get(i);
            double average = results.get(1).values().get(i);
            double minimum = results.get(2).values().get(i);
            double maximum = results.get(3).values().get(i);
            assertEquals(6, results.get(4).values().get(i));
            assertEquals(sum / 6, average, 1e-9);
            assertTrue(minimum < average && average < maximum);
        }
    }

    @Test
    void zonesAndTargetGroupsAddUpToTheBalancer() {
        Map<Long, Double> whole = Queries.byMinute(one(minutes(35), minutes(5), Queries.sums("a", shop, TARGET, 60)));
        Map<Long, Double> parts = new HashMap<>();
        for (TargetGroup group : shop.targetGroups()) {
            for (String zone : shop.zones()) {
                Map<String, String> dimensions = Map.of(
                        "LoadBalancer", shop.dimension(), "AvailabilityZone", zone, "TargetGroup", group.dimension());
                MetricDataQuery query = Queries.query("a", shop, TARGET, "Sum", 60, dimensions);
                Queries.byMinute(one(minutes(35), minutes(5), query))
                        .forEach((minute, value) -> parts.merge(minute, value, Double::sum));
            }
        }
        assertFalse(whole.isEmpty());
        assertEquals(whole, parts);
    }

    @Test
    void lambdaFunctionsHaveRequestsButNoErrors() {
        Map<String, String> dimensions = Map.of(
                "LoadBalancer",
                shop.dimension(),
                "TargetGroup",
                shop.targetGroups().get(2).dimension());
        assertTrue(one(minutes(35), minutes(5), Queries.query("a", shop, REQUESTS, "Sum", 60, dimensions))
                .hasValues());
        assertEquals(
                List.of(),
                one(minutes(35), minutes(5), Queries.query("a", shop, TARGET, "Sum", 60, dimensions))
                        .values());
    }

    @Test
    void networkBalancersCountFlowsAndHaveNoRequests() {
        for (String metric : List.of("NewFlowCount_TLS", "ActiveFlowCount_TLS", CLIENT, TARGET)) {
            MetricDataResult result = one(minutes(65), minutes(5), Queries.sums("a", edge, metric, 3600));
            assertEquals(1, result.values().size(), metric);
        }
        for (String metric : List.of(NEW, "ActiveConnectionCount", REQUESTS)) {
            assertEquals(
                    List.of(),
                    one(minutes(65), minutes(5), Queries.sums("a", edge, metric, 60))
                            .values(),
                    metric);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AvailabilityZone=eu-central-1a",
                "LoadBalancer=app/shop/0000000000000000",
                "LoadBalancer=app/shop",
                "LoadBalancer=SHOP,AvailabilityZone=eu-central-1z",
                "LoadBalancer=SHOP,TargetGroup=targetgroup/web/0000000000000000",
                "LoadBalancer=SHOP,TargetGroup=WEB",
                "LoadBalancer=SHOP,Stage=production"
            })
    void otherDimensionsGiveAnEmptyAnswerThatLooksComplete(String text) {
        Map<String, String> dimensions = new HashMap<>();
        for (String pair : text.split(",")) {
            String[] parts = pair.split("=");
            String value = parts[1].equals("SHOP")
                    ? shop.dimension()
                    : parts[1].replace("WEB", shop.targetGroups().get(0).dimension());
            dimensions.put(parts[0], value);
        }
        MetricDataResult result = one(minutes(35), minutes(5), Queries.query("a", shop, CLIENT, "Sum", 60, dimensions));
        assertEquals(List.of(), result.values());
        assertEquals(StatusCode.COMPLETE, result.statusCode());
    }

    @Test
    void connectionsOfAnApplicationBalancerAreNotCountedByZone() {
        Map<String, String> dimensions = Map.of(
                "LoadBalancer",
                shop.dimension(),
                "AvailabilityZone",
                shop.zones().get(0));
        assertEquals(
                List.of(),
                one(minutes(35), minutes(5), Queries.query("a", shop, NEW, "Sum", 60, dimensions))
                        .values());
    }

    @Test
    void onlyTheUnitCountExists() {
        MetricDataQuery query = Queries.sums("a", shop, NEW, 60);
        MetricDataQuery seconds = query.toBuilder()
                .metricStat(query.metricStat().toBuilder()
                        .unit(StandardUnit.SECONDS)
                        .build())
                .build();
        MetricDataQuery count = query.toBuilder()
                .metricStat(
                        query.metricStat().toBuilder().unit(StandardUnit.COUNT).build())
                .build();
        assertFalse(one(minutes(35), minutes(5), count).values().isEmpty());
        assertEquals(List.of(), one(minutes(35), minutes(5), seconds).values());
    }

    @Test
    void labelIsTheMetricsNameUnlessGiven() {
        MetricDataQuery plain = Queries.sums("a", shop, NEW, 60);
        GetMetricDataResponse response = read(
                request -> request.labelOptions(
                        LabelOptions.builder().timezone("+0100").build()),
                minutes(10),
                minutes(5),
                plain,
                plain.toBuilder().id("b").label("after").build(),
                plain.toBuilder().id("c").returnData(false).build());
        assertEquals(
                List.of("a/" + NEW, "b/after"),
                response.metricDataResults().stream()
                        .map(result -> result.id() + "/" + result.label())
                        .toList());
    }

    @Test
    void otherRegionsAndAccountsSeeNothing() {
        Balancer foreign = Balancer.application("shop")
                .account("999999999999")
                .region("us-east-1")
                .build();
        AccessKey key = AccessKey.of("AKIAFOREIGN", "s");
        Scenario scenario = Scenario.builder()
                .accounts(Account.of(Account.DEFAULT_ID, Account.DEFAULT_KEY), Account.of("999999999999", key))
                .balancers(shop, foreign)
                .build();
        try (SimulatedAws other = SimulatedAws.start(scenario, clock);
                Clients own = Clients.of(other, key, "us-east-1");
                Clients elsewhere = Clients.of(other, key, "eu-central-1");
                Clients stranger = Clients.of(other, Account.DEFAULT_KEY, "us-east-1")) {
            GetMetricDataRequest request = GetMetricDataRequest.builder()
                    .startTime(NOW.minus(minutes(10)))
                    .endTime(NOW.minus(minutes(5)))
                    .metricDataQueries(Queries.sums("a", foreign, NEW, 60))
                    .build();
            assertEquals(
                    5,
                    own.cloudWatch()
                            .getMetricData(request)
                            .metricDataResults()
                            .get(0)
                            .values()
                            .size());
            for (Clients blind : List.of(elsewhere, stranger)) {
                GetMetricDataResponse response = blind.cloudWatch().getMetricData(request);
                assertEquals(List.of(), response.metricDataResults().get(0).values());
                assertNull(response.nextToken());
            }
        }
    }
}
