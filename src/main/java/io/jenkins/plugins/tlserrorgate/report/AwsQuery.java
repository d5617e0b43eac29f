package io.jenkins.plugins.tlserrorgate.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
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

    /** A series: a metric of a balancer, of one of its target groups or of one of its zones. */
    private record Query(LoadBalancerId balancer, String name, String targetGroup, String zone, String statistic) {}

    /**
     * The command line for the AWS CLI, null if the balancer was never found.
     *
     * @param document the report
     */
    public static String commandLine(ReportDocument document) {
        Set<Query> asked = queries(document, true);
        if (asked.isEmpty()) {
            return null;
        }
        ArrayNode queries = MAPPER.createArrayNode();
        for (Query query : asked) {
            LoadBalancerId balancer = query.balancer();
            ObjectNode metric = MAPPER.createObjectNode();
            metric.put("Namespace", balancer.kind().namespace());
            metric.put("MetricName", query.name());
            ArrayNode dimensions = metric.putArray("Dimensions");
            dimensions.addObject().put("Name", "LoadBalancer").put("Value", balancer.dimension());
            if (query.targetGroup() != null) {
                dimensions.addObject().put("Name", "TargetGroup").put("Value", query.targetGroup());
            }
            if (query.zone() != null) {
                dimensions.addObject().put("Name", "AvailabilityZone").put("Value", query.zone());
            }
            ObjectNode node = queries.addObject().put("Id", "m" + queries.size());
            ObjectNode stat = node.putObject("MetricStat");
            stat.set("Metric", metric);
            stat.put("Period", 60).put("Stat", query.statistic());
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
        Set<Query> asked = queries(document, false);
        if (asked.isEmpty()) {
            return null;
        }
        StringBuilder metrics = new StringBuilder("~(");
        for (Query query : asked) {
            LoadBalancerId balancer = query.balancer();
            metrics.append("~(").append(text(balancer.kind().namespace())).append(text(query.name()));
            if (query.targetGroup() != null) {
                metrics.append(text("TargetGroup")).append(text(query.targetGroup()));
            }
            if (query.zone() != null) {
                metrics.append(text("AvailabilityZone")).append(text(query.zone()));
            }
            metrics.append(text("LoadBalancer")).append(text(balancer.dimension()));
            metrics.append(')');
        }
        metrics.append(')');
        return "https://" + document.region() + ".console." + domain(document.region()) + "/cloudwatch/home?region="
                + document.region() + "#metricsV2:graph=~(metrics" + metrics + "~view~'timeSeries~stacked~false~region"
                + text(document.region()) + "~start" + text(document.baseline().start()) + "~end"
                + text(document.observation().end()) + "~stat~'Sum~period~60)";
    }

    /** None unless everything that goes into a command or an address is what it should be. */
    private static Set<Query> queries(ReportDocument document, boolean proofs) {
        Set<Query> queries = new LinkedHashSet<>();
        if (document.region() == null || !document.region().matches("[a-z]{2,5}(-[a-z]{2,12}){1,3}-[0-9]{1,2}")) {
            return queries;
        }
        try {
            for (Part part : document.comparisons()) {
                add(queries, document, part, LoadBalancerId.of(document.loadBalancer(part)), proofs);
            }
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
        return queries;
    }

    private static void add(
            Set<Query> queries, ReportDocument document, Part part, LoadBalancerId balancer, boolean proofs) {
        boolean network = balancer.kind() == LoadBalancerId.Kind.NETWORK;
        TlsMetric metric = TlsMetric.parse("metric", part.metric());
        for (String statistic : statistics(document)) {
            queries.add(new Query(balancer, metric.metricName(), part.targetGroup(), part.zone(), statistic));
        }
        boolean whole = part.targetGroup() == null && part.zone() == null;
        if (network) {
            queries.add(new Query(balancer, "NewFlowCount_TLS", null, part.zone(), "Sum"));
        } else {
            queries.add(new Query(
                    balancer, whole ? "NewConnectionCount" : "RequestCount", part.targetGroup(), part.zone(), "Sum"));
        }
        if (proofs && whole && network) {
            queries.add(new Query(balancer, "ActiveFlowCount_TLS", null, null, "Sum"));
        } else if (proofs && whole) {
            queries.add(new Query(balancer, "RequestCount", null, null, "Sum"));
            queries.add(new Query(balancer, "ActiveConnectionCount", null, null, "Sum"));
        }
    }

    private static List<String> statistics(ReportDocument document) {
        String statistic =
                document.rule() == null || "rate".equals(document.rule().kind())
                        ? "Sum"
                        : document.rule().statistic();
        return switch (statistic) {
            case "Sum" -> List.of("Sum");
            case "Average" -> List.of("Sum", "SampleCount");
            default -> List.of("Sum", statistic);
        };
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
