package io.jenkins.plugins.tlserrorgate.evaluation;

import java.io.Serializable;

/**
 * A confidence interval.
 *
 * @param low the lower limit
 * @param high the upper limit, possibly infinite
 */
public record Interval(double low, double high) implements Serializable {}
