package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

class ChangeTest {
    private static final Instant START = Instant.parse("2026-01-14T12:00:00Z");
    private static final String CLIENT = "ClientTLSNegotiationErrorCount";
    private static final String TARGET = "TargetTLSNegotiationErrorCount";

    private final Balancer shop = Balancer.application("shop")
            .targetGroups(
                    TargetGroup.builder("web").errors(ErrorProcess.steady(20)).build(),
                    TargetGroup.builder("api").errors(ErrorProcess.steady(20)).build())
            .changes(
                    Change.builder("triple").clientErrorFactor(3).build(),
                    Change.builder("all-out").lockedOutShare(1).build(),
                    Change.builder("tenth-out-in-a")
                            .lockedOutShare(0.1)
                            .zone("eu-central-1a")
                            .build(),
                    Change.builder("scheduled")
                            .minute(60)
                            .lockedOutShare(0.5)
                            .durationMinutes(30)
                            .build(),
                    Change.builder("web-fails")
                            .targets(TargetEffect.share("web", 0.3).inZone("eu-central-1b"))
                            .build(),
                    Change.builder("api-worse")
                            .targets(TargetEffect.factor("api", 10))
                            .build(),
                    Change.builder("stop").trafficFactor(0).build(),
                    Change.builder("policy")
                            .listeners(ListenerUpdate.policy(443, "ELBSecurityPolicy-TLS13-1-3-2021-06"))
                            .build(),
                    Change.builder("certificate")
                            .listeners(ListenerUpdate.certificates(443, "arn:new"))
                            .build())
            .build();
    private final SimulatedClock clock = SimulatedClock.fixed(START);
    private final SimulatedAws aws = SimulatedAws.start(
            Scenario.builder()
                    .start(START)
                    .publication(Publication.IMMEDIATE)
                    .balancers(shop)
                    .build(),
            clock);
    private final Clients clients = Clients.of(aws);
    private final CloudWatchClient client = clients.cloudWatch();

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    /** Sum of a metric over the hour that begins at an instant; moves the clock there if need be. */
    private double hour(Instant from, String metric, String... dimensions) {
        Instant to = from.plusSeconds(3600);
        if (clock.instant().isBefore(to)) {
            clock.set(to);
        }
        Map<String, String> all = new HashMap<>();
        all.put("LoadBalancer", shop.dimension());
        for (int i = 0; i < dimensions.length; i += 2) {
            all.put(dimensions[i], dimensions[i + 1]);
        }
        return client
                .getMetricData(request -> request.startTime(from)
                        .endTime(to)
                        .metricDataQueries(Queries.query("a", shop, metric, "Sum", 60, all)))
                .metricDataResults()
                .get(0)
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static void assertNear(double expected, double actual, double tolerance) {
        assertTrue(Math.abs(actual / expected - 1) < tolerance, "expected about " + expected + ", was " + actual);
    }

    @Test
    void errorsMultiplyFromNowOnAndHistoryStays() {
        Instant before = START.minusSeconds(3600);
        double history = hour(before, CLIENT);
        assertEquals(START, aws.apply("shop", "triple"));
        assertEquals(history, hour(before, CLIENT));
        assertNear(120, history, 0.4);
        assertNear(360, hour(START, CLIENT), 0.25);
    }

    @Test
    void whenAllAreLockedOutRequestsVanishButConnectionsAndErrorsStay() {
        aws.apply(shop.arn(), "all-out");
        double connections = hour(START, "NewConnectionCount");
        assertNear(60_000, connections, 0.05);
        assertEquals(connections, hour(START, CLIENT));
        assertEquals(0, hour(START, "RequestCount"));
        assertEquals(0, hour(START, TARGET));
    }

    @Test
    void oneZoneCanBeConcernedAlone() {
        aws.apply("shop", "tenth-out-in-a");
        assertNear(2040, hour(START, CLIENT, "AvailabilityZone", "eu-central-1a"), 0.15);
        assertNear(40, hour(START, CLIENT, "AvailabilityZone", "eu-central-1b"), 0.7);
    }

    @Test
    void scheduledChangesComeAndGoByThemselves() {
        assertNear(120, hour(START, CLIENT), 0.4);
        assertNear(15_000 + 90, hour(START.plusSeconds(3600), CLIENT), 0.05);
        assertNear(120, hour(START.plusSeconds(7200), CLIENT), 0.4);
    }

    @Test
    void changesTakeEffectWithinTheirMinute() {
        clock.advance(Duration.ofSeconds(30));
        aws.apply("shop", "all-out");
        clock.advance(Duration.ofSeconds(30));
        double errors = client.getMetricData(request -> request.startTime(START)
                        .endTime(START.plusSeconds(60))
                        .metricDataQueries(Queries.sums("a", shop, CLIENT, 60)))
                .metricDataResults()
                .get(0)
                .values()
                .get(0);
        assertNear(500, errors, 0.25);
    }

    @Test
    void oneTargetGroupInOneZoneCanFail() {
        String web = shop.targetGroups().get(0).dimension();
        aws.apply("shop", "web-fails");
        double failing = hour(START, TARGET, "TargetGroup", web, "AvailabilityZone", "eu-central-1b");
        double fine = hour(START, TARGET, "TargetGroup", web, "AvailabilityZone", "eu-central-1a");
        assertNear(2500 * 0.314, failing, 0.2);
        assertNear(50, fine, 0.6);
    }

    @Test
    void oneTargetGroupsErrorsCanMultiply() {
        aws.apply("shop", "api-worse");
        assertNear(
                150,
                hour(START, TARGET, "TargetGroup", shop.targetGroups().get(0).dimension()),
                0.4);
        assertNear(
                1500,
                hour(START, TARGET, "TargetGroup", shop.targetGroups().get(1).dimension()),
                0.2);
    }

    @Test
    void withoutTrafficThereIsNoPointAtAll() {
        aws.apply("shop", "stop");
        for (String metric :
                new String[] {"NewConnectionCount", "ActiveConnectionCount", "RequestCount", CLIENT, TARGET}) {
            assertEquals(0, hour(START, metric), metric);
        }
    }

    @Test
    void policiesAndCertificatesAreReplaced() {
        ElasticLoadBalancingV2Client loadBalancing = clients.loadBalancing();
        aws.apply("shop", "policy");
        aws.apply("shop", "certificate");
        var listener = loadBalancing
                .describeListeners(request -> request.loadBalancerArn(shop.arn()))
                .listeners()
                .get(0);
        assertEquals("ELBSecurityPolicy-TLS13-1-3-2021-06", listener.sslPolicy());
        assertEquals("arn:new", listener.certificates().get(0).certificateArn());
    }

    @Test
    void unknownNamesAreRefusedWithTheKnownOnes() {
        IllegalArgumentException change =
                assertThrows(IllegalArgumentException.class, () -> aws.apply("shop", "tripple"));
        assertTrue(change.getMessage().contains("triple"), change.getMessage());
        IllegalArgumentException balancer =
                assertThrows(IllegalArgumentException.class, () -> aws.apply("shopp", "triple"));
        assertTrue(balancer.getMessage().contains("[shop]"), balancer.getMessage());
    }
}
