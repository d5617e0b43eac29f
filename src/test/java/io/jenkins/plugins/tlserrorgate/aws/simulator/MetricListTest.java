package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.RecentlyActive;

class MetricListTest {
    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");

    private static Set<String> describe(List<Metric> metrics) {
        return metrics.stream()
                .map(metric -> metric.metricName()
                        + metric.dimensions().stream().map(Dimension::name).toList())
                .collect(Collectors.toSet());
    }

    @Test
    void listsWhatHadPointsUnderEachSetOfDimensions() {
        Balancer shop = Balancer.application("shop")
                .zones("eu-central-1a")
                .targetGroups(TargetGroup.builder("web")
                        .errors(ErrorProcess.steady(50))
                        .build())
                .build();
        Balancer healthy = Balancer.application("healthy")
                .zones("eu-central-1a")
                .clientErrors(ErrorProcess.NONE)
                .build();
        Scenario scenario = Scenario.builder().balancers(shop, healthy).build();
        try (SimulatedAws aws = SimulatedAws.start(scenario, SimulatedClock.fixed(NOW));
                Clients clients = Clients.of(aws)) {
            CloudWatchClient client = clients.cloudWatch();
            List<Metric> metrics = client.listMetrics(request -> request.namespace("AWS/ApplicationELB")
                            .dimensions(DimensionFilter.builder()
                                    .name("LoadBalancer")
                                    .value(shop.dimension())
                                    .build()))
                    .metrics();
            assertEquals(
                    Set.of(
                            "ClientTLSNegotiationErrorCount[LoadBalancer]",
                            "ClientTLSNegotiationErrorCount[AvailabilityZone, LoadBalancer]",
                            "TargetTLSNegotiationErrorCount[LoadBalancer]",
                            "TargetTLSNegotiationErrorCount[AvailabilityZone, LoadBalancer]",
                            "TargetTLSNegotiationErrorCount[TargetGroup, LoadBalancer]",
                            "TargetTLSNegotiationErrorCount[TargetGroup, AvailabilityZone, LoadBalancer]",
                            "NewConnectionCount[LoadBalancer]",
                            "ActiveConnectionCount[LoadBalancer]",
                            "RequestCount[LoadBalancer]",
                            "RequestCount[AvailabilityZone, LoadBalancer]",
                            "RequestCount[TargetGroup, LoadBalancer]",
                            "RequestCount[TargetGroup, AvailabilityZone, LoadBalancer]"),
                    describe(metrics));
            assertEquals(
                    List.of(shop.dimension()),
                    client
                            .listMetrics(request -> request.metricName("ClientTLSNegotiationErrorCount"))
                            .metrics()
                            .stream()
                            .filter(metric -> metric.dimensions().size() == 1)
                            .map(metric -> metric.dimensions().get(0).value())
                            .toList());
        }
    }

    @Test
    void forgetsMetricsWithoutRecentPoints() {
        Balancer stopped = Balancer.application("stopped")
                .changes(Change.builder("stop").minute(-300).trafficFactor(0).build())
                .build();
        SimulatedClock clock = SimulatedClock.fixed(NOW);
        try (SimulatedAws aws = SimulatedAws.start(
                        Scenario.builder().start(NOW).balancers(stopped).build(), clock);
                Clients clients = Clients.of(aws)) {
            CloudWatchClient client = clients.cloudWatch();
            assertEquals(1, countOf(client.listMetrics(request -> request.metricName("NewConnectionCount"))));
            assertEquals(
                    0,
                    countOf(client.listMetrics(
                            request -> request.metricName("NewConnectionCount").recentlyActive(RecentlyActive.PT3_H))));
            clock.advance(Duration.ofDays(15));
            assertEquals(0, countOf(client.listMetrics(request -> request.metricName("NewConnectionCount"))));
        }
    }

    private static int countOf(ListMetricsResponse response) {
        return response.metrics().size();
    }

    @Test
    void comesInPagesOf500() {
        Balancer[] many = IntStream.range(0, 510)
                .mapToObj(i ->
                        Balancer.application("lb-" + i).zones("eu-central-1a").build())
                .toArray(Balancer[]::new);
        try (SimulatedAws aws =
                        SimulatedAws.start(Scenario.builder().balancers(many).build(), SimulatedClock.fixed(NOW));
                Clients clients = Clients.of(aws)) {
            CloudWatchClient client = clients.cloudWatch();
            ListMetricsResponse first = client.listMetrics(request -> request.metricName("NewConnectionCount"));
            assertEquals(500, countOf(first));
            ListMetricsResponse second = client.listMetrics(
                    request -> request.metricName("NewConnectionCount").nextToken(first.nextToken()));
            assertEquals(10, countOf(second));
        }
    }
}
