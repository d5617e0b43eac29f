package io.jenkins.plugins.tlserrorgate.inspection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.tlserrorgate.evaluation.Exposure;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSource;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SecurityPolicy;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TargetGroupTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class InspectorTest {

    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");
    private static final TargetGroupId API = new TargetGroupId("targetgroup/api/73e2d6bc24d8a067");
    private static final TargetGroupId WEB = new TargetGroupId("targetgroup/web/83e2d6bc24d8a067");
    private static final double NONE = Double.NaN;

    private final InspectionParameters parameters = new InspectionParameters()
            .loadBalancer("shop")
            .startTime("2026-01-14T10:00:00Z")
            .endTime("2026-01-14T10:20:00Z");
    private final Set<SeriesKey> keys = new HashSet<>();
    private LoadBalancerId balancer = LoadBalancerId.of("app/shop/50dc6c495c0c9188");
    private List<TargetGroupId> named = List.of();
    private List<String> zones = List.of("eu-central-1a", "eu-central-1b");
    private List<TargetGroupTls> groups = List.of();
    private List<Unread> unread = List.of();

    /** A value for each series and period. */
    private Inspection inspect(BiFunction<SeriesKey, Integer, Double> values) throws Exception {
        ListenerSource listeners = new ListenerSource() {
            @Override
            public List<ListenerSnapshot> snapshots(List<LoadBalancerSpec> balancers, Instant now) {
                return List.of(new ListenerSnapshot(balancer.dimension(), now, true, List.of(), groups, unread));
            }

            @Override
            public Map<String, SecurityPolicy> policies(Set<String> names) {
                throw new AssertionError("nobody asked for policies");
            }
        };
        return new Inspector(
                        (balancers, texts) ->
                                new Resolved("eu-central-1", balancer, named, List.of("checked"), null, zones, null),
                        (wanted, window, period) -> {
                            keys.addAll(wanted);
                            Map<SeriesKey, Series> all = new HashMap<>();
                            for (SeriesKey key : wanted) {
                                Map<Instant, Double> points = new HashMap<>();
                                for (int i = 0; i < window.length().dividedBy(period); i++) {
                                    double value = values.apply(key, i);
                                    if (!Double.isNaN(value)) {
                                        points.put(window.start().plus(period.multipliedBy(i)), value);
                                    }
                                }
                                all.put(key, Series.ofPoints(window, period, points.keySet(), points.values()));
                            }
                            return all;
                        },
                        listeners)
                .inspect(parameters.check(NOW), NOW);
    }

    private static boolean isErrors(SeriesKey key) {
        return key.metricName().contains("TLSNegotiation");
    }

    private static List<Double> list(double[] values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return list;
    }

    @Test
    void aPartKnowsWhatItsPointsAddUpTo() throws Exception {
        double[] errors = {NONE, 12, 3, NONE};
        double[] connections = {1000, 2000, 2000, NONE};
        Inspection inspection = inspect(
                (key, i) -> isErrors(key) ? errors[i] : key.metricName().contains("Active") ? NONE : connections[i]);
        assertThat(inspection.hadTraffic(), is(true));
        assertThat(inspection.isEmpty(), is(false));
        assertThat(inspection.notes(), contains("checked"));
        InspectedPart client = inspection.parts().get(0);
        assertThat(client.metric(), is(TlsMetric.CLIENT));
        assertThat(
                "no traffic, so nothing is known", list(client.values(Statistic.SUM)), contains(0.0, 12.0, 3.0, NONE));
        assertThat(client.totalErrors(), is(15.0));
        assertThat(client.totalExposure(), is(5000.0));
        assertThat(client.errorsPerThousand(), closeTo(3, 1e-9));
        assertThat(client.peak(), is(1));
        assertThat(client.peakErrors(), is(12.0));
        assertThat(client.periodsWithErrors(), is(2));
        assertThat(client.periodsWithTraffic(), is(3));
        assertThat(client.basis(), is(Exposure.CONNECTIONS));
    }

    @Test
    void otherStatisticsAreGivenAsTheyAreBesideTotalsOfTheSum() throws Exception {
        parameters.statistics(List.of("Maximum", "SampleCount"));
        Inspection inspection = inspect((key, i) -> isErrors(key)
                ? switch (key.statistic()) {
                    case SUM -> 20.0;
                    case MAXIMUM -> i == 0 ? NONE : 7.0;
                    case SAMPLE_COUNT -> 30.0;
                    default -> throw new AssertionError(key);
                }
                : 100);
        InspectedPart client = inspection.parts().get(0);
        assertThat(list(client.values(Statistic.MAXIMUM)), contains(NONE, 7.0, 7.0, 7.0));
        assertThat(list(client.values(Statistic.SAMPLE_COUNT)), contains(30.0, 30.0, 30.0, 30.0));
        assertThat(client.totalErrors(), is(80.0));
        assertThat(client.peak(), is(0));
    }

    @Test
    void withoutErrorsItIsToldWhetherThereWasTraffic() throws Exception {
        Inspection healthy = inspect((key, i) -> key.metricName().equals("ActiveConnectionCount") && i == 2 ? 5 : NONE);
        assertThat(healthy.isEmpty(), is(true));
        assertThat(healthy.hadTraffic(), is(true));
        assertThat(healthy.parts().get(0).errorsPerThousand(), is(NONE));
        Inspection silent = inspect((key, i) -> NONE);
        assertThat(silent.isEmpty(), is(true));
        assertThat(silent.hadTraffic(), is(false));
        assertThat(silent.parts().get(0).peak(), is(-1));
        assertThat(silent.parts().get(0).periodsWithTraffic(), is(0));
    }

    @Test
    void theWholeBalancersTrafficIsReadWhateverErrorsAreCountedBy() throws Exception {
        parameters.by(List.of("zone")).metrics(List.of("client"));
        Inspection inspection = inspect((key, i) -> 1.0);
        assertThat(
                inspection.parts().stream().map(InspectedPart::scope).toList(),
                contains(Scope.ofZone(balancer, "eu-central-1a"), Scope.ofZone(balancer, "eu-central-1b")));
        assertThat(keys, hasItem(new SeriesKey(Scope.of(balancer), "NewConnectionCount", Statistic.SUM)));
        assertThat(
                keys, hasItem(new SeriesKey(Scope.ofZone(balancer, "eu-central-1a"), "RequestCount", Statistic.SUM)));
    }

    @Test
    void targetGroupsThatNobodyNamedAreThoseWithTls() throws Exception {
        parameters.by(List.of("balancer", "targetGroup"));
        groups = List.of(
                new TargetGroupTls(API, "HTTPS", "HTTP1", "ip"), new TargetGroupTls(WEB, "HTTP", "HTTP1", "ip"));
        Inspection inspection = inspect((key, i) -> 1.0);
        assertThat(
                inspection.parts().stream().map(InspectedPart::scope).toList(),
                contains(Scope.of(balancer), Scope.of(balancer), new Scope(balancer, API)));
        groups = List.of();
        assertThat(inspect((key, i) -> 1.0).notes(), hasItem(containsString("no target group")));
    }

    @Test
    void targetGroupsThatCanNotBeListedHaveToBeNamed() {
        parameters.by(List.of("targetGroup"));
        unread = List.of(Unread.denied(Unread.Subject.TARGET_GROUPS, "elasticloadbalancing:DescribeTargetGroups"));
        Errors.refusedSaying(
                "elasticloadbalancing:DescribeTargetGroups", "by", "targetGroup", () -> inspect((key, i) -> 1.0));
    }

    @Test
    void namedTargetGroupsAreReadAlsoByZoneBesideTheClientErrorsOfTheWhole() throws Exception {
        parameters.targetGroups(List.of("api"));
        named = List.of(API);
        assertThat(
                inspect((key, i) -> 1.0).parts().stream()
                        .map(InspectedPart::scope)
                        .toList(),
                contains(Scope.of(balancer), new Scope(balancer, API)));
        parameters.by(List.of("zone")).metrics(List.of("target"));
        assertThat(
                inspect((key, i) -> 1.0).parts().stream()
                        .map(InspectedPart::scope)
                        .toList(),
                contains(new Scope(balancer, API, "eu-central-1a"), new Scope(balancer, API, "eu-central-1b")));
    }

    @Test
    void aNetworkLoadBalancerIsCountedInFlowsAndNeverByTargetGroup() throws Exception {
        balancer = LoadBalancerId.of("net/shop/50dc6c495c0c9188");
        assertThat(inspect((key, i) -> 1.0).parts().get(0).basis(), is(Exposure.FLOWS));
        assertThat(keys.stream().map(SeriesKey::metricName).toList(), not(hasItem("NewConnectionCount")));
        parameters.by(List.of("targetGroup"));
        Errors.refusedSaying("Network Load Balancer", "by", "targetGroup", () -> inspect((key, i) -> 1.0));
    }

    @Test
    void zonesThatAreNotKnownAndTooManyPartsAreRefused() {
        parameters.by(List.of("zone")).maxDataPoints(12);
        Errors.refusedSaying("4 series, are 16 points", "maxDataPoints", 12, () -> inspect((key, i) -> 1.0));
        assertThat("nothing was read", keys, is(empty()));
        zones = List.of();
        Errors.refusedSaying("DescribeLoadBalancers", "by", "zone", () -> inspect((key, i) -> 1.0));
    }
}
