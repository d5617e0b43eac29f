package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/** Metric queries as the SDK builds them, and their results as maps. */
final class Queries {
    private Queries() {}

    /** A query for the sums of a whole balancer. */
    static MetricDataQuery sums(String id, Balancer balancer, String metric, int period) {
        return query(id, balancer, metric, "Sum", period, Map.of("LoadBalancer", balancer.dimension()));
    }

    static MetricDataQuery query(
            String id, Balancer balancer, String metric, String statistic, int period, Map<String, String> dimensions) {
        List<Dimension> list = new ArrayList<>();
        dimensions.forEach((name, value) ->
                list.add(Dimension.builder().name(name).value(value).build()));
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.stat(statistic)
                        .period(period)
                        .metric(measured -> measured.namespace(balancer.type().namespace())
                                .metricName(metric)
                                .dimensions(list)))
                .build();
    }

    /** Values by the minute, counted from the epoch, at which their points begin. */
    static Map<Long, Double> byMinute(MetricDataResult result) {
        Map<Long, Double> values = new TreeMap<>();
        for (int i = 0; i < result.values().size(); i++) {
            values.put(
                    result.timestamps().get(i).getEpochSecond() / 60,
                    result.values().get(i));
        }
        return values;
    }
}
