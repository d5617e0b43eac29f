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
import io.jenkins.plugins.tlserrorgate.report.TlsJson;
import io.jenkins.plugins.tlserrorgate.report.TlsSnapshotDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesCommandTest extends CommandTestCase {

    private static final String OLD = "ELBSecurityPolicy-2016-08";
    private static final String NEW = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";
    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");

    private static final Balancer SHOP =
            Balancer.application("shop").listeners(Listener.https(OLD)).build();

    @TempDir
    Path directory;

    PoliciesCommandTest() {
        super(scenario(Account.DEFAULT_KEY), NOW);
    }

    private static Scenario scenario(AccessKey key) {
        return Scenario.builder()
                .accounts(Account.of(Account.DEFAULT_ID, key))
                .balancers(SHOP)
                .build();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Stream<String> all = Stream.concat(Stream.of("policies"), Stream.of(arguments));
        boolean help = List.of(arguments).contains("--help");
        return run(Main.commandLine(), help ? all.toArray(String[]::new) : there(all));
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
                        startsWith("load balancer " + SHOP.dimension() + " at "),
                        containsString("listener 443: HTTPS, " + OLD),
                        containsString("TLSv1.0, TLSv1.1, TLSv1.2"),
                        containsString("ECDHE-ECDSA-AES128-GCM-SHA256, ")));
        assertThat(err.toString(), is(emptyString()));
    }

    @Test
    void jsonIsTheSnapshotAsItIsStored() {
        assertThat(run("--load-balancer", SHOP.arn(), "--json"), is(ExitCode.PASS));
        TlsSnapshotDocument document = TlsJson.readSnapshot(out.toString());
        assertThat(document.loadBalancer(), is(SHOP.dimension()));
        assertThat(document.listeners().get(0).policy().ciphers(), hasSize(18));
    }

    @Test
    void aSavedSnapshotIsComparedWithTheListenersOfNow() throws Exception {
        Path file = directory.resolve("before.json");
        assertThat(run("--load-balancer", "shop", "--save", file.toString()), is(ExitCode.PASS));
        assertThat(run("--load-balancer", "shop", "--diff", file.toString()), is(ExitCode.PASS));
        assertThat(out.toString(), startsWith("nothing about TLS of " + SHOP.dimension() + " changed between"));
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
        run("--load-balancer", SHOP.arn(), "--save", file.toString());
        aws.close();
        aws = SimulatedAws.start(scenario(Account.DEFAULT_KEY.allowing("cloudwatch:GetMetricData")), clock);
        assertThat(run("--load-balancer", SHOP.arn()), is(ExitCode.INCONCLUSIVE));
        assertThat(out.toString(), containsString("elasticloadbalancing:DescribeListeners is not allowed"));
        assertThat(out.toString(), not(containsString("no listener speaks TLS")));
        assertThat(run("--load-balancer", SHOP.arn(), "--diff", file.toString()), is(ExitCode.INCONCLUSIVE));
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
