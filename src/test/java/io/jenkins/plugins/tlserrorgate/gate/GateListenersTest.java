package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerTls;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a gate makes of the listeners before and after a deployment. */
class GateListenersTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant DEPLOYED = NOW.minus(Duration.ofHours(1));
    private static final ListenerSnapshot BEFORE = Listeners.snapshot(DEPLOYED.minusSeconds(90));

    private final FakePorts aws = new FakePorts(NOW);

    private static GateParameters shop() {
        return new GateParameters().loadBalancer("shop").deploymentEnd(DEPLOYED.toString());
    }

    private GateReport judge(GateParameters parameters, ListenerSnapshot before) throws InterruptedException {
        Gate gate = aws.runner()
                .run(Restart.of(Gate.begin(parameters.check(NOW)).since(Collections.singletonList(before))));
        while (gate.report() == null) {
            aws.setTime(((GateAction.Wait) gate.next(aws.instant())).until());
            gate = aws.runner().run(Restart.of(gate));
        }
        return gate.report();
    }

    private void deployed(ListenerTls... listeners) {
        aws.withListeners(snapshot -> Listeners.with(snapshot.takenAt(), listeners));
    }

    @Test
    void whatChangedIsToldWithTheVerdict() throws InterruptedException {
        deployed(Listeners.https(Listeners.NEW, Listeners.CERTIFICATE));
        GateReport report = judge(shop(), BEFORE);
        assertThat(report.verdict(), is(Verdict.PASS));
        assertThat(
                report.notes(),
                contains(allOf(
                        startsWith("TLS change: listener 443: ELBSecurityPolicy-2016-08 -> "),
                        containsString("drops TLSv1.0, TLSv1.1"))));
        assertThat(report.tls().difference().changes().size(), is(1));
    }

    @Test
    void withoutAnEarlierSnapshotOnlyTheNewOneIsKept() throws InterruptedException {
        GateReport report = judge(shop(), null);
        assertThat(report.tls().difference(), nullValue());
        assertThat(report.tls().after(), notNullValue());
        assertThat(report.notes(), empty());
    }

    @Test
    void thatNothingChangedIsNotedAndSoIsWhatCouldNotBeRead() throws InterruptedException {
        assertThat(
                judge(shop(), BEFORE).notes(),
                contains(startsWith("Nothing about TLS of app/shop/50dc6c495c0c9188 changed between ")));
        aws.withListeners(Listeners::denied);
        assertThat(
                judge(shop(), null).notes(),
                hasItem(containsString("elasticloadbalancing:DescribeListeners is not allowed")));
    }

    @Test
    void whereNothingChangedThereIsNothingToJudgeIfAChangeIsRequired() throws InterruptedException {
        GateReport report = judge(shop().requireTlsChange(true), BEFORE);
        assertThat(report.verdict(), is(Verdict.PASS));
        assertThat(
                report.explanation(),
                allOf(
                        startsWith(
                                "nothing about TLS of app/shop/50dc6c495c0c9188 changed between 2026-05-04T10:58:30Z"),
                        containsString("requireTlsChange is set: nothing to judge")));
        assertThat(aws.reads(), empty());
    }

    @Test
    void aChangeIsJudgedIfOneIsRequired() throws InterruptedException {
        deployed(Listeners.https(Listeners.NEW, Listeners.CERTIFICATE));
        aws.with(FakePorts.rising(DEPLOYED, 2, 60));
        assertThat(judge(shop().requireTlsChange(true), BEFORE).verdict(), is(Verdict.FAIL));
    }

    @Test
    void whereItIsNotKnownWhetherAnythingChangedTheGateJudgesAndSaysSo() throws InterruptedException {
        aws.withListeners(Listeners::denied);
        GateReport report = judge(shop().requireTlsChange(true), BEFORE);
        assertThat(report.verdict(), is(Verdict.PASS));
        assertThat(report.explanation(), containsString("no rise beyond chance"));
        assertThat(report.notes(), hasItem("requireTlsChange had no effect, as not everything could be compared."));
        assertThat(
                report.notes(),
                hasItem(containsString("elasticloadbalancing:DescribeListeners is not allowed to this identity")));
        assertThat(
                judge(shop().requireTlsChange(true), null).notes(),
                hasItem(
                        "requireTlsChange had no effect: there is no earlier snapshot of the listeners to compare with; this"
                                + " one is kept."));
        aws.whenReadingListeners(FakePorts.lasting("denied"));
        assertThat(
                "there is none to keep",
                judge(shop().requireTlsChange(true), BEFORE).notes(),
                hasItem(
                        "requireTlsChange had no effect: there is no earlier snapshot of the listeners to compare with."));
    }

    @Test
    void aDeploymentThatDidNotHappenFailsWithoutCounting() throws InterruptedException {
        GateReport report = judge(shop().expectTls(Map.of("minimum", "TLSv1.2")), BEFORE);
        assertThat(report.verdict(), is(Verdict.FAIL));
        assertThat(
                report.explanation(),
                is("TLS is not as expected (TLSv1.2 or newer): listener 443 still offers TLSv1.0 and TLSv1.1"
                        + " (ELBSecurityPolicy-2016-08), expected is TLSv1.2 or newer"));
        assertThat(aws.reads(), empty());
    }

    @Test
    void aMissedDeploymentIsNotExcusedByNothingHavingChanged() throws InterruptedException {
        GateReport report = judge(shop().requireTlsChange(true).expectTls(Map.of("minimum", "TLSv1.2")), BEFORE);
        assertThat(report.verdict(), is(Verdict.FAIL));
    }

    @Test
    void aDeploymentAsExpectedIsJudged() throws InterruptedException {
        deployed(Listeners.https(Listeners.NEW, Listeners.CERTIFICATE));
        Map<String, String> expected = Map.of("minimum", "TLSv1.2", "policy", Listeners.NEW.name());
        assertThat(judge(shop().expectTls(expected), BEFORE).verdict(), is(Verdict.PASS));
        aws.with(FakePorts.rising(DEPLOYED, 2, 60));
        assertThat(judge(shop().expectTls(expected), BEFORE).verdict(), is(Verdict.FAIL));
    }

    @Test
    void whatCouldNotBeCheckedIsNoPass() throws InterruptedException {
        aws.withListeners(Listeners::denied);
        GateReport report = judge(shop().expectTls(Map.of("minimum", "TLSv1.2")), null);
        assertThat(report.verdict(), is(Verdict.INCONCLUSIVE));
        assertThat(
                report.explanation(),
                allOf(
                        startsWith("whether TLS is as expected (TLSv1.2 or newer) was not checked: "),
                        containsString("allow that IAM action"),
                        containsString("no rise beyond chance")));
        aws.with(FakePorts.rising(DEPLOYED, 2, 60));
        assertThat(
                "a rise is a rise",
                judge(shop().expectTls(Map.of("minimum", "TLSv1.2")), null).verdict(),
                is(Verdict.FAIL));
    }

    @Test
    void listenersThatCouldNotBeReadAreNoPassWhereSomethingIsExpectedOfThem() throws InterruptedException {
        aws.whenReadingListeners(FakePorts.lasting("denied"));
        GateReport report = judge(shop().expectTls(Map.of("minimum", "TLSv1.2")), BEFORE);
        assertThat(report.verdict(), is(Verdict.INCONCLUSIVE));
        assertThat(
                report.explanation(),
                startsWith("whether TLS is as expected (TLSv1.2 or newer) was not checked: denied; else "));
    }

    @Test
    void aPolicyThatAwsDoesNotKnowIsAnError() throws InterruptedException {
        GateReport report =
                judge(shop().expectTls(Map.of("policy", "ELBSecurityPolicy-TLS13-1-2-Res-2021-07")), BEFORE);
        assertThat(report.verdict(), is(Verdict.ERROR));
        assertThat(
                report.explanation(),
                is("expectTls.policy: \"ELBSecurityPolicy-TLS13-1-2-Res-2021-07\" is a security policy that AWS does"
                        + " not know in this region; did you mean \"ELBSecurityPolicy-TLS13-1-2-Res-2021-06\"?"));
    }

    @Test
    void listenersThatCannotBeReadAreTriedAgainAndThenDoneWithout() throws InterruptedException {
        aws.whenReadingListeners(FakePorts.passing("throttled"));
        GateReport report = judge(shop(), BEFORE);
        assertThat(report.verdict(), is(Verdict.PASS));
        assertThat(report.notes(), contains("The listeners' TLS settings could not be read: throttled"));
        assertThat(aws.resolutions(), is(3));
    }

    @Test
    void aBalancerThatSpeaksNoTlsIsAnError() throws InterruptedException {
        deployed(ListenerTls.plain(80, "HTTP"));
        GateReport report = judge(shop(), null);
        assertThat(report.verdict(), is(Verdict.ERROR));
        assertThat(report.explanation(), containsString("speaks no TLS, neither with clients (listeners: 80 HTTP)"));
        aws.withListeners(snapshot -> Listeners.withGroups(
                Listeners.with(snapshot.takenAt(), ListenerTls.plain(80, "HTTP")), Listeners.group("api", "HTTPS")));
        GateReport targets = judge(shop(), null);
        assertThat(targets.verdict(), is(Verdict.PASS));
        assertThat(targets.notes(), hasItem(startsWith("No listener speaks TLS")));
    }

    @Test
    void theLastTlsListenerGoneIsNoPass() throws InterruptedException {
        deployed(ListenerTls.plain(80, "HTTP"));
        GateReport report = judge(shop(), BEFORE);
        assertThat(report.verdict(), is(Verdict.INCONCLUSIVE));
        assertThat(report.explanation(), startsWith("no listener speaks TLS any longer"));
    }

    @Test
    void theListenersAreAskedForByTheArnThatWasFound() throws InterruptedException {
        String shop = "app/shop/50dc6c495c0c9188";
        judge(shop(), BEFORE);
        assertThat(aws.listenersAskedFor(), contains("shop"));
        aws.withArns();
        judge(shop(), BEFORE);
        assertThat(aws.listenersAskedFor(), contains(FakePorts.ARN + shop));
    }

    @Test
    void oneThatWasNotThereBeforeEitherWasNotDeleted() throws InterruptedException {
        aws.next(() -> {
            throw new InvalidParameterException("loadBalancer", "shop", "does not exist");
        });
        ListenerSnapshot missing = ListenerSnapshot.missing("app/shop/50dc6c495c0c9188", BEFORE.takenAt());
        assertThat(judge(shop(), missing).explanation(), is("loadBalancer: \"shop\" does not exist"));
        aws.withListeners(snapshot -> missing);
        assertThat(judge(shop(), missing).explanation(), is("load balancer app/shop/50dc6c495c0c9188 does not exist"));
    }

    @Test
    void aBalancerThatWasDeletedMeanwhileIsToldFromOneThatNeverWas() throws InterruptedException {
        aws.next(() -> {
            throw new InvalidParameterException("loadBalancer", "shop", "does not exist");
        });
        assertThat(
                judge(shop(), BEFORE).explanation(),
                is("loadBalancer: \"shop\" does not exist; it did at 2026-05-04T10:58:30Z (app/shop/50dc6c495c0c9188),"
                        + " so it was deleted or replaced since"));
        aws.withListeners(snapshot -> ListenerSnapshot.missing("app/shop/50dc6c495c0c9188", snapshot.takenAt()));
        GateReport taken = judge(shop(), BEFORE);
        assertThat(taken.verdict(), is(Verdict.ERROR));
        assertThat(taken.explanation(), containsString("does not exist any longer; it did at 2026-05-04T10:58:30Z"));
        assertThat(taken.comparisons(), is(List.of()));
    }
}
