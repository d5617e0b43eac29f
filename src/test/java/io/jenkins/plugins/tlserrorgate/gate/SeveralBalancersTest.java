package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Share;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerTls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One gate for several balancers. */
class SeveralBalancersTest {

    private static final Instant DEPLOYED = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant NOW = DEPLOYED.plusSeconds(1_500);
    private static final String SHOP = "app/shop/50dc6c495c0c9188";
    private static final String PAYMENTS = "app/payments/50dc6c495c0c9188";
    private static final String EDGE = "net/edge/50dc6c495c0c9188";

    private final FakePorts aws = new FakePorts(NOW).withZones("eu-central-1a", "eu-central-1b");

    private static GateParameters three() {
        return new GateParameters()
                .loadBalancers(List.of("shop", "payments", EDGE))
                .history("3d")
                .deploymentEnd(DEPLOYED.toString());
    }

    private GateReport judge(GateParameters parameters) throws InterruptedException {
        List<ListenerSnapshot> before = new ArrayList<>();
        for (String balancer : List.of(SHOP, PAYMENTS, EDGE)) {
            before.add(Listeners.snapshotOf(balancer, DEPLOYED.minusSeconds(60)));
        }
        return judge(parameters, before);
    }

    private GateReport judge(GateParameters parameters, List<ListenerSnapshot> before) throws InterruptedException {
        Gate gate = Restart.of(Gate.begin(parameters.check(NOW)).since(before));
        return Restart.of(aws.runner().run(gate)).report();
    }

    private FakePorts risingAt(String balancer) {
        return aws.with((key, minute) -> {
            if (!key.metricName().endsWith("TLSNegotiationErrorCount")) {
                return 1_000;
            }
            boolean risen = !minute.isBefore(DEPLOYED)
                    && key.metricName().startsWith("Client")
                    && key.scope().balancer().dimension().equals(balancer);
            return risen ? 60 : 1 + Math.floorMod(minute.getEpochSecond() / 60 * 7, 3);
        });
    }

    private FakePorts tightened(String... balancers) {
        return aws.withListeners(snapshot -> Arrays.asList(balancers).contains(snapshot.loadBalancer())
                ? offering(snapshot, Listeners.https(Listeners.NEW, Listeners.CERTIFICATE))
                : snapshot);
    }

    private static ListenerSnapshot offering(ListenerSnapshot snapshot, ListenerTls listener) {
        return new ListenerSnapshot(
                snapshot.loadBalancer(), snapshot.takenAt(), true, List.of(listener), List.of(), List.of());
    }

    /** The others are tightened. */
    private void withoutTlsAtPayments() {
        aws.withListeners(snapshot -> offering(
                snapshot,
                snapshot.loadBalancer().equals(PAYMENTS)
                        ? ListenerTls.plain(80, "HTTP")
                        : Listeners.https(Listeners.NEW, Listeners.CERTIFICATE)));
    }

    @Test
    void allAreJudgedInOneRequestAndReportedEach() throws Exception {
        aws.with(FakePorts.steady(1, 1));
        GateReport report = judge(three());
        assertThat(report.explanation(), report.verdict(), is(Verdict.PASS));
        assertThat(report.balancers(), contains(SHOP, PAYMENTS, EDGE));
        assertThat(
                report.comparisons().stream()
                        .map(c -> c.metric().id() + " " + c.scope().label())
                        .toList(),
                contains(
                        "client shop",
                        "client payments",
                        "client edge",
                        "target shop",
                        "target payments",
                        "target edge"));
        assertThat(aws.resolutions(), is(1));
        assertThat(aws.reads(), hasSize(1));
    }

    @Test
    void theLogNamesThemAll() throws Exception {
        assertThat(progressOf("shop"), is("judging " + SHOP + " in eu-central-1"));
        assertThat(progressOf("shop", "payments"), is("judging " + SHOP + " and " + PAYMENTS + " in eu-central-1"));
        assertThat(
                progressOf("shop", "payments", EDGE),
                is("judging " + SHOP + ", " + PAYMENTS + " and " + EDGE + " in eu-central-1"));
    }

    private String progressOf(String... balancers) throws Exception {
        GateSettings settings =
                new GateParameters().loadBalancers(List.of(balancers)).check(NOW);
        return Gate.begin(settings)
                .resolved(aws.resolve(settings.balancers(), List.of()), aws.snapshots(settings.balancers(), NOW), NOW)
                .progress();
    }

    @Test
    void ofTwoBalancersEachSentenceSaysWhoseListenerItIsAbout() throws Exception {
        tightened(SHOP);
        GateReport report = judge(
                three().loadBalancers(List.of("shop", "payments")),
                List.of(
                        Listeners.snapshotOf(SHOP, DEPLOYED.minusSeconds(60)),
                        Listeners.snapshotOf(PAYMENTS, DEPLOYED.minusSeconds(60))));
        assertThat(report.notes(), hasItem(startsWith("TLS change: shop, listener 443: ")));
    }

    @Test
    void aRiseAtOneBalancerIsFoundAndPlacedThere() throws Exception {
        risingAt(PAYMENTS);
        tightened(SHOP, PAYMENTS);
        GateReport report = judge(three());
        assertThat(report.explanation(), report.verdict(), is(Verdict.FAIL));
        assertThat(report.explanation(), startsWith("client TLS errors of payments rose"));
        assertThat(
                report.diagnosis().where(),
                contains(allOf(containsString("100 % at payments"), containsString("of payments"))));
        Share first = report.diagnosis().increases().get(0).balancers().get(0);
        assertThat(first.scope().balancer(), is(LoadBalancerId.of(PAYMENTS)));
        assertThat(first.trafficShare(), is(1 / 3.0));
        // The same change at shop went well, and is no cause of errors elsewhere.
        assertThat(
                report.diagnosis().why(),
                contains(startsWith("likely cause: listener 443 of payments no longer offers TLSv1.0 and TLSv1.1")));
        assertThat(report.notes(), hasItem(startsWith("TLS change: shop, listener 443: ")));
        assertThat(report.notes(), hasItem(startsWith("TLS change: payments, listener 443: ")));
    }

    @Test
    void theProbabilityOfAFalseAlarmIsThatOfAllTogether() throws Exception {
        aws.with(FakePorts.steady(1, 1));
        double alone = judge(three().loadBalancers(List.of("shop")))
                .comparisons()
                .get(0)
                .alpha();
        List<Double> together =
                judge(three()).comparisons().stream().map(Comparison::alpha).toList();
        assertThat(together, everyItem(is(org.hamcrest.Matchers.lessThanOrEqualTo(alone))));
    }

    @Test
    void requiredTlsChangeIsOneAtAnyOfThem() throws Exception {
        aws.with(FakePorts.steady(1, 1));
        GateReport unchanged = judge(three().requireTlsChange(true));
        assertThat(unchanged.verdict(), is(Verdict.PASS));
        assertThat(
                unchanged.explanation(),
                allOf(containsString("nothing about TLS of " + SHOP), containsString("nothing about TLS of " + EDGE)));
        assertThat(aws.reads(), hasSize(0));

        tightened(EDGE);
        GateReport changed = judge(three().requireTlsChange(true));
        assertThat(changed.verdict(), is(Verdict.PASS));
        assertThat(changed.explanation(), not(containsString("requireTlsChange")));
        assertThat(changed.notes(), not(hasItem(containsString("requireTlsChange"))));
        assertThat(aws.reads(), hasSize(1));
    }

    @Test
    void requiredTlsChangeIsNotDeniedByABalancerThatNobodyHasSeenBefore() throws Exception {
        aws.with(FakePorts.steady(1, 1));
        GateReport report = judge(
                three().requireTlsChange(true),
                Arrays.asList(Listeners.snapshotOf(SHOP, DEPLOYED.minusSeconds(60)), null, null));
        assertThat(aws.reads(), hasSize(1));
        assertThat(report.notes(), hasItem(startsWith("requireTlsChange had no effect: there is no earlier snapshot")));
    }

    @Test
    void whatIsExpectedIsExpectedOfEveryOneWithTls() throws Exception {
        tightened(SHOP, PAYMENTS);
        GateReport report = judge(three().expectTls(Map.of("minimum", "TLSv1.2")));
        assertThat(report.verdict(), is(Verdict.FAIL));
        assertThat(report.explanation(), containsString(": edge, listener 443 still offers TLSv1.0 and TLSv1.1"));
        assertThat(report.explanation(), not(containsString("shop, listener")));
    }

    @Test
    void nothingIsExpectedOfOneThatNeverSpokeTls() throws Exception {
        withoutTlsAtPayments();
        GateReport report = judge(three().expectTls(Map.of("minimum", "TLSv1.2")), Arrays.asList(null, null, null));
        assertThat(report.verdict(), is(Verdict.ERROR));
        assertThat(report.explanation(), startsWith("load balancer " + PAYMENTS + " speaks no TLS, neither with"));
    }

    @Test
    void oneThatHasLostItsTlsIsNotAsExpected() throws Exception {
        withoutTlsAtPayments();
        GateReport report = judge(three().expectTls(Map.of("minimum", "TLSv1.2")));
        assertThat(report.verdict(), is(Verdict.FAIL));
        assertThat(
                report.explanation(),
                is("TLS is not as expected (TLSv1.2 or newer): no listener of " + PAYMENTS + " speaks TLS"));
    }

    @Test
    void whatCouldNotBeReadOfOneIsNotTakenForWithoutTls() throws Exception {
        aws.with(FakePorts.steady(1, 1))
                .withListeners(snapshot -> snapshot.loadBalancer().equals(PAYMENTS)
                        ? Listeners.denied(snapshot)
                        : offering(snapshot, Listeners.https(Listeners.NEW, Listeners.CERTIFICATE)));
        GateReport report = judge(three().expectTls(Map.of("minimum", "TLSv1.2")));
        assertThat(report.verdict(), is(Verdict.INCONCLUSIVE));
        assertThat(
                report.explanation(),
                startsWith("payments, whether TLS is as expected (TLSv1.2 or newer) was not checked"));
    }

    @Test
    void whoNamesTargetGroupsOfOneBalancerIsToldAboutTheOthersAsAWhole() throws Exception {
        aws.with(FakePorts.steady(1, 1));
        GateReport report =
                judge(three().targetGroups(List.of("api-v1", "api-v2")).metrics(List.of("target")));
        assertThat(
                report.comparisons().stream().map(c -> c.scope().label()).toList(),
                contains("api-v1", "api-v2", "payments", "edge"));
    }

    @Test
    void ofOneThatDoesNotExistItsOwnPastIsTold() throws Exception {
        aws.next(() -> {
            throw new InvalidParameterException("loadBalancers", "payments", "does not exist");
        });
        assertThat(
                judge(three()).explanation(),
                is("loadBalancers: \"payments\" does not exist; it did at 2026-03-10T11:59:00Z (" + PAYMENTS
                        + "), so it was deleted or replaced since"));
    }

    @Test
    void oneThatIsGoneIsNamed() throws Exception {
        aws.withListeners(snapshot -> snapshot.loadBalancer().equals(PAYMENTS)
                ? ListenerSnapshot.missing(PAYMENTS, snapshot.takenAt())
                : snapshot);
        GateReport report = judge(three());
        assertThat(report.verdict(), is(Verdict.ERROR));
        assertThat(
                report.explanation(), startsWith("load balancer " + PAYMENTS + " does not exist any longer; it did"));
    }
}
