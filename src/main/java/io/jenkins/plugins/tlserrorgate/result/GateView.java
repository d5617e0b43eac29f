package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.report.AwsQuery;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Part;
import io.jenkins.plugins.tlserrorgate.report.WaitingReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A report as its views show it: words and numbers in their final form. The views escape. */
public final class GateView {

    /** How often a page asks whether there is something new, in seconds. */
    private static final int REFRESH = 10;

    private static final int FIRST_REFRESH = 3;

    private final ReportDocument document;

    GateView(ReportDocument document) {
        this.document = document;
    }

    /** Whether there is no verdict yet. */
    public boolean isWaiting() {
        return WaitingReport.VERDICT.equals(document.verdict());
    }

    /** How often to ask for something new, in seconds; 0 for never. */
    public int getRefresh() {
        return !isWaiting() ? 0 : getCharts().isEmpty() ? FIRST_REFRESH : REFRESH;
    }

    /** When the verdict is due, while it is waited for. */
    public String getDue() {
        return document.judgedAt();
    }

    /** The verdict as a word for style sheets: pass, fail, inconclusive, error or waiting. */
    public String getTone() {
        return tone(document.verdict());
    }

    static String tone(String verdict) {
        return switch (verdict) {
            case "PASS", "FAIL", "INCONCLUSIVE", "ERROR", "WAITING" -> verdict.toLowerCase(Locale.ROOT);
            default -> "error";
        };
    }

    /** The verdict in a few words. */
    public String getHeadline() {
        return switch (getTone()) {
            case "pass" -> Messages.GateView_pass();
            case "fail" -> Messages.GateView_fail();
            case "inconclusive" -> Messages.GateView_inconclusive();
            case "waiting" -> Messages.GateView_waiting();
            default -> Messages.GateView_error();
        };
    }

    /** Jenkins' symbol for the verdict. */
    public String getSymbol() {
        return symbol(getTone());
    }

    static String symbol(String tone) {
        return switch (tone) {
            case "pass" -> "symbol-check";
            case "fail" -> "symbol-close-circle";
            case "waiting" -> "symbol-hourglass";
            default -> "symbol-help-circle";
        };
    }

    /** The verdict's reason. */
    public String getSentence() {
        return document.explanation();
    }

    /** The verdict's reason without the sentences of {@link #getWhere}. */
    public String getReason() {
        String tail = "; " + String.join("; ", getWhere());
        String sentence = getSentence();
        return !getWhere().isEmpty() && sentence.endsWith(tail)
                ? sentence.substring(0, sentence.length() - tail.length())
                : sentence;
    }

    /** Where the rise is, a sentence for each metric that rose. */
    public List<String> getWhere() {
        return document.diagnosis() == null ? List.of() : document.diagnosis().where();
    }

    /** What may be behind the rise, likeliest first. */
    public List<String> getCauses() {
        return document.diagnosis() == null
                ? List.of()
                : document.diagnosis().causes().stream()
                        .map(cause -> "likely".equals(cause.sureness())
                                ? Messages.GateView_likely(cause.sentence())
                                : Messages.GateView_possible(cause.sentence()))
                        .toList();
    }

    /** What changed about TLS, null if the listeners were not read. */
    @CheckForNull
    public TlsView getTls() {
        return document.tls() == null ? null : new TlsView(document.tls());
    }

    /** The balancer, or all of them. */
    public String getLoadBalancer() {
        return String.join(", ", document.loadBalancers());
    }

    /** The region, null if the balancer was never found. */
    @CheckForNull
    public String getRegion() {
        return document.region();
    }

    /** The report itself, for times. */
    public ReportDocument getDocument() {
        return document;
    }

    /** How long the baseline is. */
    public String getBaselineLength() {
        return length(document.baseline());
    }

    /** How long the observation is. */
    public String getObservationLength() {
        return length(document.observation());
    }

    private static String length(ReportDocument.TimeRange range) {
        return Durations.format(Duration.between(Instant.parse(range.start()), Instant.parse(range.end())));
    }

    /** How the windows were compared. */
    public String getRule() {
        ReportDocument.Rule rule = document.rule();
        if (rule == null) {
            return "";
        }
        if ("rate".equals(rule.kind())) {
            return Messages.GateView_ruleRate(
                    Numbers.plain(rule.tolerance()),
                    Numbers.percent(rule.confidence()),
                    Numbers.plain(rule.minExtraErrors()));
        }
        String period = Durations.format(Duration.ofSeconds(rule.periodSeconds()));
        String limit = Numbers.plain(rule.limit());
        return "percent".equals(rule.kind())
                ? Messages.GateView_rulePercent(rule.statistic(), period, limit)
                : Messages.GateView_ruleAbsolute(rule.statistic(), period, limit);
    }

    /** What else is worth knowing, less what the page says about TLS in its own place. */
    public List<String> getNotes() {
        TlsView tls = getTls();
        return tls == null
                ? document.notes()
                : document.notes().stream().filter(note -> !tls.tells(note)).toList();
    }

    /** Each metric of each part, in the order of the report. */
    public List<PartView> getParts() {
        List<PartView> parts = new ArrayList<>();
        for (Part part : document.comparisons()) {
            parts.add(new PartView(document, part));
        }
        return parts;
    }

    /** Target groups and zones that are not among {@link #getParts}. */
    public List<PartView> getDetails() {
        return document.details().stream()
                .filter(detail -> document.comparisons().stream().noneMatch(part -> isSame(part, detail)))
                .map(detail -> new PartView(document, detail))
                .toList();
    }

    private static boolean isSame(Part one, Part other) {
        return Objects.equals(one.metric(), other.metric())
                && Objects.equals(one.loadBalancer(), other.loadBalancer())
                && Objects.equals(one.targetGroup(), other.targetGroup())
                && Objects.equals(one.zone(), other.zone());
    }

    /** Those parts that have a chart, what failed first; the first of each metric is open. */
    public List<PartView> getCharts() {
        Set<String> metrics = new HashSet<>();
        return getParts().stream()
                .filter(PartView::isDrawable)
                .sorted(Comparator.comparing(part -> rank(part.getTone())))
                .map(part -> part.opened(metrics.add(part.getMetric())))
                .toList();
    }

    private static int rank(String tone) {
        return List.of("fail", "inconclusive", "error", "waiting", "pass").indexOf(tone);
    }

    /** How the charts' script calls things, as JSON. */
    public String getLabels() {
        return ChartLabels.json();
    }

    /** The command line that asks CloudWatch for the same numbers, null if the balancer was never found. */
    @CheckForNull
    public String getCommandLine() {
        return AwsQuery.commandLine(document);
    }

    /** CloudWatch's console with these metrics and this time, null if the balancer was never found. */
    @CheckForNull
    public String getConsoleUrl() {
        return AwsQuery.consoleUrl(document);
    }

    /** Tells the page's script whether it shows the newest state. */
    public String getState() {
        int points = 0;
        for (Part part : document.comparisons()) {
            if (part.points() != null && part.points().observation() != null) {
                points += part.points().observation().errors().size() + 1;
            }
        }
        return document.verdict()
                + '-'
                + document.comparisons().size()
                + '-'
                + points
                + '-'
                + Integer.toHexString(document.explanation().hashCode())
                + (document.tls() == null ? "" : "-tls");
    }
}
