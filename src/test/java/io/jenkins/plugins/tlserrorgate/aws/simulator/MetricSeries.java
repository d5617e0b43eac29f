package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Instant;

/** One metric under one set of dimensions: its samples as far as they have reached CloudWatch. */
final class MetricSeries {
    private static final int ALL = -1;

    private final BalancerState balancer;
    private final MetricKind kind;
    private final int zone;
    private final int group;

    private MetricSeries(BalancerState balancer, MetricKind kind, int zone, int group) {
        this.balancer = balancer;
        this.kind = kind;
        this.zone = zone;
        this.group = group;
    }

    /**
     * The series of these dimensions.
     *
     * @param zone name of the Availability Zone; null for all
     * @param group the target group; null for all
     */
    static MetricSeries of(BalancerState balancer, MetricKind kind, String zone, TargetGroup group) {
        return new MetricSeries(
                balancer,
                kind,
                zone == null ? ALL : balancer.balancer().zones().indexOf(zone),
                group == null ? ALL : balancer.balancer().targetGroups().indexOf(group));
    }

    /** The point that begins at a minute (counted from the epoch) and spans some, as seen at an instant. */
    StatisticSet point(long firstMinute, int minutes, Instant now) {
        StatisticSet set = new StatisticSet();
        SampleHistory history = balancer.history();
        SampleLayout layout = history.layout();
        int fromNode = zone == ALL ? 0 : zone * layout.nodesPerZone();
        int toNode = zone == ALL ? layout.nodes() : fromNode + layout.nodesPerZone();
        double nowSeconds = now.getEpochSecond() + now.getNano() * 1e-9;
        for (long minute = firstMinute; minute < firstMinute + minutes; minute++) {
            double age = nowSeconds - (minute + 1) * 60;
            if (age < 0) {
                break;
            }
            int[] samples = history.day(Math.floorDiv(minute, SampleLayout.MINUTES));
            int minuteOfDay = Math.floorMod(minute, SampleLayout.MINUTES);
            for (int node = fromNode; node < toNode; node++) {
                int index = layout.node(minuteOfDay, node);
                int visible = balancer.visible(value(samples, layout, index), age, noise(minute, node));
                if (visible > 0) {
                    set.add(visible);
                }
            }
        }
        return set;
    }

    private long noise(long minute, int node) {
        return Randomness.at(balancer.publicationSeed() + kind.ordinal() * 1000L + node, minute);
    }

    private int value(int[] samples, SampleLayout layout, int index) {
        return switch (kind) {
            case APPLICATION_CLIENT_ERRORS, NETWORK_CLIENT_ERRORS -> samples[layout.clientErrors(index)];
            case APPLICATION_NEW_CONNECTIONS, NETWORK_NEW_FLOWS -> samples[layout.newConnections(index)];
            case APPLICATION_ACTIVE_CONNECTIONS, NETWORK_ACTIVE_FLOWS -> samples[layout.activeConnections(index)];
            case APPLICATION_REQUESTS -> samples[group == ALL ? layout.requests(index) : layout.requests(index, group)];
            case APPLICATION_TARGET_ERRORS, NETWORK_TARGET_ERRORS -> targetErrors(samples, layout, index);
        };
    }

    private int targetErrors(int[] samples, SampleLayout layout, int index) {
        if (group != ALL) {
            return samples[layout.targetErrors(index, group)];
        }
        int sum = 0;
        for (int i = 0; i < layout.groups(); i++) {
            sum += samples[layout.targetErrors(index, i)];
        }
        return sum;
    }
}
