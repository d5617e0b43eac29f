package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

class PublicationTest {
    private static final Instant MINUTE = Instant.parse("2026-01-14T12:00:00Z");
    private static final Balancer SHOP = Balancer.application("shop").build();

    /** What is seen of one minute every five seconds, from its beginning on. */
    private static List<Double> watch(Scenario scenario, Instant minute) {
        SimulatedClock clock = SimulatedClock.fixed(minute);
        List<Double> seen = new ArrayList<>();
        try (SimulatedAws aws = SimulatedAws.start(scenario, clock);
                Clients clients = Clients.of(aws)) {
            CloudWatchClient client = clients.cloudWatch();
            for (int seconds = 0; seconds <= 300; seconds += 5) {
                List<Double> values = client.getMetricData(request -> request.startTime(minute)
                                .endTime(minute.plusSeconds(60))
                                .metricDataQueries(Queries.sums("a", SHOP, "NewConnectionCount", 60)))
                        .metricDataResults()
                        .get(0)
                        .values();
                seen.add(values.isEmpty() ? 0 : values.get(0));
                clock.advance(Duration.ofSeconds(5));
            }
        }
        return seen;
    }

    @Test
    void pointsArriveLateAndIncompleteAndAreFinalThreeMinutesAfterTheirMinute() {
        Scenario scenario = Scenario.builder().balancers(SHOP).build();
        List<Double> seen = watch(scenario, MINUTE);
        double last = seen.get(60);
        for (int i = 0; i < 60; i++) {
            assertTrue(seen.get(i) <= seen.get(i + 1), "values only grow: " + seen);
        }
        assertEquals(0, seen.get(23), "nothing is seen before 60 s after the minute");
        assertEquals(last, seen.get(48), "all is final 180 s after the minute");
        assertTrue(new TreeSet<>(seen).size() > 3, "there are incomplete values: " + seen);
        assertTrue(last > 800, "about 1000 connections a minute: " + last);
    }

    @Test
    void delaysDependOnTheSeedAlone() {
        Scenario scenario = Scenario.builder().balancers(SHOP).build();
        assertEquals(watch(scenario, MINUTE), watch(scenario, MINUTE));
        assertNotEquals(
                watch(scenario, MINUTE),
                watch(Scenario.builder().seed(2).balancers(SHOP).build(), MINUTE));
    }

    @Test
    void publicationCanBeImmediate() {
        List<Double> seen = watch(
                Scenario.builder()
                        .publication(Publication.IMMEDIATE)
                        .balancers(SHOP)
                        .build(),
                MINUTE);
        assertEquals(0, seen.get(11));
        assertTrue(seen.get(12) > 0);
        assertEquals(seen.get(12), seen.get(60));
    }

    @Test
    void nothingIsSeenOfMinutesBeforeTheBalancerWasCreated() {
        Balancer young = Balancer.application("young").created(MINUTE).build();
        SimulatedClock clock = SimulatedClock.fixed(MINUTE.plusSeconds(3600));
        try (SimulatedAws aws =
                        SimulatedAws.start(Scenario.builder().balancers(young).build(), clock);
                Clients clients = Clients.of(aws)) {
            List<Instant> timestamps = clients.cloudWatch()
                    .getMetricData(request -> request.startTime(MINUTE.minusSeconds(3600))
                            .endTime(MINUTE.plusSeconds(600))
                            .metricDataQueries(Queries.sums("a", young, "NewConnectionCount", 60)))
                    .metricDataResults()
                    .get(0)
                    .timestamps();
            assertEquals(10, timestamps.size());
            assertEquals(MINUTE, timestamps.get(9));
        }
    }

    @Test
    void aSampleShowsItsShareUntilItIsCorrected() {
        Balancer single = Balancer.application("shop")
                .zones("eu-central-1a")
                .nodesPerZone(1)
                .build();
        Scenario scenario = Scenario.builder()
                .publication(new Publication(0, 180, 0.25))
                .balancers(single)
                .build();
        List<Double> seen = watch(scenario, MINUTE);
        double last = seen.get(60);
        assertEquals(new TreeSet<>(List.of(0.0, Math.floor(last / 4), last)), new TreeSet<>(seen));
    }
}
