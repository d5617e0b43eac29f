package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.inspection.InspectionParameters;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The parameters of the step {@code tlsErrorMetrics} as options, with the same defaults. */
final class InspectionOptions {

    @Spec
    private CommandSpec self;

    @Option(
            names = "--load-balancer",
            required = true,
            paramLabel = "BALANCER",
            description = "ARN, app/NAME/ID, net/NAME/ID, or name.")
    private String loadBalancer;

    @Option(names = "--metrics", split = ",", paramLabel = "METRIC", description = "client, target; default both.")
    private List<String> metrics = List.of();

    @Option(
            names = "--target-groups",
            split = ",",
            paramLabel = "GROUP",
            description = "Target groups whose target errors are wanted; default all.")
    private List<String> targetGroups = List.of();

    @Option(
            names = "--by",
            paramLabel = "PART[,PART...]",
            description =
                    "What errors are counted by: balancer, targetGroup, zone; default targetGroup if some are named,"
                            + " else balancer.")
    private String by;

    @Option(
            names = {"--start", "--start-time"},
            paramLabel = "TIME",
            defaultValue = InspectionParameters.DEFAULT_START,
            description = "From when on: ISO-8601, epoch milliseconds, or how long before the end (${DEFAULT-VALUE}).")
    private String start;

    @Option(
            names = {"--end", "--end-time"},
            paramLabel = "TIME",
            description = "Until when: ISO-8601 or epoch milliseconds; default now.")
    private String end;

    @Option(
            names = "--statistic",
            paramLabel = "STATISTIC[,STATISTIC...]",
            defaultValue = "Sum",
            description = "Sum, Average, Minimum, Maximum or SampleCount of each period (${DEFAULT-VALUE}).")
    private String statistic;

    @Option(
            names = "--period",
            paramLabel = "SECONDS",
            defaultValue = "" + InspectionParameters.DEFAULT_PERIOD,
            description = "How long a point stands for: 300 for near real time, 3600 for trends (${DEFAULT-VALUE}).")
    private int period;

    @Option(
            names = "--max-data-points",
            paramLabel = "NUMBER",
            defaultValue = "" + InspectionParameters.DEFAULT_MAX_DATA_POINTS,
            description =
                    "The most points to read, up to " + InspectionParameters.MOST_DATA_POINTS + " (${DEFAULT-VALUE}).")
    private int maxDataPoints;

    /** The call of the step with these parameters, where they are not the defaults. */
    Snippet snippet() {
        return new Snippet("tlsErrorMetrics").options(self.options());
    }

    /** The parameters, not yet checked. */
    InspectionParameters parameters() {
        return new InspectionParameters()
                .loadBalancer(loadBalancer)
                .metrics(metrics)
                .targetGroups(targetGroups)
                .by(words(by))
                .startTime(start)
                .endTime(end)
                .statistics(words(statistic))
                .period(period)
                .maxDataPoints(maxDataPoints);
    }

    private static List<String> words(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::strip).toList();
    }
}
