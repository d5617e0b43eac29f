package io.jenkins.plugins.tlserrorgate.report;

import static io.jenkins.plugins.tlserrorgate.metrics.PlainText.number;
import static io.jenkins.plugins.tlserrorgate.metrics.PlainText.oneLine;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Counts;
import io.jenkins.plugins.tlserrorgate.evaluation.Interval;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as lines of text for a build log or a terminal. */
public final class TextReport {

    private static final String[] HEADINGS = {"errors", "of", "before", "after", "expected", "ratio", "p", ""};

    private TextReport() {}

    /** The verdict in one line: {@code FAIL: client TLS errors of my-balancer rose ...}. */
    public static String line(GateReport report) {
        return report.verdict() + ": " + oneLine(report.explanation());
    }

    /** The whole report: the verdict's line, a table of what was compared and why, the windows in UTC, the notes. */
    public static List<String> lines(GateReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(line(report));
        if (!report.comparisons().isEmpty()) {
            lines.add("");
            lines.addAll(table(report.comparisons()));
            List<String> reasons = report.comparisons().stream()
                    // A failing part is the explanation itself, or a part of a whole that is.
                    .filter(c -> c.verdict() != Verdict.FAIL)
                    .map(Comparison::explanation)
                    .filter(reason -> !report.explanation().contains(reason))
                    .map(reason -> "  " + oneLine(reason))
                    .toList();
            if (!reasons.isEmpty()) {
                lines.add("");
                lines.addAll(reasons);
            }
        }
        if (report.diagnosis() != null) {
            lines.add("");
            report.diagnosis().where().forEach(where -> lines.add("  " + oneLine(where)));
            report.diagnosis().why().forEach(why -> lines.add("  " + oneLine(why)));
        }
        lines.add("");
        GateSettings settings = report.settings();
        lines.add("  load balancer  "
                + oneLine(String.join(", ", report.balancers()))
                + (report.region() == null ? "" : " in " + report.region()));
        lines.add("  baseline       " + window(report.split().baseline()));
        lines.add(
                "  deployment     " + seconds(settings.deploymentStart()) + " to " + seconds(settings.deploymentEnd()));
        lines.add("  observation    " + window(report.split().observation()));
        lines.add("  rule           " + rule(settings.rule()));
        report.notes().forEach(note -> lines.add("  note           " + oneLine(note)));
        return lines;
    }

    private static List<String> table(List<Comparison> comparisons) {
        List<String[]> rows = new ArrayList<>();
        rows.add(HEADINGS);
        comparisons.forEach(c -> rows.add(new String[] {
            c.metric().id(),
            oneLine(c.scope().label()),
            count(c.before(), c),
            count(c.after(), c),
            number(c.expected() >= 10 ? Math.rint(c.expected()) : Math.rint(c.expected() * 10) / 10),
            ratio(c),
            p(c.pValue()),
            c.verdict().name()
        }));
        return TextTable.lines(rows, 2);
    }

    private static String count(Counts counts, Comparison c) {
        return number(counts.errors()) + " in " + number(counts.exposure()) + " "
                + c.basis().noun();
    }

    private static String ratio(Comparison c) {
        if (Double.isNaN(c.ratio())) {
            return "n/a";
        }
        if (Double.isInfinite(c.ratio())) {
            return "from zero";
        }
        Interval interval = c.interval();
        return number(c.ratio()) + "x"
                + (Double.isNaN(interval.low())
                        ? ""
                        : " (" + number(interval.low()) + " to "
                                + (Double.isInfinite(interval.high()) ? "any" : number(interval.high())) + ")");
    }

    private static String p(double p) {
        if (Double.isNaN(p)) {
            return "n/a";
        }
        return p < 1e-12 ? "< 1e-12" : String.format(Locale.ROOT, p < 0.001 ? "%.0e" : "%.3f", p);
    }

    private static String window(Window window) {
        return window + " (" + Durations.format(window.length()) + ")";
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String rule(RuleSettings rule) {
        String how = rule.kind() == RuleSettings.Kind.RATE
                ? "errors per connection, tolerance " + number(rule.tolerance()) + "x, confidence " + rule.confidence()
                : rule.statistic().id() + " a " + Durations.format(rule.period()) + " may grow by "
                        + number(rule.limit()) + (rule.kind() == RuleSettings.Kind.PERCENT ? " %" : "");
        return how + ", at least " + number(rule.minExtraErrors()) + " extra errors";
    }
}
