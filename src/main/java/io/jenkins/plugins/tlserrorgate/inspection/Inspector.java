package io.jenkins.plugins.tlserrorgate.inspection;

import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Exposure;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSource;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TargetGroupTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what was asked through the ports, all of it in one go. */
public final class Inspector {

    private final BalancerDirectory directory;
    private final MetricSource metrics;
    private final ListenerSource listeners;

    /** One metric of one part of the balancer. */
    private record Part(TlsMetric metric, Scope scope) {}

    /**
     * @param directory where balancers are found
     * @param metrics where series are read
     * @param listeners where target groups are found that nobody named
     */
    public Inspector(BalancerDirectory directory, MetricSource metrics, ListenerSource listeners) {
        this.directory = directory;
        this.metrics = metrics;
        this.listeners = listeners;
    }

    /**
     * @param request what to read
     * @param now the present
     * @return what was read
     * @throws SourceException if AWS can't be asked, or does not have all of it for now
     * @throws InvalidParameterException if the balancer does not exist, or can't be counted by what was asked for
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Inspection inspect(InspectionRequest request, Instant now) throws SourceException, InterruptedException {
        Resolved found = directory.resolve(List.of(request.balancer()), request.targetGroups());
        List<String> notes = new ArrayList<>(found.notes());
        List<Part> parts = parts(request, found, now, notes);
        request.checkPoints(parts.size());
        Scope whole = Scope.of(found.balancer());
        Set<SeriesKey> traffic = new LinkedHashSet<>(Exposure.proofs(whole));
        traffic.add(Exposure.series(whole));
        Set<SeriesKey> keys = new LinkedHashSet<>(traffic);
        Set<Statistic> statistics = new LinkedHashSet<>(request.statistics());
        statistics.add(Statistic.SUM);
        parts.forEach(part -> keys.addAll(Evidence.series(part.metric(), part.scope(), statistics)));
        Map<SeriesKey, Series> data = metrics.read(keys, request.window(), request.period());
        List<InspectedPart> read = parts.stream()
                .map(part -> new InspectedPart(Evidence.of(part.metric(), part.scope(), statistics, data)))
                .toList();
        boolean hadTraffic = read.stream().anyMatch(part -> part.peak() >= 0)
                || traffic.stream()
                        .flatMapToDouble(key -> Arrays.stream(data.get(key).values()))
                        .anyMatch(count -> count > 0);
        return new Inspection(request, found.region(), found.balancer(), read, hadTraffic, notes);
    }

    private List<Part> parts(InspectionRequest request, Resolved found, Instant now, List<String> notes)
            throws SourceException, InterruptedException {
        List<TargetGroupId> groups = groups(request, found, now, notes);
        List<Part> parts = new ArrayList<>();
        for (TlsMetric metric : request.metrics()) {
            for (Breakdown by : request.by()) {
                if (by == Breakdown.TARGET_GROUP) {
                    addGroups(parts, metric, found, groups, request.by());
                } else if (by == Breakdown.ZONE) {
                    addZones(parts, metric, found);
                } else {
                    parts.add(new Part(metric, Scope.of(found.balancer())));
                }
            }
        }
        return parts;
    }

    private static void addGroups(
            List<Part> parts, TlsMetric metric, Resolved found, List<TargetGroupId> groups, List<Breakdown> by) {
        if (metric == TlsMetric.TARGET) {
            groups.forEach(group -> parts.add(new Part(metric, new Scope(found.balancer(), group))));
        } else if (by.size() == 1) {
            parts.add(new Part(metric, Scope.of(found.balancer())));
        }
    }

    private static void addZones(List<Part> parts, TlsMetric metric, Resolved found) {
        if (found.zones().isEmpty()) {
            throw new InvalidParameterException(
                    "by",
                    Breakdown.ZONE.id(),
                    "needs to know the balancer's zones; allow the IAM action elasticloadbalancing:DescribeLoadBalancers"
                            + " to this identity");
        }
        for (String zone : found.zones()) {
            if (metric == TlsMetric.TARGET && !found.targetGroups().isEmpty()) {
                found.targetGroups()
                        .forEach(group -> parts.add(new Part(metric, new Scope(found.balancer(), group, zone))));
            } else {
                parts.add(new Part(metric, Scope.ofZone(found.balancer(), zone)));
            }
        }
    }

    /** The target groups to count by: those that were named, otherwise all with which the balancer speaks TLS. */
    private List<TargetGroupId> groups(InspectionRequest request, Resolved found, Instant now, List<String> notes)
            throws SourceException, InterruptedException {
        if (!found.targetGroups().isEmpty() || !request.by().contains(Breakdown.TARGET_GROUP)) {
            return found.targetGroups();
        }
        InspectionParameters.checkPublished(found.balancer());
        LoadBalancerSpec balancer =
                found.arn() == null ? request.balancer() : LoadBalancerSpec.parse("loadBalancer", found.arn());
        ListenerSnapshot snapshot = listeners.snapshots(List.of(balancer), now).get(0);
        if (!snapshot.isRead(Unread.Subject.TARGET_GROUPS)) {
            throw new InvalidParameterException(
                    "by",
                    Breakdown.TARGET_GROUP.id(),
                    "needs to know the target groups; name them in targetGroups. "
                            + snapshot.unread().stream().map(Unread::sentence).collect(Collectors.joining(" ")));
        }
        List<TargetGroupId> groups = snapshot.targetGroups().stream()
                .filter(TargetGroupTls::isTls)
                .map(TargetGroupTls::id)
                .toList();
        if (groups.isEmpty()) {
            notes.add(
                    "The load balancer speaks TLS with no target group, so that there are no target errors to count.");
        }
        return groups;
    }
}
