package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import picocli.CommandLine.Option;

/** How to judge: what all commands with a verdict have in common. */
final class JudgementOptions {

    @Option(
            names = "--baseline",
            paramLabel = "DURATION",
            defaultValue = GateParameters.DEFAULT_BASELINE,
            description = "How long before the deployment to look for what is normal (${DEFAULT-VALUE}).")
    String baseline;

    @Option(
            names = "--baseline-from",
            paramLabel = "PLACE",
            defaultValue = "before",
            description = "before, dayBefore or weekBefore (${DEFAULT-VALUE}).")
    String baselineFrom;

    @Option(
            names = "--history",
            paramLabel = "DURATION",
            defaultValue = GateParameters.DEFAULT_HISTORY,
            description = "How far back to calibrate the verdict, at most 14d, 0s for not at all (${DEFAULT-VALUE}).")
    String history;

    @Option(
            names = "--observe",
            paramLabel = "DURATION",
            defaultValue = GateParameters.DEFAULT_OBSERVE,
            description = "How long after it to look for errors (${DEFAULT-VALUE}).")
    String observe;

    @Option(
            names = "--settle-gap",
            paramLabel = "DURATION",
            defaultValue = GateParameters.DEFAULT_SETTLE_GAP,
            description = "How long after the deployment is not judged yet (${DEFAULT-VALUE}).")
    String settleGap;

    @Option(
            names = "--tolerance",
            paramLabel = "FACTOR",
            defaultValue = "" + GateParameters.DEFAULT_TOLERANCE,
            description = "The factor by which the rate may rise (${DEFAULT-VALUE}).")
    double tolerance;

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            defaultValue = "" + GateParameters.DEFAULT_CONFIDENCE,
            description = "The probability to stay calm when nothing changed (${DEFAULT-VALUE}).")
    double confidence;

    @Option(
            names = "--min-extra-errors",
            paramLabel = "NUMBER",
            defaultValue = "" + GateParameters.DEFAULT_MIN_EXTRA_ERRORS,
            description = "How many errors more than expected a failure needs (${DEFAULT-VALUE}).")
    double minExtraErrors;
}
