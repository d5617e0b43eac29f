package io.jenkins.plugins.tlserrorgate.report;

import io.jenkins.plugins.tlserrorgate.inspection.InspectionParameters;
import io.jenkins.plugins.tlserrorgate.inspection.Inspector;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was read of a balancer named shop over a morning, both metrics alike. */
public final class Inspections {

    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    private static final Instant START = Instant.parse("2026-01-14T10:00:00Z");
    private static final int PERIOD = 300;

    private Inspections() {}

    /**
     * @param statistics the statistics that were asked for; each has the same points
     * @param errors a number for each five minutes, NaN for no point
     * @param traffic as many
     */
    public static MetricsDocument of(List<String> statistics, double[] errors, double[] traffic)
            throws SourceException, InterruptedException {
        InspectionParameters parameters = new InspectionParameters()
                .loadBalancer("shop")
                .startTime(START.toString())
                .endTime(START.plusSeconds((long) PERIOD * errors.length).toString())
                .period(PERIOD)
                .statistics(statistics);
        LoadBalancerId balancer = LoadBalancerId.of("app/shop/50dc6c495c0c9188");
        return MetricsDocument.of(new Inspector(
                        (balancers, groups) -> new Resolved(
                                "eu-central-1", balancer, List.of(), List.of("checked"), null, List.of(), null),
                        (keys, window, period) -> {
                            Map<SeriesKey, Series> data = new HashMap<>();
                            for (SeriesKey key : keys) {
                                double[] values = key.metricName().contains("Error") ? errors : traffic;
                                Map<Instant, Double> points = new HashMap<>();
                                for (int i = 0; i < values.length; i++) {
                                    if (!Double.isNaN(values[i])) {
                                        points.put(window.start().plus(period.multipliedBy(i)), values[i]);
                                    }
                                }
                                data.put(key, Series.ofPoints(window, period, points.keySet(), points.values()));
                            }
                            return data;
                        },
                        null)
                .inspect(parameters.check(NOW), NOW));
    }
}
