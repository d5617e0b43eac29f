package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.MutualTls;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a rise is said to be, and what may be behind it. */
class DiagnosisTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant DEPLOYED = NOW.minus(Duration.ofHours(1));
    private static final ListenerSnapshot BEFORE = Listeners.withGroups(
            Listeners.snapshot(DEPLOYED.minusSeconds(90)),
            Listeners.group("api-v1", "HTTPS"),
            Listeners.group("api-v2", "HTTPS"),
            Listeners.group("static", "HTTP"));

    private final FakePorts aws = new FakePorts(NOW).withZones("eu-west-1a", "eu-west-1b", "eu-west-1c");

    /** Errors a minute of one part after the deployment. */
    private interface Rise {
        double errors(TlsMetric metric, String group, String zone, int minute);
    }

    /** One client and one target error a minute, and what comes on top in one zone and, of targets, one group. */
    private void after(Rise rise) {
        aws.with((key, minute) -> {
            TlsMetric metric = metric(key);
            if (metric == null) {
                return 3000;
            }
            double sum = minute.getEpochSecond() / 60 % 2;
            if (minute.isBefore(DEPLOYED)) {
                return sum;
            }
            int after = (int) Duration.between(DEPLOYED, minute).toMinutes();
            for (String zone : List.of("eu-west-1a", "eu-west-1b", "eu-west-1c")) {
                for (String group : List.of("api-v1", "api-v2")) {
                    boolean counts =
                            (key.scope().zone() == null || key.scope().zone().equals(zone))
                                    && (key.scope().targetGroup() == null
                                            || key.scope().targetGroup().name().equals(group));
                    sum += counts ? rise.errors(metric, group, zone, after) : 0;
                }
            }
            return sum;
        });
    }

    private static TlsMetric metric(SeriesKey key) {
        for (TlsMetric metric : TlsMetric.values()) {
            if (metric.metricName().equals(key.metricName())) {
                return metric;
            }
        }
        return null;
    }

    private GateReport judge(ListenerSnapshot after) throws InterruptedException {
        return judge(after, BEFORE);
    }

    private GateReport judge(ListenerSnapshot after, ListenerSnapshot before) throws InterruptedException {
        aws.withListeners(snapshot -> after);
        Gate gate = Gate.begin(new GateParameters()
                        .loadBalancer("shop")
                        .deploymentEnd(DEPLOYED.toString())
                        .check(NOW))
                .since(Collections.singletonList(before));
        return Restart.of(aws.runner().run(gate)).report();
    }

    private static ListenerSnapshot deployed(ListenerSnapshot listeners) {
        return Listeners.withGroups(
                listeners,
                BEFORE.targetGroups().toArray(io.jenkins.plugins.tlserrorgate.tlspolicy.TargetGroupTls[]::new));
    }

    private static ListenerSnapshot tightened() {
        return deployed(Listeners.with(NOW, Listeners.https(Listeners.NEW, Listeners.CERTIFICATE)));
    }

    @Test
    void everyTlsTargetGroupAndEveryZoneIsReadBesideTheWhole() throws InterruptedException {
        after((metric, group, zone, minute) -> 0);
        GateReport report = judge(BEFORE);
        assertThat(report.verdict(), is(Verdict.PASS));
        assertThat(report.comparisons(), hasSize(2));
        assertThat(
                report.details().stream()
                        .map(c -> c.metric().id() + " " + c.scope().label())
                        .toList(),
                contains(
                        "client shop in zone eu-west-1a",
                        "client shop in zone eu-west-1b",
                        "client shop in zone eu-west-1c",
                        "target api-v1",
                        "target api-v2",
                        "target shop in zone eu-west-1a",
                        "target shop in zone eu-west-1b",
                        "target shop in zone eu-west-1c"));
        assertThat(report.diagnosis(), nullValue());
    }

    @Test
    void clientErrorsAfterDroppedProtocolsAreLikelyLockedOutClients() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.CLIENT ? 5 : 0);
        GateReport report = judge(tightened());
        assertThat(report.verdict(), is(Verdict.FAIL));
        assertThat(report.explanation(), containsString("client TLS errors of shop rose"));
        assertThat(report.explanation(), containsString("more client TLS errors, spread over 3 zones with at most 3"));
        assertThat(report.explanation(), containsString(", from the first minute on"));
        assertThat(
                report.diagnosis().why(),
                contains(allOf(
                        startsWith(
                                "likely cause: listener 443 no longer offers TLSv1.0 and TLSv1.1, which locks out clients"
                                        + " that only speak TLSv1.1 or older (such as Java 7, "),
                        containsString("OpenSSL 1.0.0"))));
    }

    @Test
    void aChangeSinceAnEarlierBuildIsLessSure() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.CLIENT ? 5 : 0);
        ListenerSnapshot longAgo = Listeners.snapshot(DEPLOYED.minus(Duration.ofDays(2)));
        assertThat(
                judge(tightened(), longAgo).diagnosis().why(),
                contains(allOf(
                        startsWith("possible cause: listener 443 no longer offers"),
                        containsString("(changed since 2026-05-02T11:00:00Z)"))));
    }

    @Test
    void targetErrorsInOneGroupAreItsOwnAndNotTheListeners() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.TARGET && group.equals("api-v2") ? 5 : 0);
        GateReport report = judge(tightened());
        assertThat(report.verdict(), is(Verdict.FAIL));
        assertThat(
                report.diagnosis().where(), contains(containsString("% in target group api-v2, spread over 3 zones")));
        assertThat(
                report.diagnosis().why(),
                contains(
                        "likely cause: the certificate or TLS stack of the targets in api-v2, not the listener, as other"
                                + " target groups have no such rise"));
    }

    @Test
    void aTargetGroupThatIsSpokenToOtherwiseSinceThenIsNamedWithItsErrors() throws InterruptedException {
        after((metric, group, zone, minute) ->
                metric == TlsMetric.TARGET && group.equals("api-v2") && zone.equals("eu-west-1c") ? 15 : 0);
        ListenerSnapshot earlier = Listeners.withGroups(
                Listeners.snapshot(DEPLOYED.minusSeconds(90)),
                Listeners.group("api-v1", "HTTP"),
                Listeners.group("api-v2", "HTTP"),
                Listeners.group("static", "HTTP"));
        List<String> why = judge(BEFORE, earlier).diagnosis().why();
        assertThat(
                why,
                contains(allOf(
                        startsWith(
                                "likely cause: the certificate or TLS stack of the targets in api-v2 in zone eu-west-1c,"
                                        + " not the listener, as other target groups have no such rise (target group api-v2"),
                        not(containsString("target group api-v1")))));
    }

    @Test
    void targetErrorsInOneZoneOfAllGroupsAreThatZones() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.TARGET && zone.equals("eu-west-1b") ? 8 : 0);
        assertThat(
                judge(tightened()).diagnosis().why(),
                contains("possible cause: the targets in zone eu-west-1b, as other zones have no such rise"));
    }

    @Test
    void clientsThatMustNowShowACertificateAreALikelyCause() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.CLIENT ? 5 : 0);
        assertThat(
                judge(mutual("verify")).diagnosis().why(),
                contains(allOf(startsWith("likely cause: listener 443: "), containsString("verify"))));
        assertThat(
                "who is let through without a certificate has no error",
                judge(mutual("passthrough")).diagnosis().why(),
                empty());
    }

    private static ListenerSnapshot mutual(String mode) {
        return deployed(Listeners.with(
                NOW,
                new ListenerTls(
                        443, "HTTPS", Listeners.OLD, Listeners.CERTIFICATE, List.of(), new MutualTls(mode, null))));
    }

    @Test
    void targetErrorsInAllGroupsMayComeFromTheListenersPolicy() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.TARGET ? 3 : 0);
        GateReport report = judge(tightened());
        assertThat(report.diagnosis().where(), contains(containsString("spread over 2 target groups")));
        assertThat(
                report.diagnosis().why(),
                contains(startsWith("possible cause: targets that do not speak what AWS chooses for them")));
    }

    @Test
    void targetErrorsDoNotComeFromTheListenersCertificate() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.TARGET ? 3 : 0);
        String other = Listeners.CERTIFICATE.replace('1', '2');
        assertThat(
                judge(deployed(Listeners.with(NOW, Listeners.https(Listeners.OLD, other))))
                        .diagnosis()
                        .why(),
                empty());
    }

    @Test
    void clientErrorsInOneZoneAreNotThePolicys() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.CLIENT && zone.equals("eu-west-1b") ? 8 : 0);
        GateReport report = judge(tightened());
        assertThat(report.diagnosis().where(), contains(containsString("% in zone eu-west-1b")));
        assertThat(
                report.diagnosis().why(),
                contains(
                        startsWith("possible cause: something in zone eu-west-1b alone"),
                        startsWith("possible cause: listener 443 no longer offers")));
    }

    @Test
    void anExchangedCertificateIsLikelyIfNothingElseChanged() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.CLIENT ? 5 : 0);
        String other = Listeners.CERTIFICATE.replace('1', '2');
        assertThat(
                judge(deployed(Listeners.with(NOW, Listeners.https(Listeners.OLD, other))))
                        .diagnosis()
                        .why(),
                contains(startsWith("likely cause: listener 443: default certificate ")));
        assertThat(
                "both may be it, and only one is known to lock out",
                judge(deployed(Listeners.with(NOW, Listeners.https(Listeners.NEW, other))))
                        .diagnosis()
                        .why(),
                contains(
                        startsWith("likely cause: listener 443 no longer offers"),
                        startsWith("possible cause: listener 443: default certificate ")));
    }

    @Test
    void whereNothingChangedItSaysSo() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.CLIENT ? 5 : 0);
        assertThat(
                judge(BEFORE).diagnosis().why(),
                contains(startsWith("possible cause: other clients or a scanner, or a certificate that was renewed")));
    }

    @Test
    void withoutAnySnapshotNoCauseIsMadeUp() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.CLIENT ? 5 : 0);
        GateReport report = judge(BEFORE, null);
        assertThat(report.verdict(), is(Verdict.FAIL));
        assertThat(report.diagnosis().why(), empty());
    }

    @Test
    void aRiseThatGrowsIsToldFromOneThatIsThereAtOnce() throws InterruptedException {
        after((metric, group, zone, minute) -> metric == TlsMetric.CLIENT ? 0.05 * minute * minute : 0);
        GateReport report = judge(tightened());
        assertThat(report.diagnosis().where(), contains(containsString("rising slowly")));
        assertThat(report.diagnosis().why(), hasItem(startsWith("possible cause: listener 443 no longer offers")));
    }

    @Test
    void aRiseThatDrownsInTheTotalIsFoundInItsTargetGroup() throws InterruptedException {
        // The balancer's total wanders by hundreds of errors; one group has next to none, and then a few.
        aws.with((key, minute) -> {
            TlsMetric metric = metric(key);
            if (metric == null) {
                return 100_000;
            }
            long n = minute.getEpochSecond() / 60;
            double noise = 300 + 200 * Math.sin(n / 40.0) + n % 7 * 30;
            boolean rises = !minute.isBefore(DEPLOYED) && metric == TlsMetric.TARGET;
            if (key.scope().targetGroup() == null) {
                return noise + (rises ? 6 : 0);
            }
            return key.scope().targetGroup().name().equals("api-v1") ? noise : n % 5 == 0 ? 1 : rises ? 6 : 0;
        });
        GateReport report = judge(BEFORE);
        assertThat(report.verdict(), is(Verdict.FAIL));
        assertThat(report.explanation(), startsWith("target TLS errors of api-v2 rose"));
        assertThat(report.comparisons(), hasSize(3));
        assertThat(report.minutes(), hasSize(3));
        assertThat(report.minutes().get(2).scope().label(), is("api-v2"));
    }

    @Test
    void aDetailWithoutTrafficLeavesTheVerdictAlone() throws InterruptedException {
        aws.with((key, minute) -> key.scope().zone() != null || key.scope().targetGroup() != null
                ? Double.NaN
                : FakePorts.steady(1, 1).value(key, minute));
        GateReport report = judge(BEFORE);
        assertThat(report.verdict(), is(Verdict.PASS));
        assertThat(report.details(), empty());
    }

    @Test
    void aPlainRuleIsAboutTheWholeAlone() throws InterruptedException {
        after((metric, group, zone, minute) -> 5);
        aws.withListeners(snapshot -> BEFORE);
        GateReport report = aws.runner()
                .run(Gate.begin(new GateParameters()
                        .loadBalancer("shop")
                        .rule("percent")
                        .maxIncreasePercent(50.0)
                        .deploymentEnd(DEPLOYED.toString())
                        .check(NOW)))
                .report();
        assertThat(report.verdict(), is(Verdict.FAIL));
        assertThat(report.details(), empty());
        assertThat(aws.lastKeys(), hasSize(5));
    }

    @Test
    void anEarlyFailureIsExplainedAsWell() throws InterruptedException {
        GateReport report = failingEarly();
        assertThat(report.notes(), hasItem(startsWith("Failed early")));
        assertThat(report.details(), hasSize(6));
        assertThat(report.diagnosis().where().get(0), containsString("spread over 3 zones"));
        assertThat(
                report.explanation(), containsString(report.diagnosis().where().get(0)));
    }

    @Test
    void anEarlyFailureStandsWhereItCannotBeExplained() throws InterruptedException {
        FakePorts.Mishap none = FakePorts.NOTHING;
        GateReport report = failingEarly(none, none, none, none, FakePorts.passing("throttled"));
        assertThat(report.verdict(), is(Verdict.FAIL));
        assertThat(report.details(), empty());
        assertThat(report.diagnosis().where().get(0), startsWith("464 more client TLS errors"));
    }

    private static GateReport failingEarly(FakePorts.Mishap... mishaps) throws InterruptedException {
        FakePorts early = new FakePorts(DEPLOYED)
                .withZones("eu-west-1a", "eu-west-1b", "eu-west-1c")
                .next(mishaps)
                .with((key, minute) -> {
                    double all = FakePorts.rising(DEPLOYED, 2, 60).value(key, minute);
                    return key.scope().zone() == null ? all : all / 3;
                });
        Gate gate = early.runner()
                .run(Gate.begin(new GateParameters().loadBalancer("shop").check(DEPLOYED)));
        while (gate.report() == null) {
            early.setTime(((GateAction.Wait) gate.next(early.instant())).until());
            gate = Restart.of(early.runner().run(gate));
        }
        return gate.report();
    }
}
