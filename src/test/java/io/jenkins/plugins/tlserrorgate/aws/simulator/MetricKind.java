package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The CloudWatch metrics that are simulated, with the dimensions under which each is published.
 *
 * <p>Sources: the lists of CloudWatch metrics in the user guides of Application and of Network Load Balancers. The connection
 * counts of an application load balancer exist for the whole balancer only, the target errors of a network load balancer
 * not for target groups.
 */
enum MetricKind {
    APPLICATION_CLIENT_ERRORS(BalancerType.APPLICATION, "ClientTLSNegotiationErrorCount", true, false),
    APPLICATION_TARGET_ERRORS(BalancerType.APPLICATION, "TargetTLSNegotiationErrorCount", true, true),
    APPLICATION_NEW_CONNECTIONS(BalancerType.APPLICATION, "NewConnectionCount", false, false),
    APPLICATION_ACTIVE_CONNECTIONS(BalancerType.APPLICATION, "ActiveConnectionCount", false, false),
    APPLICATION_REQUESTS(BalancerType.APPLICATION, "RequestCount", true, true),
    NETWORK_CLIENT_ERRORS(BalancerType.NETWORK, "ClientTLSNegotiationErrorCount", true, false),
    NETWORK_TARGET_ERRORS(BalancerType.NETWORK, "TargetTLSNegotiationErrorCount", true, false),
    NETWORK_NEW_FLOWS(BalancerType.NETWORK, "NewFlowCount_TLS", true, false),
    NETWORK_ACTIVE_FLOWS(BalancerType.NETWORK, "ActiveFlowCount_TLS", true, false);

    private final BalancerType type;
    private final String metricName;
    private final boolean byZone;
    private final boolean byTargetGroup;

    MetricKind(BalancerType type, String metricName, boolean byZone, boolean byTargetGroup) {
        this.type = type;
        this.metricName = metricName;
        this.byZone = byZone;
        this.byTargetGroup = byTargetGroup;
    }

    static Optional<MetricKind> of(BalancerType type, String metricName) {
        return of(type).stream()
                .filter(kind -> kind.metricName.equals(metricName))
                .findFirst();
    }

    static List<MetricKind> of(BalancerType type) {
        return Arrays.stream(values()).filter(kind -> kind.type == type).toList();
    }

    String metricName() {
        return metricName;
    }

    boolean isByZone() {
        return byZone;
    }

    boolean isByTargetGroup() {
        return byTargetGroup;
    }
}
