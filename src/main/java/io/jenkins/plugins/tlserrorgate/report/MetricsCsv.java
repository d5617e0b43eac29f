package io.jenkins.plugins.tlserrorgate.report;

import static io.jenkins.plugins.tlserrorgate.report.PointsCsv.cell;

import io.jenkins.plugins.tlserrorgate.report.MetricsDocument.Metric;
import io.jenkins.plugins.tlserrorgate.report.MetricsDocument.Part;
import java.util.List;

/** Points as comma-separated values (RFC 4180), a line for each period of each part with a column for each statistic. */
public final class MetricsCsv {

    private MetricsCsv() {}

    /** All points; where nothing is known, the number is left empty. */
    public static String of(MetricsDocument document) {
        StringBuilder csv =
                new StringBuilder("metric,namespace,load_balancer,target_group,zone,start_utc,period_seconds");
        document.statistics().forEach(statistic -> csv.append(',').append(cell(statistic)));
        csv.append(",unit,traffic,traffic_unit\r\n");
        for (Metric metric : document.metrics()) {
            for (Part part : document.parts()) {
                if (part.metric().equals(metric.id())) {
                    part(csv, document, metric, part);
                }
            }
        }
        return csv.toString();
    }

    private static void part(StringBuilder csv, MetricsDocument document, Metric metric, Part part) {
        List<List<Number>> columns = document.statistics().stream()
                .map(statistic -> part.points().get(statistic))
                .toList();
        String head = String.join(
                ",",
                cell(metric.name()),
                cell(metric.namespace()),
                cell(document.loadBalancer()),
                cell(part.targetGroup()),
                cell(part.zone()));
        for (int i = 0; i < columns.get(0).size(); i++) {
            csv.append(head).append(',').append(document.time(i)).append(',').append(document.periodSeconds());
            for (List<Number> column : columns) {
                csv.append(',').append(number(column, i));
            }
            csv.append(',').append(cell(metric.unit())).append(',').append(number(part.traffic(), i));
            csv.append(',').append(cell(part.exposureUnit())).append("\r\n");
        }
    }

    private static String number(List<Number> values, int index) {
        return values == null || values.get(index) == null
                ? ""
                : values.get(index).toString();
    }
}
