package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Found;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which series a gate reads, and how they become evidence.
 *
 * <p>The main parts are each balancer or, for target errors, those target groups of it that the user named. Beside them there
 * are details, which say where a rise is, and find one that drowns in the whole: each target group and each zone. They are read together with the history only. A plain rule is about the main parts alone: its threshold
 * would have another meaning for each detail.
 *
 * @param settings what was asked
 * @param resolved the identities
 * @param tls what is known of the listeners, and so of the target groups with which the balancers speak TLS
 */
record SeriesPlan(GateSettings settings, Resolved resolved, TlsWatch tls) {

    /** Balancers with more have their errors where they have their traffic: in the first ones, or everywhere. */
    private static final int MOST_DETAIL_GROUPS = 20;

    /** 16 MB as numbers; two metrics, two target groups and fourteen days are a fifteenth of it. */
    private static final int MOST_POINTS = 2_000_000;

    /** One part of the balancer and one metric to judge there. */
    private record Part(TlsMetric metric, Scope scope, boolean detail) {
        Set<SeriesKey> series(List<Statistic> statistics) {
            return Evidence.series(metric, scope, statistics);
        }
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (TlsMetric metric : settings.metrics()) {
            for (Found balancer : resolved.balancers()) {
                if (isByName(metric, balancer)) {
                    for (TargetGroupId group : balancer.targetGroups()) {
                        parts.add(new Part(metric, new Scope(balancer.id(), group), false));
                    }
                } else {
                    parts.add(new Part(metric, Scope.of(balancer.id()), false));
                }
            }
        }
        return parts;
    }

    private static boolean isByName(TlsMetric metric, Found balancer) {
        return metric == TlsMetric.TARGET && !balancer.targetGroups().isEmpty();
    }

    private List<Part> details() {
        if (settings.rule().kind() != RuleSettings.Kind.RATE) {
            return List.of();
        }
        List<Part> details = new ArrayList<>();
        List<Found> balancers = resolved.balancers();
        List<TlsWatch> watched = tls.each();
        for (TlsMetric metric : settings.metrics()) {
            for (int i = 0; i < balancers.size(); i++) {
                List<TargetGroupId> groups = i < watched.size() ? watched.get(i).tlsGroups() : List.of();
                addDetails(details, metric, balancers.get(i), groups);
            }
        }
        return details;
    }

    private void addDetails(List<Part> details, TlsMetric metric, Found balancer, List<TargetGroupId> groups) {
        if (isByName(metric, balancer)) {
            // Who names target groups is not asking about others, which the zones count too.
            return;
        }
        LoadBalancerId id = balancer.id();
        if (metric == TlsMetric.TARGET && id.kind() == LoadBalancerId.Kind.APPLICATION && groups.size() > 1) {
            groups.stream()
                    .limit(MOST_DETAIL_GROUPS / resolved.balancers().size())
                    .forEach(group -> details.add(new Part(metric, new Scope(id, group), true)));
        }
        if (balancer.zones().size() > 1) {
            balancer.zones().forEach(zone -> details.add(new Part(metric, Scope.ofZone(id, zone), true)));
        }
    }

    private List<Part> all() {
        List<Part> all = parts();
        all.addAll(details());
        return all;
    }

    /** The series of the main parts. */
    Set<SeriesKey> keys() {
        return keys(parts());
    }

    private Set<SeriesKey> keys(List<Part> parts) {
        Set<SeriesKey> keys = new LinkedHashSet<>();
        for (Part part : parts) {
            keys.addAll(part.series(statistics()));
        }
        return keys;
    }

    /**
     * The read of one look: both windows, and before them the history that calibrates the verdict, as far back as
     * CloudWatch still has it. An early look asks about the main parts only, which is one page of an answer.
     *
     * @param split the windows of the look
     * @param now the present
     */
    GateAction.Read read(Split split, Instant now) {
        Window span = split.span();
        Instant oldest = Window.ceil(now.minus(GateParameters.RETENTION));
        Instant wanted = span.start().minus(history());
        Instant start = wanted.isBefore(oldest) ? oldest : wanted;
        boolean last = split.observation().equals(settings.split().observation());
        return new GateAction.Read(
                last ? keys(all()) : keys(),
                new Window(
                        start.isBefore(span.start()) ? start : span.start(),
                        split.observation().end()));
    }

    /** Whether there are details. */
    boolean hasDetails() {
        return !details().isEmpty();
    }

    /** The read that says where a rise is which an early look has found: main parts and details, without history. */
    GateAction.Read explain(Split split) {
        return new GateAction.Read(keys(all()), split.span());
    }

    /** How much history is read: less than asked for where it would be very many points; none for plain rules. */
    Duration history() {
        if (settings.rule().kind() != RuleSettings.Kind.RATE) {
            return Duration.ZERO;
        }
        Duration most = Duration.ofMinutes(MOST_POINTS / keys(all()).size());
        return settings.history().compareTo(most) < 0 ? settings.history() : most;
    }

    /** The evidence of each part whose series were read, details last. */
    List<Evidence> evidence(Map<SeriesKey, Series> data) {
        List<Evidence> evidence = new ArrayList<>();
        for (Part part : all()) {
            if (data.keySet().containsAll(part.series(statistics()))) {
                Evidence found = Evidence.of(part.metric(), part.scope(), statistics(), data);
                evidence.add(part.detail() ? found.asDetail() : found);
            }
        }
        return evidence;
    }

    private List<Statistic> statistics() {
        return RuleSettings.read(settings.rule().kind(), settings.rule().statistic());
    }
}
