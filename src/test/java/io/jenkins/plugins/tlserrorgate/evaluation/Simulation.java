package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** A balancer's minutes around a deployment, drawn from a seed: history, 3 h baseline, 5 min deployment, observation. */
final class Simulation {

    static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");
    static final int BASELINE = 180;
    static final int DEPLOYMENT = 5;

    final int start;
    final int end;
    final int observe;
    final double[] connections;
    final double[] errors;
    private final SplittableRandom random;

    /**
     * @param history minutes before the baseline
     * @param observe minutes observed
     * @param traffic mean connections of a minute
     * @param rate errors per connection, by minute
     */
    Simulation(int history, int observe, long seed, double traffic, IntToDoubleFunction rate) {
        this.observe = observe;
        start = history + BASELINE;
        end = start + DEPLOYMENT;
        random = new SplittableRandom(seed);
        connections = new double[end + observe];
        errors = new double[end + observe];
        for (int i = 0; i < errors.length; i++) {
            connections[i] = poisson(traffic * (1 + 0.5 * Math.sin(2 * Math.PI * i / 1440)));
            errors[i] = poisson(connections[i] * rate.applyAsDouble(i));
        }
    }

    /** Adds errors to minutes. */
    Simulation add(int from, int to, double mean) {
        for (int i = from; i < to; i++) {
            errors[i] += poisson(mean);
        }
        return this;
    }

    /** A Poisson count. */
    int poisson(double mean) {
        int count = 0;
        double left = mean;
        while (left > 0) {
            double limit = Math.exp(-Math.min(left, 100));
            left -= 100;
            for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
                count++;
            }
        }
        return count;
    }

    Window window(int from, int to) {
        return new Window(BEGINNING.plus(Duration.ofMinutes(from)), BEGINNING.plus(Duration.ofMinutes(to)));
    }

    Split split() {
        return new Split(window(start - BASELINE, start), window(end, end + observe));
    }

    Evidence evidence() {
        return evidence(TlsMetric.CLIENT, null);
    }

    Evidence evidence(TlsMetric metric, String targetGroup) {
        Window span = window(0, errors.length);
        LoadBalancerId balancer = LoadBalancerId.of("app/shop/1");
        Scope scope = targetGroup == null
                ? Scope.of(balancer)
                : new Scope(balancer, new TargetGroupId("targetgroup/" + targetGroup + "/1"));
        return Evidence.of(
                metric,
                scope,
                Map.of(Statistic.SUM, Series.of(span, errors)),
                Exposure.CONNECTIONS,
                Series.of(span, connections),
                List.of());
    }

    Judgement judge() {
        return Judge.judge(List.of(evidence()), split(), settings());
    }

    Comparison compare() {
        return judge().comparisons().get(0);
    }

    static RuleSettings settings() {
        return settings(1, 0.99, 5);
    }

    static RuleSettings settings(double tolerance, double confidence, double minExtraErrors) {
        return new RuleSettings(
                RuleSettings.Kind.RATE, 0, Statistic.SUM, Duration.ofMinutes(5), tolerance, confidence, minExtraErrors);
    }
}
