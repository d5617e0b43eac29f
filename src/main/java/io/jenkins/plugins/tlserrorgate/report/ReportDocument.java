package io.jenkins.plugins.tlserrorgate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Counts;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A report as data: what is stored with a build and handed to other programs. Plain types only, so that the engine's
 * own classes may change without old builds becoming unreadable. Numbers that have no value (no baseline, infinite
 * ratio, plain rule) are null.
 *
 * @param version the version of this form, {@value #VERSION} today; a reader passes over fields it does not know
 * @param verdict PASS, INCONCLUSIVE, FAIL or ERROR
 * @param explanation the verdict's reason in one line
 * @param loadBalancer the balancer, the first one of several, as CloudWatch knows it; as the user named it if it was never
 *     found
 * @param region the region, null if never found
 * @param deploymentStart ISO-8601, UTC, as all times here
 * @param deploymentEnd when the deployment ended
 * @param baseline the minutes before
 * @param observation the minutes after
 * @param judgedAt when the verdict was given
 * @param rule how the windows were compared
 * @param comparisons each metric of each part of the balancer
 * @param notes what else is worth knowing
 * @param tls the listeners' TLS settings and what changed about them, null if they were not read
 * @param details target groups and zones beside what was compared, as far as they had traffic
 * @param diagnosis where the rise is, null unless there is one
 * @param otherLoadBalancers the further balancers, none where the gate has but one
 */
public record ReportDocument(
        int version,
        String verdict,
        String explanation,
        String loadBalancer,
        String region,
        String deploymentStart,
        String deploymentEnd,
        TimeRange baseline,
        TimeRange observation,
        String judgedAt,
        Rule rule,
        List<Part> comparisons,
        List<String> notes,
        TlsDocument tls,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Part> details,
        DiagnosisDocument diagnosis,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> otherLoadBalancers) {

    /** The version that this code writes. */
    public static final int VERSION = 1;

    private static final MathContext DIGITS = MathContext.DECIMAL32;

    /** Copies the lists; a document without them has none. */
    public ReportDocument {
        comparisons = TlsSnapshotDocument.copy(comparisons);
        notes = TlsSnapshotDocument.copy(notes);
        details = TlsSnapshotDocument.copy(details);
        otherLoadBalancers = TlsSnapshotDocument.copy(otherLoadBalancers);
    }

    /** The balancers, as {@link #loadBalancer} has the first one. */
    public List<String> loadBalancers() {
        List<String> all = new ArrayList<>();
        all.add(loadBalancer);
        all.addAll(otherLoadBalancers);
        return all;
    }

    /** The balancer that a part belongs to. */
    public String loadBalancer(Part part) {
        return part.loadBalancer() == null ? loadBalancer : part.loadBalancer();
    }

    /**
     * A stretch of time.
     *
     * @param start its first instant
     * @param end the first instant after it
     */
    public record TimeRange(String start, String end) {}

    /**
     * How the windows were compared.
     *
     * @param kind rate, absolute or percent
     * @param statistic Sum, Average, Minimum or Maximum
     * @param periodSeconds the length of a block
     * @param tolerance the factor by which the rate might rise
     * @param confidence the probability to stay calm when nothing changed
     * @param minExtraErrors how many errors more than expected a failure needed
     * @param limit what a plain rule allowed, null for the rate test
     */
    public record Rule(
            String kind,
            String statistic,
            int periodSeconds,
            double tolerance,
            double confidence,
            double minExtraErrors,
            Double limit) {}

    /**
     * One metric of one part of the balancer.
     *
     * @param metric client or target
     * @param targetGroup the target group, null for all of the balancer
     * @param verdict what follows for this part alone
     * @param explanation why, in one line
     * @param exposure what errors are held against: connections, TLS flows, requests or minutes
     * @param before the baseline
     * @param after the observation
     * @param expected errors expected after the deployment
     * @param ratio the rate after over the rate before
     * @param ratioLow the lower limit of its interval
     * @param ratioHigh the upper limit of its interval
     * @param pValue the probability of as many errors by chance
     * @param alpha the level below which that is significant
     * @param dispersion variance over mean of the counts
     * @param visibleExtraErrors the smallest rise that would have been seen, in errors
     * @param visibleRatio the same as a ratio of rates
     * @param doublingSeenAfterSeconds how long an observation would have to be to see a doubling, null if no length would
     * @param placeboFired in how many windows of the balancer's own history the rule would have fired
     * @param placeboOf in how many it was replayed; null without calibration
     * @param placeboNote what is peculiar about the history, or why there was no calibration
     * @param valueBefore a plain rule's statistic before
     * @param valueAfter a plain rule's statistic after
     * @param valueLimit the largest value that the plain rule allowed
     * @param points the minutes behind the counts, for a chart; null where there are none or no room for them
     * @param zone the Availability Zone, null for all
     * @param limitErrors the most errors after that would not have been a failure, had they come as evenly as the
     *     traffic; null where that is not known
     * @param loadBalancer the balancer, null where the gate has but one
     */
    public record Part(
            String metric,
            String targetGroup,
            String verdict,
            String explanation,
            String exposure,
            Count before,
            Count after,
            Double expected,
            Double ratio,
            Double ratioLow,
            Double ratioHigh,
            Double pValue,
            Double alpha,
            Double dispersion,
            Double visibleExtraErrors,
            Double visibleRatio,
            Long doublingSeenAfterSeconds,
            Integer placeboFired,
            Integer placeboOf,
            String placeboNote,
            Double valueBefore,
            Double valueAfter,
            Double valueLimit,
            Points points,
            String zone,
            Double limitErrors,
            @JsonInclude(JsonInclude.Include.NON_NULL) String loadBalancer) {

        private Part withoutPoints() {
            return new Part(
                    metric,
                    targetGroup,
                    verdict,
                    explanation,
                    exposure,
                    before,
                    after,
                    expected,
                    ratio,
                    ratioLow,
                    ratioHigh,
                    pValue,
                    alpha,
                    dispersion,
                    visibleExtraErrors,
                    visibleRatio,
                    doublingSeenAfterSeconds,
                    placeboFired,
                    placeboOf,
                    placeboNote,
                    valueBefore,
                    valueAfter,
                    valueLimit,
                    null,
                    zone,
                    limitErrors,
                    loadBalancer);
        }
    }

    /**
     * Errors and exposure over time. Long windows are thinned: then a point stands for several minutes, added up.
     *
     * @param baseline the baseline
     * @param between from its end to the beginning of the observation: the deployment and the settle gap
     * @param observation the observation
     */
    public record Points(Segment baseline, Segment between, Segment observation) {}

    /**
     * Points of a stretch of time.
     *
     * @param start the first minute
     * @param minutes how many minutes a point stands for
     * @param errors errors of each point, null where nothing is known
     * @param exposure what they are held against, null where nothing is known
     */
    public record Segment(String start, int minutes, List<Long> errors, List<Long> exposure) {
        /** Makes the lists unmodifiable. */
        public Segment {
            errors = errors == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(errors));
            exposure = exposure == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(exposure));
        }
    }

    /**
     * What a window adds up to.
     *
     * @param errors errors
     * @param exposure what they are held against
     * @param minutes minutes with evidence
     * @param missingMinutes minutes without
     */
    public record Count(double errors, double exposure, int minutes, int missingMinutes) {}

    /** The report as data. */
    public static ReportDocument of(GateReport report) {
        GateSettings settings = report.settings();
        List<Points> points = PointsOf.report(report);
        List<Part> parts = new ArrayList<>();
        List<String> balancers = report.balancers();
        boolean several = balancers.size() > 1;
        for (int i = 0; i < report.comparisons().size(); i++) {
            parts.add(part(report.comparisons().get(i), i < points.size() ? points.get(i) : null, several));
        }
        return new ReportDocument(
                VERSION,
                report.verdict().name(),
                report.explanation(),
                balancers.get(0),
                report.region(),
                time(settings.deploymentStart()),
                time(settings.deploymentEnd()),
                range(report.split().baseline()),
                range(report.split().observation()),
                time(report.judgedAt()),
                rule(settings.rule()),
                parts,
                report.notes(),
                TlsDocument.of(report.tls()),
                report.details().stream().map(c -> part(c, null, several)).toList(),
                DiagnosisDocument.of(report.diagnosis()),
                balancers.subList(1, balancers.size()));
    }

    /** Without the points of the last chart; once there are none, without some of the details, then passes, then parts. */
    ReportDocument shortened() {
        List<Part> parts = new ArrayList<>(comparisons);
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i).points() != null) {
                parts.set(i, parts.get(i).withoutPoints());
                return with(parts, details, notes);
            }
        }
        if (!details.isEmpty()) {
            return with(parts, details.subList(0, details.size() / 2), notes);
        }
        List<Part> passes = parts.stream()
                .filter(part -> Verdict.PASS.name().equals(part.verdict()))
                .toList();
        List<Part> least = passes.isEmpty() ? comparisons : passes;
        parts.removeAll(least.subList(least.size() * 3 / 4, least.size()));
        return with(parts, details, notes);
    }

    /** Says how many parts of the whole document this one lacks. */
    ReportDocument shortOf(ReportDocument whole) {
        int lost = whole.comparisons.size() + whole.details.size() - comparisons.size() - details.size();
        List<String> more = new ArrayList<>(notes);
        more.add("There was no room in the build for " + lost + " target groups and zones of this report.");
        return lost == 0 ? this : with(comparisons, details, more);
    }

    private ReportDocument with(List<Part> parts, List<Part> rows, List<String> sentences) {
        return new ReportDocument(
                version,
                verdict,
                explanation,
                loadBalancer,
                region,
                deploymentStart,
                deploymentEnd,
                baseline,
                observation,
                judgedAt,
                rule,
                parts,
                sentences,
                tls,
                rows,
                diagnosis,
                otherLoadBalancers);
    }

    static Rule rule(RuleSettings rule) {
        return new Rule(
                rule.kind().id(),
                rule.statistic().id(),
                Math.toIntExact(rule.period().toSeconds()),
                rule.tolerance(),
                rule.confidence(),
                rule.minExtraErrors(),
                rule.kind() == RuleSettings.Kind.RATE ? null : Double.valueOf(rule.limit()));
    }

    private static Part part(Comparison c, Points points, boolean several) {
        return new Part(
                c.metric().id(),
                c.scope().targetGroup() == null ? null : c.scope().targetGroup().dimension(),
                c.verdict().name(),
                c.explanation(),
                c.basis().noun(),
                count(c.before()),
                count(c.after()),
                finite(c.expected()),
                finite(c.ratio()),
                finite(c.interval().low()),
                finite(c.interval().high()),
                finite(c.pValue()),
                finite(c.alpha()),
                finite(c.dispersion()),
                c.visible() == null ? null : finite(c.visible().extraErrors()),
                c.visible() == null ? null : finite(c.visible().ratio()),
                c.visible() == null || c.visible().doublingSeenAfter() == null
                        ? null
                        : c.visible().doublingSeenAfter().toSeconds(),
                c.placebo().windows() == 0 ? null : c.placebo().fired(),
                c.placebo().windows() == 0 ? null : c.placebo().windows(),
                c.placebo().note().isEmpty() ? null : c.placebo().note(),
                c.plain() == null ? null : finite(c.plain().before()),
                c.plain() == null ? null : finite(c.plain().after()),
                c.plain() == null ? null : finite(c.plain().limit()),
                points,
                c.scope().zone(),
                c.limit(),
                several ? c.scope().balancer().dimension() : null);
    }

    private static Count count(Counts counts) {
        return new Count(counts.errors(), counts.exposure(), counts.minutes(), counts.missing());
    }

    static TimeRange range(Window window) {
        return new TimeRange(time(window.start()), time(window.end()));
    }

    static String time(Instant instant) {
        return instant.toString();
    }

    /** To seven digits: more would be noise, and take half of the room of a report with many parts. */
    private static Double finite(double value) {
        return Double.isFinite(value) ? new BigDecimal(value, DIGITS).doubleValue() : null;
    }
}
