package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All series a caller can see, by namespace, name and exact dimensions. */
final class MetricCatalog {
    static final String LOAD_BALANCER = "LoadBalancer";
    static final String ZONE = "AvailabilityZone";
    static final String TARGET_GROUP = "TargetGroup";

    private final World world;

    MetricCatalog(World world) {
        this.world = world;
    }

    /**
     * A series with what identifies it.
     *
     * @param namespace namespace
     * @param metricName name
     * @param dimensions dimensions by name
     * @param series its samples
     */
    record Entry(String namespace, String metricName, Map<String, String> dimensions, MetricSeries series) {}

    /** The series that a query asks for; none where CloudWatch has no metric under these dimensions. */
    Optional<MetricSeries> find(Caller caller, MetricQuery query) {
        if (query.unit() != null && !query.unit().equals("Count")) {
            return Optional.empty();
        }
        Map<String, String> dimensions = query.dimensions();
        if (!Set.of(LOAD_BALANCER, ZONE, TARGET_GROUP).containsAll(dimensions.keySet())) {
            return Optional.empty();
        }
        return world.byDimension(caller, String.valueOf(dimensions.get(LOAD_BALANCER)))
                .flatMap(state -> find(state, query));
    }

    private static Optional<MetricSeries> find(BalancerState state, MetricQuery query) {
        BalancerType type = state.balancer().type();
        if (!type.namespace().equals(query.namespace())) {
            return Optional.empty();
        }
        return entries(state).stream()
                .filter(entry -> entry.metricName().equals(query.metricName())
                        && entry.dimensions().equals(query.dimensions()))
                .map(Entry::series)
                .findFirst();
    }

    /** All series of the balancers that a caller can see, whether or not they have data. */
    List<Entry> entries(Caller caller) {
        List<Entry> entries = new ArrayList<>();
        world.balancers(caller).forEach(state -> entries.addAll(entries(state)));
        return entries;
    }

    private static List<Entry> entries(BalancerState state) {
        List<Entry> entries = new ArrayList<>();
        Balancer balancer = state.balancer();
        for (MetricKind kind : MetricKind.of(balancer.type())) {
            if (balancer.type() == BalancerType.NETWORK && !balancer.isTls()) {
                continue;
            }
            List<TargetGroup> groups = new ArrayList<>();
            groups.add(null);
            if (kind.isByTargetGroup()) {
                groups.addAll(balancer.targetGroups());
            }
            List<String> zones = new ArrayList<>();
            zones.add(null);
            if (kind.isByZone()) {
                zones.addAll(balancer.zones());
            }
            for (TargetGroup group : groups) {
                for (String zone : zones) {
                    entries.add(entry(state, kind, zone, group));
                }
            }
        }
        return entries;
    }

    private static Entry entry(BalancerState state, MetricKind kind, String zone, TargetGroup group) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        if (group != null) {
            dimensions.put(TARGET_GROUP, group.dimension());
        }
        if (zone != null) {
            dimensions.put(ZONE, zone);
        }
        Balancer balancer = state.balancer();
        dimensions.put(LOAD_BALANCER, balancer.dimension());
        return new Entry(
                balancer.type().namespace(), kind.metricName(), dimensions, MetricSeries.of(state, kind, zone, group));
    }
}
