package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.aws.AwsConnection;
import io.jenkins.plugins.tlserrorgate.aws.AwsSettings;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateAction;
import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import io.jenkins.plugins.tlserrorgate.gate.GateRunner;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.gate.SharedJudgements;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportJson;
import io.jenkins.plugins.tlserrorgate.report.TextReport;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges one deployment, waiting for the observation to pass where it has not. */
@Command(
        name = "check",
        description = "Judges a deployment: waits until it has been observed, then prints the verdict.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:pass", "1:fail", "2:wrong usage", "3:inconclusive", "4:error of AWS or permissions"})
public final class CheckCommand implements Callable<Integer> {

    @Mixin
    private GateOptions gateOptions = new GateOptions();

    @Option(
            names = "--deployment-start",
            paramLabel = "TIME",
            description = "When the deployment began: ISO-8601 or epoch milliseconds; default its end.")
    private String deploymentStart;

    @Option(names = "--deployment-end", paramLabel = "TIME", description = "When it ended; default now.")
    private String deploymentEnd;

    @Option(
            names = "--since",
            paramLabel = "FILE",
            description = "Listeners before the deployment, as policies --save has written them, to tell what changed;"
                    + " once for each balancer.")
    private List<Path> since = List.of();

    @Mixin
    private Output output = new Output();

    @Mixin
    private AwsOptions awsOptions = new AwsOptions();

    private final Pace pace;

    /** The command in real time. */
    public CheckCommand() {
        this(Pace.REAL);
    }

    /** The command in a time of its own. */
    public CheckCommand(Pace pace) {
        this.pace = pace;
    }

    @Override
    public Integer call() throws InterruptedException {
        GateSettings settings = gateOptions
                .parameters()
                .deploymentStart(deploymentStart)
                .deploymentEnd(deploymentEnd)
                .check(pace.instant());
        AwsSettings aws = awsOptions.settings(settings.located());
        GateReport report = run(Gate.begin(settings).since(before(settings)), aws);
        output.print(() -> ReportJson.write(ReportDocument.of(report)), () -> TextReport.lines(report));
        return ExitCode.of(report.verdict());
    }

    /** The snapshot of each balancer, null for one without. */
    private List<ListenerSnapshot> before(GateSettings settings) {
        ListenerSnapshot[] before = new ListenerSnapshot[settings.balancers().size()];
        for (Path file : since) {
            ListenerSnapshot snapshot = SnapshotFile.read("since", file);
            List<String> names =
                    settings.balancers().stream().map(LoadBalancerSpec::name).toList();
            int index = names.indexOf(LoadBalancerId.nameIn(snapshot.loadBalancer()));
            if (index < 0) {
                throw new InvalidParameterException(
                        "since",
                        file,
                        "is about " + snapshot.loadBalancer() + ", which is not judged; give the file of "
                                + settings.named());
            }
            before[index] = snapshot;
        }
        return Arrays.asList(before);
    }

    private GateReport run(Gate begun, AwsSettings aws) throws InterruptedException {
        Gate gate = begun;
        while (true) {
            GateAction action = gate.next(pace.instant());
            if (action instanceof GateAction.Finish finish) {
                return finish.report();
            }
            if (action instanceof GateAction.Wait wait) {
                output.say(wait.reason());
                pace.sleepUntil(wait.until());
            } else {
                gate = look(gate, aws);
                if (gate.progress() != null) {
                    output.say(gate.progress());
                }
            }
        }
    }

    private Gate look(Gate gate, AwsSettings aws) throws InterruptedException {
        try (AwsConnection connection = AwsConnection.open(aws)) {
            return new GateRunner(
                            connection.directory(),
                            connection.metrics(),
                            connection.listeners(),
                            pace,
                            new SharedJudgements())
                    .run(gate);
        }
    }
}
