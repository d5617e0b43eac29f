package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupSpec;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsExpectation;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a gate was asked, checked and complete; made from a user's words by {@link GateParameters}.
 */
public final class GateSettings implements Serializable {

    // Jenkins' serialization reads a record only as long as it has the very same components, but a class may have
    // got more fields than were stored. The number is that of a record, which this was when it was stored first.
    private static final long serialVersionUID = 0L;

    private final LoadBalancerSpec balancer;
    private final List<TargetGroupSpec> targetGroups;
    private final List<TlsMetric> metrics;
    private final Instant deploymentStart;
    private final Instant deploymentEnd;
    private final Split split;
    private final Duration history;
    private final Duration settle;
    private final RuleSettings rule;
    private final boolean requireTlsChange;
    private final TlsExpectation expectedTls;
    private final List<LoadBalancerSpec> others;

    /** A copy of these values; see the accessors. */
    public GateSettings(
            LoadBalancerSpec balancer,
            List<TargetGroupSpec> targetGroups,
            List<TlsMetric> metrics,
            Instant deploymentStart,
            Instant deploymentEnd,
            Split split,
            Duration history,
            Duration settle,
            RuleSettings rule,
            boolean requireTlsChange,
            TlsExpectation expectedTls,
            List<LoadBalancerSpec> others) {
        this.balancer = balancer;
        this.targetGroups = List.copyOf(targetGroups);
        this.metrics = List.copyOf(metrics);
        this.deploymentStart = deploymentStart;
        this.deploymentEnd = deploymentEnd;
        this.split = split;
        this.history = history;
        this.settle = settle;
        this.rule = rule;
        this.requireTlsChange = requireTlsChange;
        this.expectedTls = expectedTls;
        this.others = others == null ? List.of() : List.copyOf(others);
    }

    /** The load balancer, the first one of several, as the user named it. */
    public LoadBalancerSpec balancer() {
        return balancer;
    }

    /** The target groups whose target errors are judged one by one; empty for each balancer as a whole. */
    public List<TargetGroupSpec> targetGroups() {
        return targetGroups;
    }

    /** The metrics to judge, at least one. */
    public List<TlsMetric> metrics() {
        return metrics;
    }

    /** When the deployment began. */
    public Instant deploymentStart() {
        return deploymentStart;
    }

    /** When it ended. */
    public Instant deploymentEnd() {
        return deploymentEnd;
    }

    /** The windows to compare. */
    public Split split() {
        return split;
    }

    /** How far back before the windows to calibrate the verdict, zero for not at all. */
    public Duration history() {
        return history;
    }

    /** How old a minute must be until CloudWatch has all of it. */
    public Duration settle() {
        return settle;
    }

    /** How they are compared. */
    public RuleSettings rule() {
        return rule;
    }

    /** Whether there is nothing to judge where nothing about TLS changed. */
    public boolean requireTlsChange() {
        return requireTlsChange;
    }

    /** What the listeners shall have after the deployment, null for anything. */
    public TlsExpectation expectedTls() {
        return expectedTls;
    }

    /** The further balancers; none where there is but one. */
    public List<LoadBalancerSpec> others() {
        // Null where it was stored before there was this field.
        return others == null ? List.of() : others;
    }

    /** The balancers in the order in which the user named them. */
    public List<LoadBalancerSpec> balancers() {
        List<LoadBalancerSpec> all = new ArrayList<>(List.of(balancer));
        all.addAll(others());
        return all;
    }

    /** The balancers as the user named them, for people. */
    public String named() {
        return balancers().stream().map(LoadBalancerSpec::text).collect(Collectors.joining(", "));
    }

    /** The balancer whose ARN says in which region all are; the first one if none does. */
    public LoadBalancerSpec located() {
        return balancers().stream()
                .filter(spec -> spec.region() != null)
                .findFirst()
                .orElse(balancer);
    }

    /** The instant from which on every minute of the observation has settled. */
    public Instant readyAt() {
        return split.observation().end().plus(settle);
    }
}
