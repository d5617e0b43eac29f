package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.evaluation.BaselineFrom;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges deployments that are described on standard input, one JSON object a line; needs no AWS. */
@Command(
        name = "judge",
        description = {
            "Reads deployments as JSON lines on standard input and writes a verdict line for each.",
            "In:  {\"id\":\"x\",\"deploymentStart\":1440,\"deploymentEnd\":1445,\"connections\":[..],\"client\":[..],"
                    + "\"target\":[..]}",
            "One number a minute, null where nothing was reported; deploymentStart and deploymentEnd are indexes of the"
                    + " first minute of the deployment and of the first one after it; client or target may be absent.",
            "Exit code: 0 all lines judged, whatever the verdicts; 4 some lines were malformed; 2 wrong options."
        },
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private JudgementOptions judgement = new JudgementOptions();

    @Option(
            names = "--period",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "Blocks in which dispersion is estimated without history (${DEFAULT-VALUE}).")
    private String period;

    private final InputStream in;

    JudgeCommand() {
        this(System.in);
    }

    JudgeCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        LineJudge judge = new LineJudge(options());
        // Not closed: it is the process's standard output, or the caller's.
        PrintWriter out = spec.commandLine().getOut();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        boolean malformed = false;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                LineJudge.Answer answer = judge.answer(line, number);
                malformed |= answer.malformed();
                out.println(answer.json());
                out.flush();
            }
        }
        return malformed ? ExitCode.ERROR : ExitCode.PASS;
    }

    private LineJudge.Options options() {
        check(
                judgement.tolerance >= 1 && Double.isFinite(judgement.tolerance),
                "tolerance",
                judgement.tolerance,
                "must be 1 or more");
        check(
                judgement.confidence > 0.5 && judgement.confidence < 1,
                "confidence",
                judgement.confidence,
                "must be between 0.5 and 1, for example 0.99");
        check(
                judgement.minExtraErrors >= 0 && Double.isFinite(judgement.minExtraErrors),
                "minExtraErrors",
                judgement.minExtraErrors,
                "must be 0 or more");
        Duration past = minutes("history", Durations.parse("history", judgement.history));
        check(past.compareTo(Duration.ofDays(14)) <= 0, "history", judgement.history, "is longer than 14d");
        return new LineJudge.Options(
                minutes("baseline", Durations.parsePositive("baseline", judgement.baseline)),
                BaselineFrom.parse("baselineFrom", judgement.baselineFrom),
                minutes("observe", Durations.parsePositive("observe", judgement.observe)),
                minutes("settleGap", Durations.parse("settleGap", judgement.settleGap)),
                past,
                new RuleSettings(
                        RuleSettings.Kind.RATE,
                        0,
                        Statistic.SUM,
                        minutes("period", Durations.parsePositive("period", period)),
                        judgement.tolerance,
                        judgement.confidence,
                        judgement.minExtraErrors));
    }

    private static Duration minutes(String parameter, Duration duration) {
        check(duration.toSeconds() % 60 == 0, parameter, duration, "is not a whole number of minutes");
        return duration;
    }

    private static void check(boolean right, String parameter, Object value, String problem) {
        if (!right) {
            throw new InvalidParameterException(parameter, value, problem);
        }
    }
}
