package io.jenkins.plugins.tlserrorgate.report;

import static io.jenkins.plugins.tlserrorgate.metrics.PlainText.number;

import io.jenkins.plugins.tlserrorgate.evaluation.Exposure;
import io.jenkins.plugins.tlserrorgate.inspection.InspectedPart;
import io.jenkins.plugins.tlserrorgate.inspection.Inspection;
import io.jenkins.plugins.tlserrorgate.inspection.InspectionRequest;
import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read of the two metrics over a range of time, without a verdict, as data to keep. Later versions only add to it.
 *
 * @param version 1
 * @param loadBalancer the balancer as CloudWatch knows it
 * @param region its region
 * @param start the first moment, ISO-8601 in UTC
 * @param end the first moment after it, ISO-8601 in UTC
 * @param periodSeconds how long a point is
 * @param statistics the statistics that were asked for
 * @param metrics what the metrics are
 * @param traffic whether anything shows that the balancer was used in this time
 * @param summary what was found, in one sentence
 * @param parts each metric of each part
 * @param notes what else is worth knowing, a sentence each
 */
public record MetricsDocument(
        int version,
        String loadBalancer,
        String region,
        String start,
        String end,
        int periodSeconds,
        List<String> statistics,
        List<Metric> metrics,
        boolean traffic,
        String summary,
        List<Part> parts,
        List<String> notes) {

    /** Fills in what an earlier version did not have. */
    public MetricsDocument {
        statistics = TlsSnapshotDocument.copy(statistics);
        metrics = TlsSnapshotDocument.copy(metrics);
        parts = TlsSnapshotDocument.copy(parts);
        notes = TlsSnapshotDocument.copy(notes);
    }

    /**
     * A metric.
     *
     * @param id client or target
     * @param name its name in CloudWatch
     * @param displayName its name for people
     * @param namespace the namespace that it is in
     * @param unit Count
     * @param meaning what it counts
     */
    public record Metric(String id, String name, String displayName, String namespace, String unit, String meaning) {}

    /**
     * One metric of one part of the balancer. The n-th number of a list is that of the n-th period; null where it is not known.
     *
     * @param metric client or target
     * @param targetGroup the target group as CloudWatch knows it, null for all
     * @param zone the Availability Zone, null for all
     * @param exposureUnit what the traffic is counted in
     * @param errors all errors
     * @param exposure all traffic, null where nothing counts it
     * @param errorsPerThousand errors per thousand of the traffic, null without traffic
     * @param peak the most errors of a period, null without errors
     * @param peakAt when the first such period began, ISO-8601 in UTC, null without errors
     * @param periodsWithErrors how many periods had errors
     * @param periodsWithTraffic how many periods had traffic; of the others nothing is known
     * @param shareWithErrors the share of the periods with traffic that had errors, 0 to 1, null without traffic
     * @param points the numbers of each statistic by its name
     * @param traffic the traffic of each period
     */
    public record Part(
            String metric,
            String targetGroup,
            String zone,
            String exposureUnit,
            Number errors,
            Number exposure,
            Number errorsPerThousand,
            Number peak,
            String peakAt,
            int periodsWithErrors,
            int periodsWithTraffic,
            Number shareWithErrors,
            Map<String, List<Number>> points,
            List<Number> traffic) {}

    /** What was read, as data to keep. */
    public static MetricsDocument of(Inspection inspection) {
        InspectionRequest request = inspection.request();
        return new MetricsDocument(
                1,
                inspection.balancer().dimension(),
                inspection.region(),
                request.window().start().toString(),
                request.window().end().toString(),
                Math.toIntExact(request.period().toSeconds()),
                request.statistics().stream().map(Statistic::id).toList(),
                request.metrics().stream()
                        .map(metric -> metric(metric, inspection.balancer().kind()))
                        .toList(),
                inspection.hadTraffic(),
                summary(inspection),
                inspection.parts().stream()
                        .map(part -> part(part, inspection.request()))
                        .toList(),
                inspection.notes());
    }

    private static Metric metric(TlsMetric metric, LoadBalancerId.Kind kind) {
        return new Metric(
                metric.id(),
                metric.metricName(),
                metric.displayName(),
                kind.namespace(),
                TlsMetric.UNIT,
                metric.meaning());
    }

    private static Part part(InspectedPart part, InspectionRequest request) {
        Scope scope = part.scope();
        int peak = part.peak();
        Map<String, List<Number>> points = new LinkedHashMap<>();
        request.statistics().forEach(statistic -> points.put(statistic.id(), exact(part.values(statistic))));
        boolean counted = part.basis() != Exposure.MINUTES;
        return new Part(
                part.metric().id(),
                scope.targetGroup() == null ? null : scope.targetGroup().dimension(),
                scope.zone(),
                Exposure.of(scope).noun(),
                exact(part.totalErrors()),
                counted ? exact(part.totalExposure()) : null,
                exact(part.errorsPerThousand()),
                peak < 0 ? null : exact(part.peakErrors()),
                peak < 0 ? null : time(request, peak).toString(),
                part.periodsWithErrors(),
                part.periodsWithTraffic(),
                exact((double) part.periodsWithErrors() / part.periodsWithTraffic()),
                points,
                counted ? exact(part.exposure()) : null);
    }

    private static Instant time(InspectionRequest request, int index) {
        return request.window().start().plus(request.period().multipliedBy(index));
    }

    private static List<Number> exact(double[] values) {
        return Arrays.stream(values).mapToObj(MetricsDocument::exact).toList();
    }

    /** A whole number where it is one, otherwise six digits; null for none. */
    private static Number exact(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        return value == Math.rint(value) ? (Number) (long) value : (Number) (Math.rint(value * 1e6) / 1e6);
    }

    private static String summary(Inspection inspection) {
        String time = Durations.format(inspection.request().window().length());
        if (!inspection.hadTraffic()) {
            return "no TLS errors and no traffic either in " + time + ": nobody used this load balancer, or it is"
                    + " another one than meant";
        }
        if (inspection.isEmpty()) {
            return "no TLS errors in " + time + ", in which the load balancer had traffic";
        }
        List<String> found = inspection.request().metrics().stream()
                .map(metric -> number(errors(inspection, metric)) + " " + metric.id())
                .toList();
        return String.join(" and ", found) + " TLS errors in " + time;
    }

    /** The errors of one metric by the first breakdown that has it: the others count the same errors again. */
    private static double errors(Inspection inspection, TlsMetric metric) {
        List<InspectedPart> all = inspection.parts().stream()
                .filter(part -> part.metric() == metric)
                .toList();
        return all.stream()
                .filter(part -> sameKind(part.scope(), all.get(0).scope()))
                .mapToDouble(InspectedPart::totalErrors)
                .sum();
    }

    private static boolean sameKind(Scope one, Scope other) {
        return (one.zone() == null) == (other.zone() == null)
                && (one.targetGroup() == null) == (other.targetGroup() == null);
    }

    /** When the n-th period begins. */
    public Instant time(int index) {
        return Instant.parse(start).plusSeconds((long) index * periodSeconds);
    }

    /** How a person would call a part. */
    public String label(Part part) {
        String name = LoadBalancerId.nameIn(part.targetGroup() == null ? loadBalancer : part.targetGroup());
        return part.zone() == null ? name : name + " in zone " + part.zone();
    }
}
