package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import java.util.List;

/**
 * What the errors are counted against.
 *
 * <p>Traffic of an Application Load Balancer is {@code NewConnectionCount}, which counts client and target connections
 * together: usable as exposure, not exact; of a target group {@code RequestCount}, the only one published by target
 * group and zone. A Network Load Balancer has {@code NewFlowCount_TLS}, by balancer and zone.
 */
public enum Exposure {
    /** New connections, client and target side together: what an Application Load Balancer publishes. */
    CONNECTIONS("connections"),
    /** New TLS flows of a Network Load Balancer. */
    FLOWS("TLS flows"),
    /** Requests that reached a target group. */
    REQUESTS("requests"),
    /** Minutes, where no traffic metric says more: errors are then compared by time alone. */
    MINUTES("minutes");

    private final String noun;

    Exposure(String noun) {
        this.noun = noun;
    }

    /** The plural to put behind a number. */
    public String noun() {
        return noun;
    }

    /** What the traffic of a part of a balancer is counted in. */
    public static Exposure of(Scope scope) {
        if (isNetwork(scope)) {
            return FLOWS;
        }
        return isWhole(scope) ? CONNECTIONS : REQUESTS;
    }

    /** The series that counts it. */
    public static SeriesKey series(Scope scope) {
        if (isNetwork(scope)) {
            return new SeriesKey(new Scope(scope.balancer(), null, scope.zone()), "NewFlowCount_TLS", Statistic.SUM);
        }
        return new SeriesKey(scope, isWhole(scope) ? "NewConnectionCount" : "RequestCount", Statistic.SUM);
    }

    /** Further series that prove traffic by having a point other than zero. */
    public static List<SeriesKey> proofs(Scope scope) {
        if (!isWhole(scope)) {
            return List.of();
        }
        if (isNetwork(scope)) {
            return List.of(new SeriesKey(scope, "ActiveFlowCount_TLS", Statistic.SUM));
        }
        return List.of(
                new SeriesKey(scope, "RequestCount", Statistic.SUM),
                new SeriesKey(scope, "ActiveConnectionCount", Statistic.SUM));
    }

    private static boolean isNetwork(Scope scope) {
        return scope.balancer().kind() == LoadBalancerId.Kind.NETWORK;
    }

    private static boolean isWhole(Scope scope) {
        return scope.targetGroup() == null && scope.zone() == null;
    }
}
