package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.aws.AwsConnection;
import io.jenkins.plugins.tlserrorgate.inspection.InspectionRequest;
import io.jenkins.plugins.tlserrorgate.inspection.Inspector;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.report.MetricsCsv;
import io.jenkins.plugins.tlserrorgate.report.MetricsDocument;
import io.jenkins.plugins.tlserrorgate.report.MetricsText;
import io.jenkins.plugins.tlserrorgate.report.ReportJson;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the metrics over a range of time, without a verdict. */
@Command(
        name = "metrics",
        description = "Shows TLS negotiation errors over a range of time: totals, peak and points, without a verdict.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "2:wrong usage, or no such load balancer",
            "3:no traffic in this time, so that no errors mean nothing",
            "4:error of AWS or permissions"
        })
public final class MetricsCommand implements Callable<Integer> {

    @Mixin
    private InspectionOptions inspectionOptions = new InspectionOptions();

    @Option(names = "--csv", paramLabel = "FILE", description = "Writes the points to a file, as CSV.")
    private Path csv;

    @Mixin
    private Output output = new Output();

    @Option(names = "--snippet", description = "Prints the Jenkinsfile fragment that does the same; asks nobody.")
    private boolean snippet;

    @Mixin
    private AwsOptions awsOptions = new AwsOptions();

    private final InstantSource clock;

    /** The command in real time. */
    public MetricsCommand() {
        this(InstantSource.system());
    }

    /** The command in a time of its own. */
    public MetricsCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws SourceException, InterruptedException {
        Instant now = clock.instant();
        InspectionRequest request = inspectionOptions.parameters().check(now);
        if (snippet) {
            output.print(snippet().lines());
            return ExitCode.PASS;
        }
        MetricsDocument document;
        try (AwsConnection aws = AwsConnection.open(awsOptions.settings(request.balancer()))) {
            document = MetricsDocument.of(
                    new Inspector(aws.directory(), aws.metrics(), aws.listeners()).inspect(request, now));
        }
        if (csv != null) {
            TextFile.write("csv", csv, MetricsCsv.of(document));
        }
        output.print(() -> ReportJson.write(document), () -> MetricsText.lines(document));
        return document.traffic() ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
    }

    private Snippet snippet() {
        Snippet call = inspectionOptions.snippet();
        if (csv != null) {
            // The step writes into its workspace only.
            call.set("csvFile", csv.isAbsolute() ? csv.getFileName() : csv);
        }
        return awsOptions.addTo(call);
    }
}
