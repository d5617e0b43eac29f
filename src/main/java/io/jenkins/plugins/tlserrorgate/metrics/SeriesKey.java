package io.jenkins.plugins.tlserrorgate.metrics;

import java.io.Serializable;

/**
 * Names one time series of CloudWatch.
 *
 * @param scope the balancer, or the part of it; gives namespace and dimensions
 * @param metricName the metric's name in CloudWatch
 * @param statistic what is computed over the samples of a period
 */
public record SeriesKey(Scope scope, String metricName, Statistic statistic) implements Serializable {

    /** The CloudWatch namespace that the series is in. */
    public String namespace() {
        return scope.balancer().kind().namespace();
    }
}
