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
 *
 * @param balancer the load balancer, the first one of several, as the user named it
 * @param targetGroups the target groups whose target errors are judged one by one; empty for each balancer as a
 *     whole
 * @param metrics the metrics to judge, at least one
 * @param deploymentStart when the deployment began
 * @param deploymentEnd when it ended
 * @param split the windows to compare
 * @param history how far back before the windows to calibrate the verdict, zero for not at all
 * @param settle how old a minute must be until CloudWatch has all of it
 * @param rule how they are compared
 * @param requireTlsChange whether there is nothing to judge where nothing about TLS changed
 * @param expectedTls what the listeners shall have after the deployment, null for anything
 * @param others the further balancers; null in state stored when a gate had but one
 */
public record GateSettings(
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
        List<LoadBalancerSpec> others)
        implements Serializable {

    /** Copies the lists. */
    public GateSettings {
        targetGroups = List.copyOf(targetGroups);
        metrics = List.copyOf(metrics);
        others = others == null ? List.of() : List.copyOf(others);
    }

    /** The balancers in the order in which the user named them. */
    public List<LoadBalancerSpec> balancers() {
        List<LoadBalancerSpec> all = new ArrayList<>(List.of(balancer));
        all.addAll(others);
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
