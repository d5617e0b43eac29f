package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;

class MetricDataTest {
    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");

    private final SimulatedClock clock = SimulatedClock.fixed(NOW);
    private final Balancer shop = Balancer.application("shop").build();
    private final SimulatedAws aws =
            SimulatedAws.start(Scenario.builder().balancers(shop).build(), clock);
    private final Clients clients = Clients.of(aws);
    private final CloudWatchClient client = clients.cloudWatch();

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void settledMinutesAreAllThere() {
        GetMetricDataResponse response =
                client.getMetricData(request -> request.startTime(NOW.minus(Duration.ofMinutes(33)))
                        .endTime(NOW.minus(Duration.ofMinutes(3)))
                        .metricDataQueries(Queries.sums("a", shop, "NewConnectionCount", 60)));
        assertEquals(30, response.metricDataResults().get(0).values().size());
        assertEquals(
                NOW.minus(Duration.ofMinutes(4)),
                response.metricDataResults().get(0).timestamps().get(0));
    }
}
