package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Count;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Part;
import java.time.Instant;
import net.sf.json.JSONArray;
import net.sf.json.JSONNull;
import net.sf.json.JSONObject;

/** One metric of one part of the balancer, as the views show it. */
public final class PartView {

    private final ReportDocument document;
    private final Part part;
    private final boolean open;

    PartView(ReportDocument document, Part part) {
        this(document, part, false);
    }

    private PartView(ReportDocument document, Part part, boolean open) {
        this.document = document;
        this.part = part;
        this.open = open;
    }

    PartView opened(boolean now) {
        return new PartView(document, part, now);
    }

    /** Whether its chart is to be seen at first. */
    public boolean isOpen() {
        return open;
    }

    /** What it is about: {@code Client TLS errors}. */
    public String getMetric() {
        return "client".equals(part.metric()) ? Messages.PartView_client() : Messages.PartView_target();
    }

    /** The balancer's or the target group's own name, with the zone if it is about one. */
    public String getName() {
        String dimension = part.targetGroup() == null ? document.loadBalancer(part) : part.targetGroup();
        String[] words = dimension.split("/", -1);
        String name = words.length == 3 || (words.length == 2 && part.targetGroup() != null) || words.length == 4
                ? words[1]
                : dimension;
        return inZone(name);
    }

    /** The whole identity behind the name. */
    public String getDimension() {
        return inZone(part.targetGroup() == null ? document.loadBalancer(part) : part.targetGroup());
    }

    private String inZone(String name) {
        return part.zone() == null ? name : Messages.PartView_zone(name, part.zone());
    }

    /** The verdict as a word for style sheets. */
    public String getTone() {
        return GateView.tone(part.verdict());
    }

    /** The verdict in a word. */
    public String getVerdict() {
        return switch (getTone()) {
            case "pass" -> Messages.PartView_pass();
            case "fail" -> Messages.PartView_fail();
            case "inconclusive" -> Messages.PartView_inconclusive();
            case "waiting" -> Messages.PartView_waiting();
            default -> Messages.PartView_error();
        };
    }

    /** Why. */
    public String getExplanation() {
        return part.explanation();
    }

    /** Errors and exposure before. */
    public String getBefore() {
        return count(part.before());
    }

    /** Errors and exposure after. */
    public String getAfter() {
        return count(part.after());
    }

    private String count(Count count) {
        return count == null
                ? ""
                : Messages.PartView_count(
                        PlainText.number(count.errors()), PlainText.number(count.exposure()), part.exposure());
    }

    /** Minutes of which nothing is known, in both windows. */
    public int getMissing() {
        return (part.before() == null ? 0 : part.before().missingMinutes())
                + (part.after() == null ? 0 : part.after().missingMinutes());
    }

    /** Errors expected after the deployment. */
    public String getExpected() {
        return Numbers.plain(part.expected());
    }

    /** The ratio with its interval. */
    public String getRatio() {
        boolean fromZero = part.ratio() == null
                && part.before() != null
                && part.before().exposure() > 0
                && part.before().errors() == 0
                && part.after().errors() > 0;
        return fromZero ? Messages.PartView_fromZero() : Numbers.ratio(part.ratio(), part.ratioLow(), part.ratioHigh());
    }

    /** The probability of such a rise by chance. */
    public String getProbability() {
        return Numbers.probability(part.pValue());
    }

    /** What the rule would have said in the history, null where it was not asked. */
    @CheckForNull
    public String getPlacebo() {
        if (part.placeboOf() == null || part.placeboOf() == 0) {
            return part.placeboNote() == null || part.placeboNote().isEmpty() ? null : part.placeboNote();
        }
        String line = Messages.PartView_placebo(part.placeboFired(), part.placeboOf());
        return part.placeboNote() == null || part.placeboNote().isEmpty() ? line : line + "; " + part.placeboNote();
    }

    /** Whether there are points to draw. */
    public boolean isDrawable() {
        return part.points() != null && part.points().baseline() != null;
    }

    /** What a screen reader says in place of the chart. */
    public String getChartText() {
        return Messages.PartView_chart(getMetric(), getName(), getBefore(), getAfter(), getExpected());
    }

    /** What the chart's script draws, as JSON. */
    public String getChart() {
        JSONObject chart = new JSONObject();
        chart.put("tone", getTone());
        chart.put("unit", part.exposure());
        chart.put("byMinutes", "minutes".equals(part.exposure()));
        chart.put("deployment", range(document.deploymentStart(), document.deploymentEnd()));
        chart.put(
                "baseline",
                range(document.baseline().start(), document.baseline().end()));
        chart.put(
                "observation",
                range(document.observation().start(), document.observation().end()));
        chart.put("segments", segments());
        boolean rate = document.rule() == null || "rate".equals(document.rule().kind());
        if (rate) {
            double exposure = part.after() == null ? 0 : part.after().exposure();
            put(chart, "expected", part.expected(), exposure);
            put(chart, "limit", part.limitErrors(), exposure);
            put(chart, "observed", part.after() == null ? null : part.after().errors(), exposure);
        } else if ("Sum".equals(document.rule().statistic())) {
            double minutes = document.rule().periodSeconds() / 60.0;
            put(chart, "expectedMinute", part.valueBefore(), minutes);
            put(chart, "limitMinute", plainLimit(minutes), 1);
            put(chart, "observedMinute", part.valueAfter(), minutes);
        }
        return chart.toString();
    }

    /** Errors a minute above which the rule fails: its limit, or the floor of extra errors if that is higher. */
    private Double plainLimit(double minutes) {
        if (part.valueLimit() == null || part.expected() == null || part.after() == null) {
            return null;
        }
        double floor = part.expected() + document.rule().minExtraErrors();
        return Math.max(
                part.valueLimit() / minutes, floor / Math.max(1, part.after().minutes()));
    }

    private static void put(JSONObject chart, String name, Double value, double divisor) {
        if (value != null && divisor > 0) {
            chart.put(name, value / divisor);
        }
    }

    private static JSONArray range(String start, String end) {
        JSONArray range = new JSONArray();
        range.add(Instant.parse(start).toEpochMilli());
        range.add(Instant.parse(end).toEpochMilli());
        return range;
    }

    private JSONArray segments() {
        JSONArray segments = new JSONArray();
        add(segments, "baseline", part.points().baseline());
        add(segments, "between", part.points().between());
        add(segments, "observation", part.points().observation());
        return segments;
    }

    private static void add(JSONArray segments, String window, ReportDocument.Segment segment) {
        if (segment == null) {
            return;
        }
        JSONObject json = new JSONObject();
        json.put("window", window);
        json.put("start", Instant.parse(segment.start()).toEpochMilli());
        json.put("minutes", segment.minutes());
        json.put("errors", numbers(segment.errors()));
        json.put("exposure", numbers(segment.exposure()));
        segments.add(json);
    }

    private static JSONArray numbers(java.util.List<Long> values) {
        JSONArray numbers = new JSONArray();
        values.forEach(value -> numbers.add(value == null ? JSONNull.getInstance() : value));
        return numbers;
    }
}
