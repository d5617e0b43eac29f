package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The gate's parameters as options, with the same names and defaults as in a pipeline, less the deployment itself. */
final class GateOptions {

    @Spec
    private CommandSpec self;

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

    @Mixin
    private JudgementOptions judgement = new JudgementOptions();

    @Option(
            names = "--settle",
            paramLabel = "DURATION",
            defaultValue = GateParameters.DEFAULT_SETTLE,
            description = "How old a minute must be until CloudWatch has all of it (${DEFAULT-VALUE}).")
    private String settle;

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

    /** The call of the gate with these parameters, where they are not the defaults. */
    Snippet snippet() {
        boolean one = loadBalancers.size() == 1;
        return new Snippet("tlsErrorGate")
                .set("loadBalancer", one ? loadBalancers.get(0) : null)
                .set("loadBalancers", one ? null : loadBalancers)
                .options(self.options().stream()
                        .filter(option -> !option.longestName().equals("--load-balancer"))
                        .toList());
    }

    /** The parameters, not yet checked. */
    GateParameters parameters() {
        boolean one = loadBalancers.size() == 1;
        return new GateParameters()
                .loadBalancer(one ? loadBalancers.get(0) : null)
                .loadBalancers(one ? null : loadBalancers)
                .targetGroups(targetGroups)
                .metrics(metrics)
                .baseline(judgement.baseline)
                .baselineFrom(judgement.baselineFrom)
                .history(judgement.history)
                .observe(judgement.observe)
                .settle(settle)
                .settleGap(judgement.settleGap)
                .period(period)
                .rule(rule)
                .statistic(statistic)
                .maxIncrease(maxIncrease)
                .maxIncreasePercent(maxIncreasePercent)
                .tolerance(judgement.tolerance)
                .confidence(judgement.confidence)
                .minExtraErrors(judgement.minExtraErrors);
    }
}
