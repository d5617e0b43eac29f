package io.jenkins.plugins.tlserrorgate.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Change;
import io.jenkins.plugins.tlserrorgate.aws.simulator.LoggedRequest;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Role;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.aws.simulator.TargetEffect;
import io.jenkins.plugins.tlserrorgate.aws.simulator.TargetGroup;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Traffic;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportJson;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command as a shell sees it: exit code, standard output, standard error. */
class CheckCommandTest extends CommandTestCase {

    private static final Instant DEPLOYED = Instant.parse("2026-01-14T11:00:00Z");
    private static final Instant NOW = DEPLOYED.plusSeconds(3_600);
    private static final AccessKey NOBODY =
            AccessKey.of("AKIANOBODY0000000001", "nobody-secret").allowing("sts:AssumeRole");

    private static Balancer.Builder balancer(String name) {
        return Balancer.application(name).traffic(Traffic.steady(500));
    }

    private static Change.Builder deployment() {
        return Change.builder("deployment").at(DEPLOYED);
    }

    private static final Scenario SCENARIO = Scenario.builder()
            .accounts(Account.of(Account.DEFAULT_ID, Account.DEFAULT_KEY, NOBODY)
                    .withRoles(Role.of("gate", "*").withExternalId("seven")))
            .balancers(
                    balancer("healthy").build(),
                    balancer("broken")
                            .changes(deployment().lockedOutShare(0.1).build())
                            .build(),
                    balancer("silent")
                            .changes(deployment().trafficFactor(0).build())
                            .build(),
                    balancer("backends")
                            .targetGroups(
                                    TargetGroup.builder("api").build(),
                                    TargetGroup.builder("web").build())
                            .changes(deployment()
                                    .targets(TargetEffect.share("web", 0.3))
                                    .build())
                            .build())
            .build();

    CheckCommandTest() {
        super(SCENARIO, NOW);
    }

    /** Runs the command in the simulator's time, in which waiting takes none. */
    private int check(String balancer, String... more) {
        return run(
                Main.reportingBadInput(new CommandLine(new CheckCommand(pace())).setCommandName("check")),
                there(Stream.concat(Stream.of("--load-balancer", balancer), Stream.of(more))));
    }

    private int judge(String balancer, String... more) {
        List<String> args = new ArrayList<>(List.of("--deployment-end", DEPLOYED.toString()));
        args.addAll(List.of(more));
        return check(balancer, args.toArray(String[]::new));
    }

    private List<String> errors() {
        return err.toString().lines().toList();
    }

    @Test
    void aHealthyDeploymentEndsWithZero() {
        assertThat(judge("healthy", "--history", "2d"), is(0));
        assertThat(out.toString(), startsWith("PASS: "));
        assertThat(out.toString(), containsString("in eu-central-1"));
        assertThat(errors(), empty());
        assertThat("one request for all that fits into one", aws.requests().of("GetMetricData"), hasSize(1));
    }

    @Test
    void aDeploymentThatLocksClientsOutEndsWithOne() {
        assertThat(judge("broken"), is(1));
        assertThat(out.toString(), startsWith("FAIL: client TLS errors of broken rose"));
    }

    @Test
    void aBrokenTargetGroupEndsWithOneAndIsNamed() {
        assertThat(judge("backends", "--metrics", "target", "--target-groups", "api,web"), is(1));
        assertThat(out.toString(), startsWith("FAIL: target TLS errors of web rose"));
    }

    @Test
    void silenceAfterTheDeploymentEndsWithThree() {
        assertThat(judge("silent"), is(3));
        assertThat(out.toString(), startsWith("INCONCLUSIVE: "));
        assertThat(out.toString(), containsString("no traffic after the deployment"));
    }

    @Test
    void anUnknownBalancerEndsWithFour() {
        assertThat(judge("helthy"), is(4));
        assertThat(out.toString(), startsWith("ERROR: loadBalancer: \"helthy\" does not exist in region eu-central-1"));
    }

    @Test
    void aMissingPermissionEndsWithFourAndNamesTheAction() {
        identify(NOBODY);
        assertThat(judge("healthy"), is(4));
        assertThat(out.toString(), startsWith("ERROR: elasticloadbalancing:DescribeLoadBalancers was denied"));
        assertThat(out.toString() + err, not(containsString("nobody-secret")));
    }

    @Test
    void aRoleIsAssumedWithItsExternalId() {
        identify(NOBODY);
        String role = "arn:aws:iam::123456789012:role/gate";
        assertThat(judge("healthy", "--role-arn", role, "--external-id", "seven"), is(0));
        out.getBuffer().setLength(0);
        assertThat(judge("healthy", "--role-arn", role, "--external-id", "eight"), is(4));
        assertThat(out.toString(), startsWith("ERROR: sts:AssumeRole of " + role + " was denied"));
    }

    @Test
    void aDeploymentOfThisMomentIsWaitedForAndTheWaitIsSaidOnStandardError() {
        int code = check("healthy", "--observe", "20m", "--history", "2d");
        assertThat(out + "" + err, code, is(0));
        assertThat(clock.instant(), is(NOW.plusSeconds(23 * 60)));
        assertThat(
                errors().subList(0, 3),
                contains(
                        startsWith("baseline: "),
                        containsString("observing until 2026-01-14T12:20:00Z"),
                        startsWith("early look after 5 of 20 minutes: no regression so far (smallest p ")));
        assertThat(out.toString(), startsWith("PASS: "));
        assertThat(
                aws.requests().all().stream().map(LoggedRequest::operation).toList(),
                contains(
                        "DescribeLoadBalancers",
                        "DescribeListeners",
                        "DescribeListenerCertificates",
                        "DescribeTargetGroups",
                        "DescribeSSLPolicies",
                        "GetMetricData",
                        "GetMetricData",
                        "GetMetricData",
                        "GetMetricData",
                        "GetMetricData"));
    }

    @Test
    void anObservationOfTenMinutesIsEnough() {
        assertThat(judge("broken", "--observe", "10m"), is(1));
    }

    @Test
    void aMissingPermissionShowsBeforeTheWait() {
        identify(NOBODY);
        assertThat(check(SCENARIO.balancers().get(0).arn()), is(4));
        assertThat(out.toString(), startsWith("ERROR: cloudwatch:GetMetricData was denied"));
        assertThat(clock.instant(), is(NOW));
    }

    @Test
    void jsonIsTheReportAndNothingElseOnStandardOutput() {
        assertThat(judge("broken", "--json"), is(1));
        assertThat(out.toString().lines().toList(), hasSize(1));
        ReportDocument document = ReportJson.read(out.toString());
        assertThat(document.verdict(), is("FAIL"));
        assertThat(document.region(), is("eu-central-1"));
        assertThat(document.deploymentEnd(), is("2026-01-14T11:00:00Z"));
        assertThat("both metrics, and the zones with the clients", document.comparisons(), hasSize(5));
        assertThat(document.diagnosis().increases(), hasSize(1));
        assertThat(document.comparisons().get(0).ratio(), greaterThan(10.0));
    }

    @Test
    void plainRulesAreOnOffer() {
        assertThat(judge("broken", "--rule", "absolute", "--max-increase", "1e6", "--statistic", "Maximum"), is(0));
        out.getBuffer().setLength(0);
        assertThat(judge("broken", "--rule", "percent", "--max-increase-percent", "50", "--period", "60"), is(1));
        assertThat(out.toString(), containsString("Sum a 1m may grow by 50 %"));
    }

    @ParameterizedTest
    @CsvSource({
        "--period, 90, --period: \"90\" is not a period of these metrics",
        "--tolerance, 0.5, --tolerance: \"0.5\" must be 1",
        "--confidence, 1, --confidence: \"1.0\" must lie between 0.5 and 1",
        "--observe, 15, --observe: \"15\" is not a duration",
        "--baseline, 0s, --baseline: \"0s\" must be longer than zero",
        "--settle-gap, 2h, --settle-gap: \"2h\" is too long",
        "--deployment-end, 2027-01-01T00:00:00Z, --deployment-end: \"2027-01-01T00:00:00Z\" lies in the future",
        "--deployment-end, 2025-01-01T00:00:00Z, --deployment-end: \"2025-01-01T00:00:00Z\" goes back too far",
        "--metrics, clinet, --metrics: \"clinet\" is no TLS metric",
        "--rule, ratio, --rule: \"ratio\" is no rule",
        "--max-increase, 5, --max-increase: \"5.0\" goes with rule absolute only",
        "--region, eu-cental-1, --region: \"eu-cental-1\" is no AWS region",
        "--external-id, seven, --external-id: \"seven\" goes with --role-arn",
        "--endpoint-url, localhost, --endpoint-url: \"localhost\" is no URL",
        "--period, five, Invalid value for option '--period'",
        "--min-extra-errors, '1,5', Invalid value for option '--min-extra-errors'",
        "--endpoint-url, 'http://[', Invalid value for option '--endpoint-url'",
        "--onregression, FAIL, 'Unknown options: ''--onregression'', ''FAIL'''"
    })
    void wrongUsageEndsWithTwoAndOneLineThatNamesTheOption(String option, String value, String message) {
        String[] args = {"--load-balancer", "healthy", "--region", "eu-central-1", option, value};
        if (option.equals("--region")) {
            args = new String[] {"--load-balancer", "healthy", option, value};
        }
        CommandLine command = Main.reportingBadInput(new CommandLine(new CheckCommand(new Pace() {
            @Override
            public Instant instant() {
                return NOW;
            }

            @Override
            public void sleepUntil(Instant instant) {
                throw new AssertionError("There is nothing to wait for");
            }
        })));
        assertThat(run(command, args), is(2));
        assertThat(errors(), contains(startsWith(message)));
        assertThat(out.toString(), is(""));
        assertThat(aws.requests().all(), empty());
    }

    @Test
    void withoutABalancerNothingIsAsked() {
        assertThat(run(Main.commandLine(), "check"), is(2));
        assertThat(
                errors(),
                contains(allOf(startsWith("Missing required option: '--load-balancer"), containsString("--help"))));
    }

    @Test
    void whatWasNotForeseenDoesNotLookLikeAFailedGate() {
        CommandLine command = Main.reportingBadInput(new CommandLine(new CheckCommand(new Pace() {
            @Override
            public Instant instant() {
                throw new IllegalStateException("no clock\nno time");
            }

            @Override
            public void sleepUntil(Instant instant) {}
        })));
        assertThat(run(command, "--load-balancer", "healthy"), is(4));
        assertThat(errors(), contains("ERROR: IllegalStateException: no clock no time"));
    }

    @Test
    void theHelpNamesTheExitCodes() {
        assertThat(run(Main.commandLine(), "check", "--help"), is(0));
        assertThat(
                out.toString(),
                allOf(containsString("inconclusive"), containsString("wrong usage"), containsString("3h")));
    }

    @Test
    void theWholeCommandLineWorksInRealTime() {
        InstantSource now = InstantSource.system();
        try (SimulatedAws present = SimulatedAws.start(
                Scenario.builder()
                        .start(now.instant())
                        .balancers(balancer("healthy").build())
                        .build(),
                now)) {
            int code = run(
                    Main.commandLine(),
                    "check",
                    "--load-balancer=healthy",
                    "--region=eu-central-1",
                    "--endpoint-url=" + present.endpoint(),
                    "--deployment-end=" + now.instant().minusSeconds(3_600).toEpochMilli(),
                    // The errors follow the real clock: at the usual confidence one run in a hundred would fail.
                    "--confidence=0.9999");
            assertThat(out.toString() + err, code, is(0));
        }
    }

    @Test
    void severalBalancersAreJudgedTogether() {
        int exitCode = check("healthy", "--load-balancer", "broken", "--deployment-end", DEPLOYED.toString());
        assertThat(exitCode, is(1));
        assertThat(out.toString(), startsWith("FAIL: client TLS errors of broken rose"));
        assertThat(out.toString(), containsString("% at broken"));
        assertThat(out.toString(), containsString("load balancer  app/healthy/"));
    }

    @Test
    void listenersSavedBeforeAreComparedWith(@TempDir Path directory) throws Exception {
        String file = directory.resolve("before.json").toString();
        CommandLine policies = Main.reportingBadInput(new CommandLine(new PoliciesCommand(clock)));
        run(
                policies,
                "--load-balancer",
                "healthy",
                "--region",
                "eu-central-1",
                "--endpoint-url",
                aws.endpoint().toString(),
                "--save",
                file);
        out.getBuffer().setLength(0);

        assertThat(check("healthy", "--since", file, "--deployment-end", DEPLOYED.toString()), is(0));
        assertThat(out.toString(), containsString("Nothing about TLS of app/healthy/"));
        assertThat(check("broken", "--since", file), is(2));
        assertThat(err.toString(), containsString("which is not judged; give the file of broken"));
        assertThat(check("broken", "--since", file + ".not"), is(2));
        assertThat(err.toString(), containsString("can't be read: NoSuchFileException"));
    }
}
