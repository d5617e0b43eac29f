package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Exposure;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which series a gate reads, and how they become evidence.
 *
 * <p>Traffic of an Application Load Balancer is {@code NewConnectionCount}, which counts client and target connections
 * together: usable as exposure, not exact; of a target group {@code RequestCount}, the only one published by target
 * group. A Network Load Balancer has {@code NewFlowCount_TLS}, by balancer only.
 *
 * @param settings what was asked
 * @param resolved the identities
 */
record SeriesPlan(GateSettings settings, Resolved resolved) {

    /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
    private static final int PAGE_POINTS = 100_800;

    private static final double MOST_TRIMMED = 0.05;

    /** 16 MB as numbers; two metrics, two target groups and fourteen days are a fifteenth of it. */
    private static final int MOST_POINTS = 2_000_000;

    /** One part of the balancer and one metric to judge there. */
    private record Part(TlsMetric metric, Scope scope) {}

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (TlsMetric metric : settings.metrics()) {
            if (metric == TlsMetric.TARGET && !resolved.targetGroups().isEmpty()) {
                for (TargetGroupId group : resolved.targetGroups()) {
                    parts.add(new Part(metric, new Scope(resolved.balancer(), group)));
                }
            } else {
                parts.add(new Part(metric, Scope.of(resolved.balancer())));
            }
        }
        return parts;
    }

    /** All series to read in one request. */
    Set<SeriesKey> keys() {
        Set<SeriesKey> keys = new LinkedHashSet<>();
        for (Part part : parts()) {
            for (Statistic statistic : statistics()) {
                keys.add(errors(part, statistic));
            }
            keys.add(exposure(part.scope()));
            keys.addAll(proofs(part.scope()));
        }
        return keys;
    }

    /**
     * The read of one look: both windows, and before them the history that calibrates the verdict, as far back as
     * CloudWatch still has it.
     *
     * @param split the windows of the look
     * @param now the present
     */
    GateAction.Read read(Split split, Instant now) {
        Window span = split.span();
        Instant oldest = Window.ceil(now.minus(GateParameters.RETENTION));
        Instant wanted = span.start().minus(history());
        Instant start = wanted.isBefore(oldest) ? oldest : wanted;
        return new GateAction.Read(
                keys(),
                new Window(
                        start.isBefore(span.start()) ? start : span.start(),
                        split.observation().end()));
    }

    /** How much history is read: less than asked for where it would be very many points; none for plain rules. */
    Duration history() {
        if (settings.rule().kind() != RuleSettings.Kind.RATE) {
            return Duration.ZERO;
        }
        Duration most = Duration.ofMinutes(MOST_POINTS / keys().size());
        return settings.history().compareTo(most) < 0 ? settings.history() : most;
    }

    /** The evidence of each part, from series that were read by {@link #keys}. */
    List<Evidence> evidence(Map<SeriesKey, Series> data) {
        List<Evidence> evidence = new ArrayList<>();
        for (Part part : parts()) {
            Map<Statistic, Series> errors = new EnumMap<>(Statistic.class);
            for (Statistic statistic : statistics()) {
                errors.put(statistic, data.get(errors(part, statistic)));
            }
            evidence.add(Evidence.of(
                    part.metric(),
                    part.scope(),
                    errors,
                    basis(part.scope()),
                    data.get(exposure(part.scope())),
                    proofs(part.scope()).stream().map(data::get).toList()));
        }
        return evidence;
    }

    /** The sum always, as the floor is about numbers of errors; what a plain rule needs in addition. */
    private Set<Statistic> statistics() {
        Set<Statistic> statistics = new LinkedHashSet<>(List.of(Statistic.SUM));
        if (settings.rule().kind() != RuleSettings.Kind.RATE) {
            statistics.add(
                    settings.rule().statistic() == Statistic.AVERAGE
                            ? Statistic.SAMPLE_COUNT
                            : settings.rule().statistic());
        }
        return statistics;
    }

    private static SeriesKey errors(Part part, Statistic statistic) {
        return new SeriesKey(part.scope(), part.metric().metricName(), statistic);
    }

    private static SeriesKey exposure(Scope scope) {
        if (scope.balancer().kind() == LoadBalancerId.Kind.NETWORK) {
            return new SeriesKey(Scope.of(scope.balancer()), "NewFlowCount_TLS", Statistic.SUM);
        }
        return new SeriesKey(scope, scope.targetGroup() == null ? "NewConnectionCount" : "RequestCount", Statistic.SUM);
    }

    private static List<SeriesKey> proofs(Scope scope) {
        if (scope.balancer().kind() == LoadBalancerId.Kind.NETWORK) {
            return List.of(new SeriesKey(Scope.of(scope.balancer()), "ActiveFlowCount_TLS", Statistic.SUM));
        }
        return scope.targetGroup() == null
                ? List.of(
                        new SeriesKey(scope, "RequestCount", Statistic.SUM),
                        new SeriesKey(scope, "ActiveConnectionCount", Statistic.SUM))
                : List.of();
    }

    private static Exposure basis(Scope scope) {
        if (scope.balancer().kind() == LoadBalancerId.Kind.NETWORK) {
            return Exposure.FLOWS;
        }
        return scope.targetGroup() == null ? Exposure.CONNECTIONS : Exposure.REQUESTS;
    }
}
