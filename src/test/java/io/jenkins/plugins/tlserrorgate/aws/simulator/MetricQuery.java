package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One of the queries of a GetMetricData request.
 *
 * @param id id that the result carries
 * @param label label that the result carries; null for the metric's name
 * @param returnData whether there is a result
 * @param accountId account asked for; null for the caller's
 * @param namespace namespace
 * @param metricName metric's name
 * @param dimensions dimensions by name
 * @param period period in seconds
 * @param statistic statistic
 * @param unit the only unit asked for; null for any
 */
record MetricQuery(
        String id,
        String label,
        boolean returnData,
        String accountId,
        String namespace,
        String metricName,
        Map<String, String> dimensions,
        int period,
        StatisticSet.Statistic statistic,
        String unit) {
    private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9_]*");

    static MetricQuery parse(Map<String, Object> query, int position) {
        String path = "MetricDataQueries.member." + position;
        String id = Parameters.text(query, "Id");
        if (id == null || !ID.matcher(id).matches()) {
            throw AwsError.validation("The value " + id + " for parameter " + path
                    + ".Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
        }
        Map<String, Object> stat = Parameters.structure(query, "MetricStat");
        if (stat == null) {
            throw AwsError.validation(
                    "The parameter " + path + ".MetricStat is required; expressions are not simulated.");
        }
        Map<String, Object> metric = Parameters.structure(stat, "Metric");
        if (metric == null || Parameters.text(metric, "MetricName") == null) {
            throw AwsError.validation("The parameter " + path + ".MetricStat.Metric.MetricName is required.");
        }
        return new MetricQuery(
                id,
                Parameters.text(query, "Label"),
                !Boolean.FALSE.equals(query.get("ReturnData")),
                Parameters.text(query, "AccountId"),
                Parameters.text(metric, "Namespace"),
                Parameters.text(metric, "MetricName"),
                dimensions(Parameters.structures(metric, "Dimensions")),
                period(stat, path),
                statistic(stat, path),
                Parameters.text(stat, "Unit"));
    }

    private static int period(Map<String, Object> stat, String path) {
        Integer period = Parameters.integer(stat, "Period");
        if (period == null || period <= 0 || period % 60 != 0) {
            throw AwsError.validation(
                    "The value " + period + " for parameter " + path + ".MetricStat.Period must be a multiple of 60.");
        }
        return period;
    }

    private static StatisticSet.Statistic statistic(Map<String, Object> stat, String path) {
        String name = Parameters.text(stat, "Stat");
        return StatisticSet.Statistic.of(String.valueOf(name))
                .orElseThrow(() -> AwsError.validation(
                        "The value " + name + " for parameter " + path + ".MetricStat.Stat is not supported."));
    }

    private static Map<String, String> dimensions(List<Map<String, Object>> list) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (Map<String, Object> dimension : list) {
            dimensions.put(Parameters.text(dimension, "Name"), Parameters.text(dimension, "Value"));
        }
        return dimensions;
    }
}
