package io.jenkins.plugins.tlserrorgate.bench;

import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Exposure;
import io.jenkins.plugins.tlserrorgate.evaluation.Judge;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The gate's own rule with the step's defaults, through the engine's front door. */
final class GateRule implements DetectionRule {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private final RuleSettings settings;

    /** @param minExtraErrors the floor */
    GateRule(double minExtraErrors) {
        settings = new RuleSettings(
                RuleSettings.Kind.RATE, 0, Statistic.SUM, Duration.ofMinutes(5), 1, 0.99, minExtraErrors);
    }

    @Override
    public String label() {
        return "TLS Error Gate";
    }

    @Override
    public boolean fires(Trial trial, double factor) {
        return Judge.judge(List.of(evidence(trial)), split(trial.setup()), settings)
                        .verdict()
                == Verdict.FAIL;
    }

    static Evidence evidence(Trial trial) {
        Window span = window(0, trial.setup().minutes());
        return Evidence.of(
                TlsMetric.CLIENT,
                Scope.of(LoadBalancerId.of("app/bench/1")),
                Map.of(Statistic.SUM, Series.of(span, trial.errors())),
                Exposure.CONNECTIONS,
                Series.of(span, trial.connections()),
                List.of());
    }

    static Split split(Setup setup) {
        return new Split(
                window(setup.history(), setup.deploymentStart()), window(setup.deploymentEnd(), setup.minutes()));
    }

    private static Window window(int from, int to) {
        return new Window(BEGINNING.plus(Duration.ofMinutes(from)), BEGINNING.plus(Duration.ofMinutes(to)));
    }
}
