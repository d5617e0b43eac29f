package io.jenkins.plugins.tlserrorgate.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Change;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.TargetGroup;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Traffic;
import io.jenkins.plugins.tlserrorgate.inspection.InspectionParameters;
import io.jenkins.plugins.tlserrorgate.report.MetricsDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command as a shell sees it, against the simulator. */
class MetricsCommandTest extends CommandTestCase {

    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");
    private static final AccessKey NOBODY =
            AccessKey.of("AKIANOBODY0000000001", "nobody-secret").allowing("sts:AssumeRole");

    private static final Scenario SCENARIO = Scenario.builder()
            .accounts(Account.of(Account.DEFAULT_ID, Account.DEFAULT_KEY, NOBODY))
            .balancers(
                    Balancer.application("shop")
                            .traffic(Traffic.steady(500))
                            .targetGroups(
                                    TargetGroup.builder("api").build(),
                                    TargetGroup.builder("web").build())
                            .changes(Change.builder("deployment")
                                    .at(NOW.minusSeconds(3_600))
                                    .lockedOutShare(0.1)
                                    .build())
                            .build(),
                    Balancer.application("idle").traffic(Traffic.steady(0)).build())
            .build();

    @TempDir
    private Path folder;

    MetricsCommandTest() {
        super(SCENARIO, NOW);
    }

    private int metrics(String balancer, String... more) {
        return run(
                Main.reportingBadInput(new CommandLine(new MetricsCommand(() -> NOW))),
                there(Stream.concat(Stream.of("--load-balancer", balancer), Arrays.stream(more))));
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    private MetricsDocument document() {
        return ReportJson.readMetrics(out.toString());
    }

    @Test
    void showsWhatTheStepShows() {
        assertThat(metrics("shop", "--start=6h"), is(0));
        assertThat(lines().get(0), allOf(startsWith("shop: "), endsWith(" target TLS errors in 6h")));
        assertThat(lines(), hasItem(allOf(startsWith("  client  shop  Sum  |"), containsString("\u2588"))));
        assertThat(lines(), hasItem(containsString("Target TLS Negotiation Error Count (AWS/ApplicationELB")));
        assertThat(err.toString(), is(""));
    }

    @Test
    void everyOptionArrives() throws IOException {
        Path csv = folder.resolve("points.csv");
        assertThat(
                metrics(
                        "shop",
                        "--metrics=target",
                        "--target-groups=web,api",
                        "--by=targetGroup, zone",
                        "--start=2026-01-14T08:00:00Z",
                        "--end=2026-01-14T11:00:00Z",
                        "--statistic=Sum,Maximum",
                        "--period=3600",
                        "--max-data-points=500",
                        "--csv=" + csv,
                        "--json"),
                is(0));
        assertThat("nothing else on standard output", lines(), hasSize(1));
        MetricsDocument document = document();
        assertThat(document.metrics(), hasSize(1));
        assertThat(document.start() + " " + document.end(), is("2026-01-14T08:00:00Z 2026-01-14T11:00:00Z"));
        assertThat(document.periodSeconds(), is(3600));
        assertThat(document.statistics(), contains("Sum", "Maximum"));
        assertThat(
                "each target group, and each in every zone",
                document.parts().stream().filter(part -> part.zone() == null).count(),
                is(2L));
        assertThat(document.parts(), hasSize(greaterThan(2)));
        assertThat(Files.readAllLines(csv), hasSize(1 + 3 * document.parts().size()));
    }

    @Test
    void theLongNamesOfTheTimesWorkToo() {
        assertThat(metrics("shop", "--start-time=2h", "--end-time=" + NOW.minusSeconds(7200), "--json"), is(0));
        assertThat(document().end(), is("2026-01-14T10:00:00Z"));
    }

    @Test
    void anIdleBalancerIsToldFromAHealthyOne() {
        assertThat(metrics("idle"), is(3));
        assertThat(lines().get(0), startsWith("idle: no TLS errors and no traffic either in 1d"));
        out.getBuffer().setLength(0);
        assertThat(metrics("idle", "--json"), is(3));
        assertThat(document().traffic(), is(false));
    }

    @Test
    void noErrorsWithTrafficIsSaid() {
        assertThat(metrics("shop", "--metrics=target", "--start=5m"), is(0));
        assertThat(lines().get(0), is("shop: no TLS errors in 5m, in which the load balancer had traffic"));
    }

    @Test
    void anUnknownBalancerIsWrongUsage() {
        assertThat(metrics("shp"), is(2));
        assertThat(err.toString(), startsWith("--load-balancer: \"shp\" does not exist in region eu-central-1"));
    }

    @Test
    void aMissingPermissionIsAnError() {
        identify(NOBODY);
        assertThat(metrics("shop"), is(4));
        assertThat(
                err.toString(),
                allOf(
                        startsWith("ERROR: elasticloadbalancing:DescribeLoadBalancers was denied"),
                        not(containsString("nobody-secret"))));
    }

    @Test
    void aFileThatCannotBeWrittenIsWrongUsage() {
        assertThat(metrics("shop", "--csv=" + folder.resolve("none/points.csv")), is(2));
        assertThat(err.toString(), allOf(startsWith("--csv: "), containsString("can't be written: NoSuchFile")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--start=20d --period=60 | --start-time: \"20d\" is too long ago for a period of 60: CloudWatch keeps such"
                        + " points for 15d; a period of 300 reaches back 63d",
                "--start=100d | a period of 3600 reaches back 455d",
                "--start=500d --period=3600 | no period reaches further than 455d",
                "--start=60d | --max-data-points: \"10000\" is exceeded: 60d with a point each 300 s, 2 series, are 34,560"
                        + " points; a period of 3600 fits",
                "--start=2026-01-14T11:00:00Z --end=2026-01-14T10:00:00Z | --start-time: \"2026-01-14T11:00:00Z\" does not"
                        + " lie before endTime, 2026-01-14T10:00:00Z",
                "--end=2026-01-15T10:00:00Z | --end-time: \"2026-01-15T10:00:00Z\" lies in the future",
                "--start=yesterday | --start-time: \"yesterday\"",
                "--statistic=p99 | --statistic: \"p99\"",
                "--by=zones | --by: \"zones\" is nothing that errors are counted by; use balancer, targetGroup, zone",
                "--metrics=client --target-groups=api | target",
                "--period=90 | --period: \"90\" is not a period of these metrics",
                "--period=five | Invalid value for option '--period'",
                "--max-data-points=0 | --max-data-points: \"0\" must lie between 1 and 100800"
            })
    void badInputIsOneLineAndNobodyIsAsked(String options, String message) {
        assertThat(metrics("shop", options.split(" ")), is(2));
        assertThat(err.toString().lines().toList(), hasSize(1));
        assertThat(err.toString().replaceAll("(\\d)(?=560)", "$1,"), containsString(message));
        assertThat(out.toString(), is(""));
        assertThat(aws.requests().all(), empty());
    }

    @Test
    void theSnippetHasExactlyWhatIsNotTheDefault() {
        assertThat(
                metrics(
                        "shop",
                        "--metrics=client,target",
                        "--by=balancer,zone",
                        "--start=24h",
                        "--end=2026-01-14T11:00:00Z",
                        "--statistic=Sum,Maximum",
                        "--period=3600",
                        "--max-data-points=10000",
                        "--csv=reports/it's.csv",
                        "--role-arn=arn:aws:iam::123456789012:role/gate",
                        "--profile=none",
                        "--snippet"),
                is(0));
        assertThat(
                lines(),
                contains(
                        "tlsErrorMetrics(",
                        "    loadBalancer: 'shop',",
                        "    metrics: ['client', 'target'],",
                        "    by: 'balancer,zone',",
                        "    endTime: '2026-01-14T11:00:00Z',",
                        "    statistic: 'Sum,Maximum',",
                        "    period: 3600,",
                        "    csvFile: 'reports/it\\'s.csv',",
                        "    region: 'eu-central-1',",
                        "    roleArn: 'arn:aws:iam::123456789012:role/gate')"));
        assertThat("nobody is asked", aws.requests().all(), empty());
    }

    @Test
    void theSnippetOfDefaultsHasTheBalancerOnly() {
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out, true));
        assertThat(command.execute("metrics", "--load-balancer=shop", "--snippet"), is(0));
        assertThat(lines(), contains("tlsErrorMetrics(", "    loadBalancer: 'shop')"));
    }

    @Test
    void parametersOfTheSnippetAreThoseOfTheStep() {
        List<String> known = Arrays.stream(InspectionParameters.class.getMethods())
                .map(method -> method.getName().replace("statistics", "statistic"))
                .toList();
        Main.commandLine()
                .getSubcommands()
                .get("metrics")
                .getCommandSpec()
                .mixins()
                .get("inspectionOptions")
                .options()
                .forEach(option -> assertThat(known, hasItem(Snippet.parameter(option))));
    }
}
