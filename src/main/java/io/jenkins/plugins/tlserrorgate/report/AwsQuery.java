package io.jenkins.plugins.tlserrorgate.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Exposure;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Part;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How to see for oneself what a report rests on: the command line that asks CloudWatch for the same numbers, and the
 * address of CloudWatch's console with the same metrics and time.
 */
public final class AwsQuery {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private AwsQuery() {}

    /**
     * The command line for the AWS CLI, null if the balancer was never found.
     *
     * @param document the report
     */
    public static String commandLine(ReportDocument document) {
        Set<SeriesKey> asked = queries(document, true);
        if (asked.isEmpty()) {
            return null;
        }
        ArrayNode queries = MAPPER.createArrayNode();
        for (SeriesKey series : asked) {
            ObjectNode metric = MAPPER.createObjectNode();
            metric.put("Namespace", series.namespace()).put("MetricName", series.metricName());
            ArrayNode dimensions = metric.putArray("Dimensions");
            series.scope()
                    .dimensions()
                    .forEach((name, value) ->
                            dimensions.addObject().put("Name", name).put("Value", value));
            ObjectNode node = queries.addObject().put("Id", "m" + queries.size());
            ObjectNode stat = node.putObject("MetricStat");
            stat.set("Metric", metric);
            stat.put("Period", 60).put("Stat", series.statistic().id());
        }
        try {
            return "aws cloudwatch get-metric-data --region " + quote(document.region()) + " --start-time "
                    + quote(document.baseline().start()) + " --end-time "
                    + quote(document.observation().end()) + " --metric-data-queries "
                    + quote(MAPPER.writeValueAsString(queries));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain text can't be written as JSON", e);
        }
    }

    /**
     * The address of CloudWatch's console, null if the balancer was never found.
     *
     * @param document the report
     */
    public static String consoleUrl(ReportDocument document) {
        Set<SeriesKey> asked = queries(document, false);
        if (asked.isEmpty()) {
            return null;
        }
        StringBuilder metrics = new StringBuilder("~(");
        for (SeriesKey series : asked) {
            metrics.append("~(").append(text(series.namespace())).append(text(series.metricName()));
            series.scope()
                    .dimensions()
                    .forEach((name, value) -> metrics.append(text(name)).append(text(value)));
            metrics.append(')');
        }
        metrics.append(')');
        return "https://" + document.region() + ".console." + domain(document.region()) + "/cloudwatch/home?region="
                + document.region() + "#metricsV2:graph=~(metrics" + metrics + "~view~'timeSeries~stacked~false~region"
                + text(document.region()) + "~start" + text(document.baseline().start()) + "~end"
                + text(document.observation().end()) + "~stat~'Sum~period~60)";
    }

    /** None unless everything that goes into a command or an address is what it should be. */
    private static Set<SeriesKey> queries(ReportDocument document, boolean proofs) {
        Set<SeriesKey> queries = new LinkedHashSet<>();
        if (document.region() == null || !document.region().matches("[a-z]{2,5}(-[a-z]{2,12}){1,3}-[0-9]{1,2}")) {
            return queries;
        }
        try {
            List<Statistic> statistics = statistics(document.rule());
            for (Part part : document.comparisons()) {
                Scope scope = new Scope(
                        LoadBalancerId.of(document.loadBalancer(part)),
                        part.targetGroup() == null ? null : new TargetGroupId(part.targetGroup()),
                        part.zone());
                Set<SeriesKey> series = Evidence.series(TlsMetric.parse("metric", part.metric()), scope, statistics);
                if (!proofs) {
                    Exposure.proofs(scope).forEach(series::remove);
                }
                queries.addAll(series);
            }
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
        return queries;
    }

    private static List<Statistic> statistics(ReportDocument.Rule rule) {
        return rule == null || RuleSettings.Kind.RATE.id().equals(rule.kind())
                ? List.of(Statistic.SUM)
                : RuleSettings.read(RuleSettings.Kind.ABSOLUTE, Statistic.parse("statistic", rule.statistic()));
    }

    /** For a POSIX shell. */
    private static String quote(String text) {
        return text.matches("[\\w:.-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** For the console's own notation: a text begins with {@code ~'}, and {@code *2f} stands for a slash. */
    private static String text(String text) {
        StringBuilder encoded = new StringBuilder("~'");
        for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.')) {
                encoded.append(c);
            } else {
                encoded.append(String.format(java.util.Locale.ROOT, "*%02x", b & 0xff));
            }
        }
        return encoded.toString();
    }

    private static String domain(String region) {
        if (region.startsWith("cn-")) {
            return "amazonaws.cn";
        }
        return region.startsWith("us-gov-") ? "amazonaws-us-gov.com" : "aws.amazon.com";
    }
}
