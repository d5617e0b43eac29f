package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.aws.AwsConnection;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.report.TlsChangeDocument;
import io.jenkins.plugins.tlserrorgate.report.TlsJson;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSource;
import io.jenkins.plugins.tlserrorgate.tlspolicy.PolicyDifference;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SecurityPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells what a change from one security policy to another would do. */
@Command(
        name = "diff",
        description =
                "Tells what a change from one security policy to another drops and adds, and who is cut off by it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the same protocols and ciphers",
            "1:different ones",
            "2:wrong usage",
            "4:error of AWS or permissions"
        })
public final class PoliciesDiffCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "BEFORE", description = "The name of a security policy.")
    private String before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "The name of another.")
    private String after;

    @Mixin
    private Output output = new Output();

    @Mixin
    private AwsOptions awsOptions = new AwsOptions();

    @Override
    public Integer call() throws SourceException, InterruptedException {
        PolicyDifference difference;
        try (AwsConnection connection = AwsConnection.open(awsOptions.settings())) {
            ListenerSource source = connection.listeners();
            Map<String, SecurityPolicy> policies = source.policies(new TreeSet<>(List.of(before, after)));
            difference = new PolicyDifference(
                    existing("BEFORE", before, policies, source), existing("AFTER", after, policies, source));
        }
        output.print(
                () -> TlsJson.write(TlsChangeDocument.PolicyChange.of(difference)),
                () -> List.of(before + " -> " + after + ": " + difference.sentence()));
        return isSame(difference) ? ExitCode.PASS : ExitCode.FAIL;
    }

    /** Whether both offer the same, in whatever order, as far as is known. */
    private static boolean isSame(PolicyDifference difference) {
        return difference.isRead()
                && difference.droppedProtocols().isEmpty()
                && difference.addedProtocols().isEmpty()
                && difference.droppedCiphers().isEmpty()
                && difference.addedCiphers().isEmpty()
                && difference.before().isPostQuantum() == difference.after().isPostQuantum();
    }

    private static SecurityPolicy existing(
            String parameter, String name, Map<String, SecurityPolicy> policies, ListenerSource source)
            throws SourceException, InterruptedException {
        SecurityPolicy policy = policies.get(name);
        if (policy == null) {
            throw new InvalidParameterException(
                    parameter,
                    name,
                    "is no security policy in this region"
                            + NearWord.hint(name, source.policies(Set.of()).keySet()));
        }
        return policy;
    }
}
