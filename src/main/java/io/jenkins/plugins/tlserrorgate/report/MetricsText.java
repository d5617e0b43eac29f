package io.jenkins.plugins.tlserrorgate.report;

import static io.jenkins.plugins.tlserrorgate.metrics.PlainText.number;
import static io.jenkins.plugins.tlserrorgate.metrics.PlainText.oneLine;

import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.report.MetricsDocument.Metric;
import io.jenkins.plugins.tlserrorgate.report.MetricsDocument.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Points as lines of text for a build log or a terminal: what was found, a table, and a line for each series. */
public final class MetricsText {

    private static final String[] HEADINGS = {
        "errors", "of", "number", "in", "per 1,000", "peak", "at", "periods with errors"
    };
    private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final int MOST_BARS = 60;

    private MetricsText() {}

    /** The whole of it. */
    public static List<String> lines(MetricsDocument document) {
        List<String> lines = new ArrayList<>();
        lines.add(oneLine(LoadBalancerId.nameIn(document.loadBalancer()) + ": " + document.summary()));
        lines.add("");
        List<String[]> rows = new ArrayList<>();
        rows.add(HEADINGS);
        document.parts().forEach(part -> rows.add(row(document, part)));
        lines.addAll(TextTable.lines(rows, 2));
        lines.add("");
        List<String[]> bars = new ArrayList<>();
        for (Part part : document.parts()) {
            for (Map.Entry<String, List<Number>> series : part.points().entrySet()) {
                bars.add(new String[] {
                    part.metric(), oneLine(document.label(part)), series.getKey(), sparkline(series.getValue())
                });
            }
        }
        lines.addAll(TextTable.lines(bars, 4));
        lines.add("");
        for (Metric metric : document.metrics()) {
            lines.add("  " + metric.id() + "  " + metric.displayName() + " (" + metric.namespace() + " " + metric.name()
                    + ", unit " + metric.unit() + ")");
        }
        lines.add("  time    " + document.start() + " to " + document.end() + ", a point each "
                + document.periodSeconds() + " s");
        document.notes().forEach(note -> lines.add("  note    " + oneLine(note)));
        return lines;
    }

    private static String[] row(MetricsDocument document, Part part) {
        return new String[] {
            part.metric(),
            oneLine(document.label(part)),
            count(part.errors()),
            part.exposure() == null ? "n/a" : count(part.exposure()) + " " + part.exposureUnit(),
            count(part.errorsPerThousand()),
            part.peak() == null ? "none" : count(part.peak()),
            part.peakAt() == null ? "" : part.peakAt(),
            part.periodsWithErrors() + " of " + part.periodsWithTraffic()
        };
    }

    private static String count(Number value) {
        return number(value == null ? Double.NaN : value.doubleValue());
    }

    /**
     * A bar for each point, the highest of several where there are more than fit, from zero to the highest of all, which stands
     * behind it; a blank where nothing is known.
     */
    static String sparkline(List<Number> values) {
        double most = values.stream()
                .filter(value -> value != null)
                .mapToDouble(Number::doubleValue)
                .max()
                .orElse(0);
        int bars = Math.min(MOST_BARS, values.size());
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < bars; i++) {
            double highest = values.subList(i * values.size() / bars, (i + 1) * values.size() / bars).stream()
                    .filter(value -> value != null)
                    .mapToDouble(Number::doubleValue)
                    .max()
                    .orElse(Double.NaN);
            line.append(Double.isNaN(highest) ? ' ' : BARS.charAt(most == 0 ? 0 : (int) Math.ceil(highest / most * 7)));
        }
        return line.append("| 0 to ").append(number(most)).toString();
    }
}
