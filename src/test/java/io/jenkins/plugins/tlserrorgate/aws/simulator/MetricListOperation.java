package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ListMetrics: the series that had a point in the last two weeks. */
final class MetricListOperation {
    private static final int PAGE = 500;
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final Duration RECENTLY = Duration.ofHours(3);

    private final World world;
    private final MetricCatalog catalog;

    MetricListOperation(World world, MetricCatalog catalog) {
        this.world = world;
        this.catalog = catalog;
    }

    Map<String, Object> answer(Call call) {
        Map<String, Object> parameters = call.parameters();
        Instant now = world.now();
        Duration span = "PT3H".equals(Parameters.text(parameters, "RecentlyActive")) ? RECENTLY : TWO_WEEKS;
        List<Object> metrics = new ArrayList<>();
        for (MetricCatalog.Entry entry : catalog.entries(call.caller())) {
            if (matches(entry, parameters) && isActive(entry.series(), span, now)) {
                metrics.add(describe(entry));
            }
        }
        int from = offset(Parameters.text(parameters, "NextToken"), metrics.size());
        int to = Math.min(metrics.size(), from + PAGE);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("Metrics", metrics.subList(from, to));
        if (to < metrics.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private static int offset(String token, int size) {
        if (token == null) {
            return 0;
        }
        if (!token.matches("[0-9]{1,6}") || Integer.parseInt(token) >= size) {
            throw new AwsError(400, "InvalidParameterValue", "InvalidParameterValueException", "Invalid NextToken");
        }
        return Integer.parseInt(token);
    }

    private static boolean matches(MetricCatalog.Entry entry, Map<String, Object> parameters) {
        String namespace = Parameters.text(parameters, "Namespace");
        String name = Parameters.text(parameters, "MetricName");
        if (namespace != null && !namespace.equals(entry.namespace())
                || name != null && !name.equals(entry.metricName())) {
            return false;
        }
        for (Map<String, Object> filter : Parameters.structures(parameters, "Dimensions")) {
            String actual = entry.dimensions().get(Parameters.text(filter, "Name"));
            String expected = Parameters.text(filter, "Value");
            if (actual == null || expected != null && !expected.equals(actual)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isActive(MetricSeries series, Duration span, Instant now) {
        long newest = Math.floorDiv(now.getEpochSecond(), 60);
        for (long age = 60; age <= span.toMinutes(); age += 60) {
            if (!series.point(newest - age, 60, now).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> describe(MetricCatalog.Entry entry) {
        List<Object> dimensions = new ArrayList<>();
        entry.dimensions().forEach((name, value) -> {
            Map<String, Object> dimension = new LinkedHashMap<>();
            dimension.put("Name", name);
            dimension.put("Value", value);
            dimensions.add(dimension);
        });
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("Namespace", entry.namespace());
        metric.put("MetricName", entry.metricName());
        metric.put("Dimensions", dimensions);
        return metric;
    }
}
