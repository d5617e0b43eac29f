package io.jenkins.plugins.tlserrorgate.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Change;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Listener;
import io.jenkins.plugins.tlserrorgate.aws.simulator.ListenerUpdate;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedClock;
import io.jenkins.plugins.tlserrorgate.report.TlsJson;
import io.jenkins.plugins.tlserrorgate.report.TlsSnapshotDocument;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PoliciesCommandTest {

    private static final String OLD = "ELBSecurityPolicy-2016-08";
    private static final String NEW = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";
    private static final String[] IDENTITY = {"aws.accessKeyId", "aws.secretAccessKey"};

    private final Balancer shop =
            Balancer.application("shop").listeners(Listener.https(OLD)).build();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private SimulatedAws aws = start(Account.DEFAULT_KEY);

    @TempDir
    Path directory;

    private SimulatedAws start(AccessKey key) {
        return SimulatedAws.start(
                Scenario.builder()
                        .accounts(Account.of(Account.DEFAULT_ID, key))
                        .balancers(shop)
                        .build(),
                SimulatedClock.fixed(Instant.parse("2026-01-14T12:00:00Z")));
    }

    @BeforeEach
    void identify() {
        System.setProperty(IDENTITY[0], Account.DEFAULT_KEY.accessKeyId());
        System.setProperty(IDENTITY[1], Account.DEFAULT_KEY.secretAccessKey());
    }

    @AfterEach
    void close() {
        aws.close();
        for (String property : IDENTITY) {
            System.clearProperty(property);
        }
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("policies"));
        all.addAll(List.of(arguments));
        if (!all.contains("--help")) {
            all.addAll(List.of(
                    "--region", "eu-central-1", "--endpoint-url", aws.endpoint().toString()));
        }
        CommandLine main = Main.commandLine();
        main.setOut(new PrintWriter(out, true));
        main.setErr(new PrintWriter(err, true));
        return main.execute(all.toArray(String[]::new));
    }

    private void tighten() {
        aws.apply(
                "shop",
                Change.builder("tighten")
                        .listeners(ListenerUpdate.policy(443, NEW))
                        .build());
    }

    @Test
    void listenersAreShownWithPoliciesProtocolsAndCiphers() {
        assertThat(run("--load-balancer", "shop"), is(ExitCode.PASS));
        assertThat(
                out.toString(),
                allOf(
                        startsWith("load balancer " + shop.dimension() + " at "),
                        containsString("listener 443: HTTPS, " + OLD),
                        containsString("TLSv1.0, TLSv1.1, TLSv1.2"),
                        containsString("ECDHE-ECDSA-AES128-GCM-SHA256, ")));
        assertThat(err.toString(), is(emptyString()));
    }

    @Test
    void jsonIsTheSnapshotAsItIsStored() {
        assertThat(run("--load-balancer", shop.arn(), "--json"), is(ExitCode.PASS));
        TlsSnapshotDocument document = TlsJson.readSnapshot(out.toString());
        assertThat(document.loadBalancer(), is(shop.dimension()));
        assertThat(document.listeners().get(0).policy().ciphers(), hasSize(18));
    }

    @Test
    void aSavedSnapshotIsComparedWithTheListenersOfNow() throws Exception {
        Path file = directory.resolve("before.json");
        assertThat(run("--load-balancer", "shop", "--save", file.toString()), is(ExitCode.PASS));
        assertThat(run("--load-balancer", "shop", "--diff", file.toString()), is(ExitCode.PASS));
        assertThat(out.toString(), startsWith("nothing about TLS of " + shop.dimension() + " changed between"));
        tighten();
        assertThat(run("--load-balancer", "shop", "--diff", file.toString()), is(ExitCode.FAIL));
        assertThat(
                out.toString(),
                allOf(
                        startsWith("1 change to TLS of "),
                        containsString("listener 443: " + OLD + " -> " + NEW + ": drops TLSv1.0, TLSv1.1"),
                        containsString("can no longer connect")));
        assertThat(run("--load-balancer", "shop", "--diff", file.toString(), "--json"), is(ExitCode.FAIL));
        assertThat(TlsJson.readChange(out.toString()).changed(), is("yes"));
        assertThat(
                run("--load-balancer", "shop", "--diff", file.toString(), "--save", file.toString()),
                is(ExitCode.FAIL));
        assertThat(Files.readString(file), containsString(NEW));
    }

    @Test
    void missingPermissionsAreShownWithTheActionThatIsMissing() throws Exception {
        Path file = directory.resolve("before.json");
        run("--load-balancer", shop.arn(), "--save", file.toString());
        aws.close();
        aws = start(Account.DEFAULT_KEY.allowing("cloudwatch:GetMetricData"));
        assertThat(run("--load-balancer", shop.arn()), is(ExitCode.INCONCLUSIVE));
        assertThat(out.toString(), containsString("elasticloadbalancing:DescribeListeners is not allowed"));
        assertThat(out.toString(), not(containsString("no listener speaks TLS")));
        assertThat(run("--load-balancer", shop.arn(), "--diff", file.toString()), is(ExitCode.INCONCLUSIVE));
        assertThat(out.toString(), startsWith("whether anything about TLS"));
    }

    @Test
    void twoPoliciesAreComparedByName() {
        assertThat(run("diff", OLD, NEW), is(ExitCode.FAIL));
        assertThat(
                out.toString(),
                allOf(
                        startsWith(OLD + " -> " + NEW + ": drops TLSv1.0, TLSv1.1 and 14 ciphers"),
                        containsString("post-quantum key exchange")));
        assertThat(run("diff", OLD, NEW, "--json"), is(ExitCode.FAIL));
        assertThat(out.toString(), containsString("\"droppedProtocols\":[\"TLSv1.0\",\"TLSv1.1\"]"));
        assertThat(run("diff", OLD, OLD), is(ExitCode.PASS));
        assertThat(out.toString(), containsString("offers the same protocols and ciphers"));
    }

    @Test
    void aPolicyThatDoesNotExistIsRefusedWithTheNearOne() {
        assertThat(run("diff", OLD, "ELBSecurityPolicy-2016-80"), is(ExitCode.USAGE));
        assertThat(
                err.toString(),
                allOf(containsString("is no security policy"), containsString("did you mean \"" + OLD + "\"?")));
    }

    @Test
    void aBalancerThatDoesNotExistIsRefusedAndNothingSaved() {
        Path file = directory.resolve("none.json");
        assertThat(run("--load-balancer", "shpo", "--save", file.toString()), is(ExitCode.USAGE));
        assertThat(
                err.toString(),
                allOf(
                        startsWith("--load-balancer: \"shpo\" does not exist"),
                        containsString("Classic Load Balancers")));
        assertThat(Files.exists(file), is(false));
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws Exception {
        Path file = directory.resolve("other.json");
        assertThat(run("--load-balancer", "shop", "--diff", file.toString()), is(ExitCode.USAGE));
        assertThat(err.toString(), allOf(startsWith("--diff: "), containsString("NoSuchFileException")));
        Files.writeString(file, "{\"a\":1}");
        assertThat(run("--load-balancer", "shop", "--diff", file.toString()), is(ExitCode.USAGE));
        assertThat(err.toString(), containsString("holds nothing that --save has written"));
        assertThat(run("--load-balancer", "shop", "--save", directory.toString()), is(ExitCode.USAGE));
        assertThat(err.toString(), startsWith("--save: "));
        assertThat("files are read before AWS is called", aws.requests().of("DescribeListeners"), hasSize(1));
    }

    @Test
    void aFaultOfAwsIsAnErrorInOneLine() {
        aws.faults().inject(Fault.of(Fault.Kind.INTERNAL_FAILURE).times(0));
        assertThat(run("--load-balancer", "shop"), is(ExitCode.ERROR));
        assertThat(err.toString(), startsWith("ERROR: elasticloadbalancing:DescribeLoadBalancers was answered"));
        assertThat(run("diff", OLD, NEW), is(ExitCode.ERROR));
        assertThat(err.toString().lines().toList(), hasSize(1));
    }

    @Test
    void theBalancerIsMandatory() {
        assertThat(run(), is(ExitCode.USAGE));
        assertThat(err.toString(), containsString("Missing required option: '--load-balancer=BALANCER'"));
    }

    @Test
    void theHelpShowsTheExitCodes() {
        assertThat(run("--help"), is(0));
        assertThat(out.toString(), containsString("something changed"));
    }
}
