package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Found;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TargetGroupTls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one look reads, and how much of it. */
class SeriesPlanTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant DEPLOYED = NOW.minus(Duration.ofHours(1));

    private static GateParameters parameters(String... balancers) {
        return new GateParameters().loadBalancers(List.of(balancers)).deploymentEnd(DEPLOYED.toString());
    }

    private static Found found(String name, List<TargetGroupId> named, String... zones) {
        return new Found(LoadBalancerId.of("app/" + name + "/1"), named, null, List.of(zones));
    }

    private static Resolved resolved(Found... balancers) {
        return Resolved.of("eu-west-1", List.of(balancers), List.of());
    }

    /** Of each balancer the listeners were read, and so many target groups with TLS. */
    private static TlsWatch watch(int balancers, int groups) {
        TargetGroupTls[] all = IntStream.range(0, groups)
                .mapToObj(i -> Listeners.group("group-" + i, "HTTPS"))
                .toArray(TargetGroupTls[]::new);
        return TlsWatch.NOTHING.until(Stream.generate(() -> Listeners.withGroups(Listeners.snapshot(NOW), all))
                .limit(balancers)
                .toList());
    }

    private static GateAction.Read read(SeriesPlan plan) {
        return plan.read(plan.settings().split(), NOW);
    }

    private static long groupsOf(SeriesPlan plan, String balancer) {
        return read(plan).keys().stream()
                .map(SeriesKey::scope)
                .filter(scope -> scope.balancer().name().equals(balancer) && scope.targetGroup() != null)
                .distinct()
                .count();
    }

    @Test
    void aSingleTargetGroupOrZoneIsTheWhole() {
        GateSettings settings = parameters("shop").check(NOW);
        Resolved oneZone = resolved(found("shop", List.of(), "eu-west-1a"));
        assertThat(new SeriesPlan(settings, oneZone, watch(1, 1)).hasDetails(), is(false));
        assertThat(new SeriesPlan(settings, oneZone, watch(1, 2)).hasDetails(), is(true));
        Resolved twoZones = resolved(found("shop", List.of(), "eu-west-1a", "eu-west-1b"));
        assertThat(new SeriesPlan(settings, twoZones, watch(1, 1)).hasDetails(), is(true));
    }

    @Test
    void twentyTargetGroupsAreReadByThemselvesHoweverManyBalancersShareThem() {
        SeriesPlan one =
                new SeriesPlan(parameters("shop").check(NOW), resolved(found("shop", List.of())), watch(1, 25));
        assertThat(groupsOf(one, "shop"), is(20L));
        SeriesPlan two = new SeriesPlan(
                parameters("shop", "pay").check(NOW),
                resolved(found("shop", List.of()), found("pay", List.of())),
                watch(2, 25));
        assertThat(groupsOf(two, "shop"), is(10L));
        assertThat(groupsOf(two, "pay"), is(10L));
    }

    @Test
    void zonesAreReadAlsoWhereNothingIsKnownOfTheListeners() {
        String[] zones = {"eu-west-1a", "eu-west-1b"};
        SeriesPlan plan = new SeriesPlan(
                parameters("shop", "pay").check(NOW),
                resolved(found("shop", List.of(), zones), found("pay", List.of(), zones)),
                TlsWatch.NOTHING);
        assertThat(
                read(plan).keys().stream()
                        .map(SeriesKey::scope)
                        .filter(scope -> scope.zone() != null)
                        .distinct()
                        .toList(),
                hasSize(4));
    }

    @Test
    void theHistoryIsShorterWhereItWouldBeMoreThanTwoMillionPoints() {
        List<String> names = IntStream.range(0, 500).mapToObj(i -> "group-" + i).toList();
        List<TargetGroupId> groups = names.stream()
                .map(name -> new TargetGroupId("targetgroup/" + name + "/1"))
                .toList();
        SeriesPlan plan = new SeriesPlan(
                parameters("shop")
                        .targetGroups(names)
                        .metrics(List.of("target"))
                        .check(NOW),
                resolved(found("shop", groups)),
                TlsWatch.NOTHING);
        assertThat("errors and requests of each", read(plan).keys(), hasSize(1_000));
        assertThat(plan.history(), equalTo(Duration.ofMinutes(2_000)));
        assertThat(
                read(plan).window().length(),
                equalTo(plan.settings().split().span().length().plusMinutes(2_000)));
    }
}
