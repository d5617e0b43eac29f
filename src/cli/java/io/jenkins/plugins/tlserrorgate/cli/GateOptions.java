package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import java.util.List;
import picocli.CommandLine.Option;

/** The gate's parameters as options, with the same names and defaults as in a pipeline. */
final class GateOptions {

    @Option(
            names = "--load-balancer",
            required = true,
            paramLabel = "BALANCER",
            description = "ARN, app/NAME/ID, net/NAME/ID, or name; up to 10 times, to judge several together.")
    private List<String> loadBalancers;

    @Option(
            names = "--target-groups",
            split = ",",
            paramLabel = "GROUP",
            description = "Target groups to judge one by one: ARN, targetgroup/NAME/ID, or name.")
    private List<String> targetGroups = List.of();

    @Option(names = "--metrics", split = ",", paramLabel = "METRIC", description = "client, target; default both.")
    private List<String> metrics = List.of();

    @Option(
            names = "--deployment-start",
            paramLabel = "TIME",
            description = "When the deployment began: ISO-8601 or epoch milliseconds; default its end.")
    private String deploymentStart;

    @Option(names = "--deployment-end", paramLabel = "TIME", description = "When it ended; default now.")
    private String deploymentEnd;

    @Option(
            names = "--baseline",
            paramLabel = "DURATION",
            defaultValue = GateParameters.DEFAULT_BASELINE,
            description = "How long before the deployment to look for what is normal (${DEFAULT-VALUE}).")
    private String baseline;

    @Option(
            names = "--baseline-from",
            paramLabel = "PLACE",
            defaultValue = "before",
            description = "before, dayBefore or weekBefore (${DEFAULT-VALUE}).")
    private String baselineFrom;

    @Option(
            names = "--history",
            paramLabel = "DURATION",
            defaultValue = GateParameters.DEFAULT_HISTORY,
            description = "How far back to calibrate the verdict, at most 14d, 0s for not at all (${DEFAULT-VALUE}).")
    private String history;

    @Option(
            names = "--observe",
            paramLabel = "DURATION",
            defaultValue = GateParameters.DEFAULT_OBSERVE,
            description = "How long after it to look for errors (${DEFAULT-VALUE}).")
    private String observe;

    @Option(
            names = "--settle",
            paramLabel = "DURATION",
            defaultValue = GateParameters.DEFAULT_SETTLE,
            description = "How old a minute must be until CloudWatch has all of it (${DEFAULT-VALUE}).")
    private String settle;

    @Option(
            names = "--settle-gap",
            paramLabel = "DURATION",
            defaultValue = GateParameters.DEFAULT_SETTLE_GAP,
            description = "How long after the deployment is not judged yet (${DEFAULT-VALUE}).")
    private String settleGap;

    @Option(
            names = "--period",
            paramLabel = "SECONDS",
            defaultValue = "" + GateParameters.DEFAULT_PERIOD,
            description = "The length of a block, a multiple of 60 (${DEFAULT-VALUE}).")
    private int period;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            defaultValue = GateParameters.DEFAULT_RULE,
            description = "rate, absolute or percent (${DEFAULT-VALUE}).")
    private String rule;

    @Option(
            names = "--statistic",
            paramLabel = "STATISTIC",
            defaultValue = GateParameters.DEFAULT_STATISTIC,
            description = "Sum, Average, Minimum or Maximum, for the plain rules (${DEFAULT-VALUE}).")
    private String statistic;

    @Option(names = "--max-increase", paramLabel = "NUMBER", description = "What rule absolute allows.")
    private Double maxIncrease;

    @Option(names = "--max-increase-percent", paramLabel = "PERCENT", description = "What rule percent allows.")
    private Double maxIncreasePercent;

    @Option(
            names = "--tolerance",
            paramLabel = "FACTOR",
            defaultValue = "" + GateParameters.DEFAULT_TOLERANCE,
            description = "The factor by which the rate may rise (${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            defaultValue = "" + GateParameters.DEFAULT_CONFIDENCE,
            description = "The probability to stay calm when nothing changed (${DEFAULT-VALUE}).")
    private double confidence;

    @Option(
            names = "--min-extra-errors",
            paramLabel = "NUMBER",
            defaultValue = "" + GateParameters.DEFAULT_MIN_EXTRA_ERRORS,
            description = "How many errors more than expected a failure needs (${DEFAULT-VALUE}).")
    private double minExtraErrors;

    /** The parameters, not yet checked. */
    GateParameters parameters() {
        boolean one = loadBalancers.size() == 1;
        return new GateParameters()
                .loadBalancer(one ? loadBalancers.get(0) : null)
                .loadBalancers(one ? null : loadBalancers)
                .targetGroups(targetGroups)
                .metrics(metrics)
                .deploymentStart(deploymentStart)
                .deploymentEnd(deploymentEnd)
                .baseline(baseline)
                .baselineFrom(baselineFrom)
                .history(history)
                .observe(observe)
                .settle(settle)
                .settleGap(settleGap)
                .period(period)
                .rule(rule)
                .statistic(statistic)
                .maxIncrease(maxIncrease)
                .maxIncreasePercent(maxIncreasePercent)
                .tolerance(tolerance)
                .confidence(confidence)
                .minExtraErrors(minExtraErrors);
    }
}
