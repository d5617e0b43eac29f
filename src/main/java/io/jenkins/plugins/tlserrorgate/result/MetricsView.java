package io.jenkins.plugins.tlserrorgate.result;

import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import io.jenkins.plugins.tlserrorgate.report.MetricsDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONNull;
import net.sf.json.JSONObject;

/** Metrics without a verdict as their views show them. The views escape. */
public final class MetricsView {

    /** More charts than these would make the page heavy; the other parts have their line in the table. */
    private static final int MOST_CHARTS = 12;

    /** A chart can't show more points than it has pixels. */
    private static final int MOST_POINTS = 1_500;

    private final MetricsDocument document;

    MetricsView(MetricsDocument document) {
        this.document = document;
    }

    /** What was read. */
    public MetricsDocument getDocument() {
        return document;
    }

    /** Each metric of each part, in the order of the request. */
    public List<Row> getRows() {
        return document.parts().stream().map(part -> new Row(document, part)).toList();
    }

    /** A chart for each statistic of each part. */
    public List<Chart> getCharts() {
        List<Chart> charts = new ArrayList<>();
        for (MetricsDocument.Part part : document.parts()) {
            part.points()
                    .keySet()
                    .forEach(statistic -> charts.add(new Chart(document, part, statistic, charts.size() < 2)));
        }
        return charts.subList(0, Math.min(MOST_CHARTS, charts.size()));
    }

    /** How the charts' script calls things, as JSON. */
    public String getLabels() {
        return ChartLabels.json();
    }

    private static String count(Number value) {
        return value == null ? Numbers.plain(null) : PlainText.number(value.doubleValue());
    }

    /** One metric of one part in numbers. */
    public static class Row {

        final MetricsDocument document;
        final MetricsDocument.Part part;

        Row(MetricsDocument document, MetricsDocument.Part part) {
            this.document = document;
            this.part = part;
        }

        /** What it is about: {@code Client TLS errors}. */
        public String getMetric() {
            return "client".equals(part.metric()) ? Messages.PartView_client() : Messages.PartView_target();
        }

        /** The balancer's or the target group's own name, with the zone if it is about one. */
        public String getName() {
            return document.label(part);
        }

        /** All errors. */
        public String getErrors() {
            return count(part.errors());
        }

        /** All traffic with its unit. */
        public String getTraffic() {
            return count(part.exposure()) + " " + part.exposureUnit();
        }

        /** Errors per thousand of the traffic. */
        public String getPerThousand() {
            return count(part.errorsPerThousand());
        }

        /** The most errors of a period. */
        public String getPeak() {
            return count(part.peak());
        }

        /** When that was, null without errors. */
        public String getPeakAt() {
            return part.peakAt();
        }

        /** How many periods had errors, of those with traffic. */
        public String getShare() {
            return Messages.MetricsView_share(part.periodsWithErrors(), part.periodsWithTraffic());
        }
    }

    /** One statistic of a metric of a part, as the card of a chart shows it. */
    public static final class Chart extends Row {

        private final String statistic;
        private final boolean open;

        Chart(MetricsDocument document, MetricsDocument.Part part, String statistic, boolean open) {
            super(document, part);
            this.statistic = statistic;
            this.open = open;
        }

        @Override
        public String getMetric() {
            return document.statistics().size() == 1 && "Sum".equals(statistic)
                    ? super.getMetric()
                    : Messages.MetricsView_statistic(super.getMetric(), statistic);
        }

        /** Tells the cards of a page apart. */
        public String getDimension() {
            return document.label(part) + " " + statistic;
        }

        /** Whether the card is open at first. */
        public boolean isOpen() {
            return open;
        }

        /** What a screen reader says in place of the chart. */
        public String getChartText() {
            return Messages.MetricsView_chart(getMetric(), getName(), getErrors(), getTraffic(), getPeak());
        }

        /** What the chart's script draws, as JSON. */
        public String getChart() {
            JSONObject chart = new JSONObject();
            chart.put("unit", part.exposureUnit());
            chart.put("byMinutes", part.traffic() == null);
            if (!"Sum".equals(statistic)) {
                chart.put("statistic", statistic);
            }
            List<Number> values = part.points().get(statistic);
            JSONObject segment = new JSONObject();
            // The newest ones, where there are more than a chart can show; the file with comma-separated values has
            // all.
            int from = Math.max(0, values.size() - MOST_POINTS);
            chart.put("range", JSONArray.fromObject(new long[] {
                document.time(from).toEpochMilli(),
                Instant.parse(document.end()).toEpochMilli()
            }));
            segment.put("start", document.time(from).toEpochMilli());
            segment.put("minutes", document.periodSeconds() / 60);
            segment.put("errors", numbers(values.subList(from, values.size())));
            segment.put(
                    "exposure",
                    part.traffic() == null
                            ? numbers(java.util.Collections.nCopies(values.size() - from, null))
                            : numbers(part.traffic().subList(from, values.size())));
            JSONArray segments = new JSONArray();
            segments.add(segment);
            chart.put("segments", segments);
            return chart.toString();
        }

        private static JSONArray numbers(List<Number> values) {
            JSONArray numbers = new JSONArray();
            values.forEach(value -> numbers.add(value == null ? JSONNull.getInstance() : value));
            return numbers;
        }
    }
}
