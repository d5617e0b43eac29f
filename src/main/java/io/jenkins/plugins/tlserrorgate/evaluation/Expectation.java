package io.jenkins.plugins.tlserrorgate.evaluation;

/**
 * What was to be expected after a split.
 *
 * @param rate errors per exposure if nothing changes
 * @param baselineErrors errors in the baseline, bursts left out
 * @param baselineExposure exposure in the baseline, bursts left out
 */
record Expectation(double rate, double baselineErrors, double baselineExposure) {}
