package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.aws.AwsConnection;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.report.TlsChangeDocument;
import io.jenkins.plugins.tlserrorgate.report.TlsJson;
import io.jenkins.plugins.tlserrorgate.report.TlsSnapshotDocument;
import io.jenkins.plugins.tlserrorgate.report.TlsText;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SnapshotDifference;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what a balancer's listeners offer in TLS, keeps it in a file, or compares it with what was kept. */
@Command(
        name = "policies",
        description = "Shows the listeners of a balancer with their security policies, protocols and ciphers;"
                + " saves that, or compares it with what was saved.",
        mixinStandardHelpOptions = true,
        subcommands = PoliciesDiffCommand.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown, or nothing changed",
            "1:something changed",
            "2:wrong usage",
            "3:not everything could be read",
            "4:error of AWS or permissions"
        })
public final class PoliciesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--load-balancer", paramLabel = "BALANCER", description = "ARN, app/NAME/ID, net/NAME/ID, or name.")
    private String loadBalancer;

    @Option(names = "--save", paramLabel = "FILE", description = "Writes what was read to a file, as JSON.")
    private Path save;

    @Option(names = "--diff", paramLabel = "FILE", description = "Compares with what was saved to a file before.")
    private Path diff;

    @Mixin
    private Output output = new Output();

    @Mixin
    private AwsOptions awsOptions = new AwsOptions();

    private final InstantSource clock;

    /** The command in real time. */
    public PoliciesCommand() {
        this(InstantSource.system());
    }

    /** The command in a time of its own. */
    public PoliciesCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws SourceException, InterruptedException {
        if (loadBalancer == null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required option: '--load-balancer=BALANCER', or the command diff");
        }
        LoadBalancerSpec balancer = LoadBalancerSpec.parse("loadBalancer", loadBalancer);
        ListenerSnapshot before = diff == null ? null : SnapshotFile.read("diff", diff);
        ListenerSnapshot now;
        try (AwsConnection connection = AwsConnection.open(awsOptions.settings(balancer))) {
            now = connection
                    .listeners()
                    .snapshots(List.of(balancer), clock.instant())
                    .get(0);
        }
        if (!now.exists() && before == null) {
            throw new InvalidParameterException(
                    "loadBalancer",
                    balancer,
                    "does not exist in this region of this account; check name, region and credentials (Classic Load"
                            + " Balancers are not supported: use an Application or Network Load Balancer)");
        }
        if (save != null) {
            SnapshotFile.write(save, now);
        }
        return before == null ? show(now) : compare(before, now);
    }

    private int show(ListenerSnapshot now) {
        output.print(() -> TlsJson.write(TlsSnapshotDocument.of(now)), () -> TlsText.lines(now));
        return now.unread().isEmpty() ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
    }

    private int compare(ListenerSnapshot before, ListenerSnapshot now) {
        SnapshotDifference difference = SnapshotDifference.between(before, now);
        output.print(() -> TlsJson.write(TlsChangeDocument.of(difference)), () -> TlsText.lines(difference));
        return switch (difference.isChanged()) {
            case YES -> ExitCode.FAIL;
            case NO -> ExitCode.PASS;
            case UNKNOWN -> ExitCode.INCONCLUSIVE;
        };
    }
}
