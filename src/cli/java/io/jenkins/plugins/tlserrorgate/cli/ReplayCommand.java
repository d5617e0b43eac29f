package io.jenkins.plugins.tlserrorgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.tlserrorgate.aws.AwsConnection;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Advice;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Deployment;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Outcome;
import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.report.TextReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what the gate would have said about past deployments, and which parameters suit the balancer. */
@Command(
        name = "replay",
        description =
                "Tells what the gate would have said about past deployments, how often it would have failed without"
                        + " any, and which observe, baseline and tolerance suit the load balancer's traffic.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:replayed, whatever the verdicts",
            "2:wrong usage, or an unreadable file",
            "3:no deployment could be judged",
            "4:error of AWS or permissions"
        })
public final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private GateOptions gateOptions = new GateOptions();

    @Option(
            names = "--deployments",
            required = true,
            paramLabel = "FILE.csv",
            description =
                    "Past deployments: start,end,label, one a line; a heading with these words may change the order.")
    private Path file;

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--snippet",
            description = "Prints the Jenkinsfile fragment with the recommended parameters instead.")
    private boolean snippet;

    @Mixin
    private AwsOptions awsOptions = new AwsOptions();

    private final InstantSource clock;

    /** The command in real time. */
    public ReplayCommand() {
        this(InstantSource.system());
    }

    /** The command in a time of its own. */
    public ReplayCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws SourceException, InterruptedException {
        Instant now = clock.instant();
        GateParameters parameters = gateOptions.parameters();
        GateSettings settings = parameters.check(now);
        List<Deployment> deployments = DeploymentsCsv.read(file);
        Rehearsal rehearsal;
        String region;
        try (AwsConnection connection = AwsConnection.open(awsOptions.settings(settings.located()))) {
            var resolved = connection.directory().resolve(settings.balancers(), settings.targetGroups());
            region = resolved.region();
            rehearsal = Rehearsal.read(parameters, resolved, deployments, connection.metrics(), now);
        }
        if (!rehearsal.hasTraffic()) {
            output.say(settings.named()
                    + " had no traffic in the last 15d, so there is nothing to replay; check name and region");
            return ExitCode.INCONCLUSIVE;
        }
        List<Outcome> outcomes = rehearsal.outcomes();
        Advice advice = rehearsal.advice();
        if (snippet) {
            output.print(snippet(settings, region, advice).lines());
        } else {
            output.print(() -> json(outcomes, advice), () -> lines(outcomes, settings, advice));
        }
        return outcomes.stream().anyMatch(outcome -> outcome.report() != null) ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
    }

    private static List<String> lines(List<Outcome> outcomes, GateSettings settings, Advice advice) {
        List<String> lines = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            boolean judged = outcome.report() != null;
            lines.add(outcome.deployment().label() + " ("
                    + outcome.deployment().end().truncatedTo(ChronoUnit.SECONDS) + "): "
                    + (judged ? TextReport.line(outcome.report()) : "not judged: " + outcome.problem()));
            if (judged && outcome.problem() != null) {
                lines.add("    " + outcome.problem());
            }
        }
        lines.add("");
        lines.add("Without a deployment this gate would have failed at " + advice.fired() + " of " + advice.moments()
                + " moments of the last week.");
        advice.sights().forEach((metric, sight) -> {
            String rate = " (" + PlainText.number(sight.perMinute()) + " " + metric.id() + " errors a minute)";
            lines.add(
                    sight.observe() == null
                            ? "No observation of up to 4h sees a doubling of " + metric.id() + " errors with 90 %"
                                    + rate
                                    + (Double.isFinite(sight.visible())
                                            ? "; 4h see a rise to " + PlainText.number(sight.visible()) + "x"
                                            : "")
                            : "To see a doubling of " + metric.id() + " errors with 90 % you need observe: "
                                    + Durations.format(sight.observe()) + rate
                                    + (sight.observe().equals(sight.always())
                                            ? ""
                                            : ", at quiet hours "
                                                    + (sight.always() == null
                                                            ? "more than 4h"
                                                            : Durations.format(sight.always()))));
        });
        lines.add("Recommended: observe: " + Durations.format(observe(settings, advice)) + ", baseline: "
                + Durations.format(advice.baseline()) + ", tolerance: " + PlainText.number(advice.tolerance()));
        return lines;
    }

    private static Duration observe(GateSettings settings, Advice advice) {
        return advice.observe() == null ? settings.split().observation().length() : advice.observe();
    }

    private Snippet snippet(GateSettings settings, String region, Advice advice) {
        Snippet call = gateOptions
                .snippet()
                .set("observe", Durations.format(observe(settings, advice)))
                .set("baseline", Durations.format(advice.baseline()))
                .set("tolerance", advice.tolerance());
        return awsOptions.addTo(call).set("region", region);
    }

    private static String json(List<Outcome> outcomes, Advice advice) {
        ObjectNode document = new ObjectMapper().createObjectNode();
        var list = document.putArray("deployments");
        outcomes.forEach(outcome -> {
            ObjectNode one = list.addObject();
            one.put("label", outcome.deployment().label());
            one.put("start", outcome.deployment().start().toString());
            one.put("end", outcome.deployment().end().toString());
            Verdict verdict = outcome.report() == null ? null : outcome.report().verdict();
            one.put("verdict", verdict == null ? null : verdict.name());
            one.put("explanation", verdict == null ? null : outcome.report().explanation());
            one.put("note", outcome.problem());
        });
        ObjectNode placebo = document.putObject("placebo");
        placebo.put("fired", advice.fired());
        placebo.put("moments", advice.moments());
        ObjectNode recommended = document.putObject("recommended");
        recommended.put("observe", advice.observe() == null ? null : Durations.format(advice.observe()));
        recommended.put("baseline", Durations.format(advice.baseline()));
        recommended.put("tolerance", advice.tolerance());
        ObjectNode metrics = document.putObject("doubling");
        advice.sights().forEach((metric, sight) -> {
            ObjectNode one = metrics.putObject(metric.id());
            one.put("observe", sight.observe() == null ? null : Durations.format(sight.observe()));
            one.put("observeAtQuietHours", sight.always() == null ? null : Durations.format(sight.always()));
            one.put("visibleRatio", Double.isFinite(sight.visible()) ? sight.visible() : null);
            one.put("errorsPerMinute", Double.isFinite(sight.perMinute()) ? sight.perMinute() : null);
        });
        return document.toString();
    }
}
