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
import java.util.List;

/**
 * What a gate was asked, checked and complete; made from a user's words by {@link GateParameters}.
 *
 * @param balancer the load balancer as the user named it
 * @param targetGroups the target groups whose target errors are judged one by one; empty for the balancer as a whole
 * @param metrics the metrics to judge, at least one
 * @param deploymentStart when the deployment began
 * @param deploymentEnd when it ended
 * @param split the windows to compare
 * @param history how far back before the windows to calibrate the verdict, zero for not at all
 * @param settle how old a minute must be until CloudWatch has all of it
 * @param rule how they are compared
 * @param requireTlsChange whether there is nothing to judge where nothing about TLS changed
 * @param expectedTls what the listeners shall have after the deployment, null for anything
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
        TlsExpectation expectedTls)
        implements Serializable {

    /** Copies the lists. */
    public GateSettings {
        targetGroups = List.copyOf(targetGroups);
        metrics = List.copyOf(metrics);
    }

    /** The instant from which on every minute of the observation has settled. */
    public Instant readyAt() {
        return split.observation().end().plus(settle);
    }
}
