package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant READY = Instant.parse("2026-05-04T12:18:00Z");

    private final FakePorts aws = new FakePorts(NOW);
    private final List<GateAction.Wait> waits = new ArrayList<>();

    private static GateParameters shop() {
        return new GateParameters().loadBalancer("shop");
    }

    private static Gate justDeployed() {
        return Gate.begin(shop().check(NOW));
    }

    private static Gate deployedYesterday() {
        return Gate.begin(shop().deploymentEnd("2026-05-03T12:00:00Z").check(NOW));
    }

    private GateReport drive(Gate begun) throws InterruptedException {
        return drive(begun, gate -> gate);
    }

    /** Runs a gate to its end; whenever it waits the clock is moved there, and something may happen to it. */
    private GateReport drive(Gate begun, UnaryOperator<Gate> meanwhile) throws InterruptedException {
        Gate gate = begun;
        for (int i = 0; i < 200; i++) {
            gate = meanwhile.apply(aws.runner().run(gate));
            GateAction action = gate.next(aws.instant());
            if (action instanceof GateAction.Finish finish) {
                return finish.report();
            }
            GateAction.Wait wait = (GateAction.Wait) action;
            assertThat("waits for what is still to come", wait.until(), greaterThan(aws.instant()));
            Errors.checkOneLine(wait.reason());
            waits.add(wait);
            aws.setTime(wait.until());
        }
        throw new AssertionError("The gate does not end: " + gate);
    }

    @Test
    void aHealthyDeploymentPassesOnceItsObservationHasSettled() throws InterruptedException {
        Gate gate = justDeployed();
        GateReport report = drive(gate);
        assertThat(report.verdict(), is(Verdict.PASS));
        assertThat(report.judgedAt(), equalTo(READY));
        assertThat(report.balancer().dimension(), is("app/shop/50dc6c495c0c9188"));
        assertThat(report.region(), is("eu-central-1"));
        assertThat(report.comparisons(), hasSize(2));
        assertThat(aws.resolutions(), is(1));
        Split split = gate.settings().split();
        assertThat(
                "baseline, three early looks, the last one",
                aws.reads().stream().map(Window::end).toList(),
                contains(
                        split.baseline().end(),
                        NOW.plus(Duration.ofMinutes(4)),
                        NOW.plus(Duration.ofMinutes(8)),
                        NOW.plus(Duration.ofMinutes(11)),
                        split.observation().end()));
        assertThat(
                waits.stream().map(GateAction.Wait::until).toList(),
                contains(
                        NOW.plus(Duration.ofMinutes(7)),
                        NOW.plus(Duration.ofMinutes(11)),
                        NOW.plus(Duration.ofMinutes(14)),
                        READY));
        assertThat(
                waits.stream().map(GateAction.Wait::reason).toList(),
                contains(
                        "observing until 2026-05-04T12:15:00Z, verdict at 2026-05-04T12:18:00Z, early look at"
                                + " 2026-05-04T12:07:00Z",
                        "observing until 2026-05-04T12:15:00Z, verdict at 2026-05-04T12:18:00Z, early look at"
                                + " 2026-05-04T12:11:00Z",
                        "observing until 2026-05-04T12:15:00Z, verdict at 2026-05-04T12:18:00Z, early look at"
                                + " 2026-05-04T12:14:00Z",
                        "observing until 2026-05-04T12:15:00Z, verdict at 2026-05-04T12:18:00Z"));
    }

    @Test
    void aDeploymentThatLocksClientsOutFails() throws InterruptedException {
        aws.with(FakePorts.rising(NOW, 2, 60));
        GateReport report = drive(justDeployed());
        assertThat(report.verdict(), is(Verdict.FAIL));
        assertThat(report.explanation(), containsString("client TLS errors of shop rose 30x"));
    }

    @Test
    void anEarlyLookMayFailAndSaysHowEarly() throws InterruptedException {
        aws.with(FakePorts.rising(NOW, 2, 60));
        GateReport report = drive(justDeployed());
        assertThat(report.judgedAt(), equalTo(NOW.plus(Duration.ofMinutes(11))));
        assertThat(
                "four minutes might still be a burst",
                report.split().observation().minutes(),
                is(8));
        assertThat(report.notes(), contains("Failed early, after 8 of 15 minutes of the observation."));
    }

    @Test
    void aShortObservationAndAPlainRuleAreLookedAtOnce() throws InterruptedException {
        Gate brief = Gate.begin(shop().observe("5m").check(NOW));
        drive(brief);
        assertThat(aws.reads(), hasSize(2));
        Gate plain = Gate.begin(shop().rule("percent").maxIncreasePercent(50.0).check(aws.instant()));
        assertThat(drive(plain).notes(), empty());
        assertThat(aws.reads(), hasSize(4));
        assertThat(
                "a plain rule has no use for history",
                aws.reads().get(3),
                equalTo(plain.settings().split().span()));
    }

    @Test
    void theHistoryIsReadAsFarAsItIsWantedAndKept() throws InterruptedException {
        Gate gate = deployedYesterday();
        drive(gate);
        Window all = aws.reads().get(0);
        assertThat(
                "fourteen days before the baseline, and CloudWatch keeps fifteen",
                all.length().toDays(),
                is(14L));
        assertThat(all.start(), equalTo(NOW.minus(Duration.ofDays(15))));
        aws.reads().clear();
        drive(Gate.begin(shop().history("2h").check(aws.instant())));
        Window last = aws.reads().get(aws.reads().size() - 1);
        assertThat(last.length(), equalTo(Duration.ofHours(5).plusMinutes(15)));
    }

    @Test
    void aBaselineOfTheDayBeforeLiesAroundTheTimeOfTheObservation() throws InterruptedException {
        Gate gate = Gate.begin(shop().baselineFrom("dayBefore").check(NOW));
        assertThat(drive(gate).verdict(), is(Verdict.PASS));
        assertThat(gate.settings().split().baseline().start(), equalTo(Instant.parse("2026-05-03T10:37:00Z")));
    }

    @Test
    void whatHappensAfterTheObservationIsNotBlamedOnTheDeployment() throws InterruptedException {
        aws.with(FakePorts.rising(NOW.plusSeconds(15 * 60), 2, 600));
        assertThat(drive(justDeployed()).verdict(), is(Verdict.PASS));
    }

    @Test
    void aDeploymentLongPastIsJudgedWithOneLookAndNoWaiting() throws InterruptedException {
        Gate gate = deployedYesterday();
        GateReport report = drive(gate);
        assertThat(report.verdict(), is(Verdict.PASS));
        assertThat(report.judgedAt(), equalTo(NOW));
        assertThat(waits, empty());
        assertThat(aws.reads(), hasSize(1));
        assertThat(
                aws.reads().get(0).end(),
                equalTo(gate.settings().split().observation().end()));
    }

    @Test
    void theVerdictIsNotGivenASecondTooEarly() throws InterruptedException {
        Gate waiting = aws.runner().run(Gate.begin(shop().observe("5m").check(NOW)));
        Instant ready = NOW.plus(Duration.ofMinutes(8));
        assertThat(waiting.next(ready.minusNanos(1)), instanceOf(GateAction.Wait.class));
        assertThat(waiting.next(ready), instanceOf(GateAction.Read.class));
    }

    @Test
    void theProgressSaysWhatIsJudgedAndWhatIsNormal() throws Exception {
        Gate found = justDeployed()
                .resolved(
                        aws.resolve(justDeployed().settings().balancers(), List.of()),
                        aws.snapshots(justDeployed().settings().balancers(), NOW),
                        NOW);
        assertThat(found.progress(), is("judging app/shop/50dc6c495c0c9188 in eu-central-1"));
        Gate waiting = aws.runner().run(found);
        assertThat(
                waiting.progress(),
                is("baseline: 180 client TLS errors of shop in 180,000 connections,"
                        + " 180 target TLS errors of shop in 180,000 connections"));
    }

    @Test
    void anEarlyLookWithoutARiseSaysHowFarItIsFromOne() throws InterruptedException {
        assertThat(
                atTheFirstLook(), startsWith("early look after 4 of 15 minutes: no regression so far (smallest p 0."));
        aws.with(FakePorts.silence());
        assertThat(
                "nothing is known of a balancer without traffic",
                atTheFirstLook(),
                is("early look after 4 of 15 minutes: no regression so far"));
    }

    @Test
    void aTargetGroupWithoutTrafficHidesNotHowFarTheOthersAreFromARise() throws InterruptedException {
        aws.with((key, minute) -> key.scope().label().equals("api")
                ? Double.NaN
                : FakePorts.steady(1, 1).value(key, minute));
        Gate groups = Gate.begin(shop().metrics(List.of("target"))
                .targetGroups(List.of("api", "web"))
                .check(NOW));
        assertThat(atTheFirstLook(groups), containsString("(smallest p 0."));
    }

    private String atTheFirstLook() throws InterruptedException {
        return atTheFirstLook(justDeployed());
    }

    private String atTheFirstLook(Gate begun) throws InterruptedException {
        aws.setTime(NOW);
        Gate waiting = aws.runner().run(begun);
        aws.setTime(NOW.plus(Duration.ofMinutes(7)));
        return aws.runner().run(waiting).progress();
    }

    @Test
    void aMissingPermissionShowsBeforeTheWaitAndNotAfterIt() throws InterruptedException {
        aws.next(FakePorts.NOTHING, FakePorts.lasting("cloudwatch:GetMetricData was denied"));
        GateReport report = drive(justDeployed());
        assertThat(report.verdict(), is(Verdict.ERROR));
        assertThat(report.explanation(), is("cloudwatch:GetMetricData was denied"));
        assertThat(report.judgedAt(), equalTo(NOW));
        assertThat(report.balancer(), notNullValue());
        assertThat(report.comparisons(), empty());
    }

    @Test
    void anUnknownBalancerIsAnErrorAtOnce() throws InterruptedException {
        aws.next(() -> {
            throw new InvalidParameterException("loadBalancer", "shop", "does not exist");
        });
        GateReport report = drive(justDeployed());
        assertThat(report.verdict(), is(Verdict.ERROR));
        assertThat(report.explanation(), is("loadBalancer: \"shop\" does not exist"));
        assertThat(report.balancer(), nullValue());
        assertThat("as it was named", report.balancers(), contains("shop"));
        assertThat(report.region(), nullValue());
        assertThat(aws.reads(), empty());
    }

    @Test
    void whatAnArnSaysOfABalancerIsKnownAlsoIfItDoesNotExist() throws InterruptedException {
        String shop = "app/shop/50dc6c495c0c9188";
        String arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/" + shop;
        aws.next(() -> {
            throw new InvalidParameterException("loadBalancers", arn, "does not exist");
        });
        GateReport report = drive(Gate.begin(new GateParameters()
                .loadBalancers(List.of(arn, "net/edge/50dc6c495c0c9188"))
                .check(NOW)));
        assertThat(report.region(), is("eu-west-1"));
        assertThat(report.balancers(), contains(shop, "net/edge/50dc6c495c0c9188"));
        assertThat(report.others(), hasSize(1));
    }

    @Test
    void aBalancerWithoutAnyTrafficIsNeverAPass() throws InterruptedException {
        aws.with(FakePorts.silence());
        GateReport report = drive(justDeployed());
        assertThat(report.verdict(), is(Verdict.INCONCLUSIVE));
        assertThat(report.explanation(), containsString("check the load balancer's name and region"));
    }

    @Test
    void trafficThatEndsWithTheDeploymentIsNeverAPass() throws InterruptedException {
        FakePorts.Data steady = FakePorts.steady(1, 1);
        aws.with((key, minute) -> minute.isBefore(NOW) ? steady.value(key, minute) : Double.NaN);
        GateReport report = drive(justDeployed());
        assertThat(report.verdict(), is(Verdict.INCONCLUSIVE));
        assertThat(report.explanation(), containsString("no traffic after the deployment"));
    }

    @Test
    void aPassingFaultIsTriedAgainAtGrowingIntervals() throws InterruptedException {
        aws.next(
                FakePorts.passing("throttled"),
                FakePorts.passing("throttled"),
                FakePorts.passing("throttled"),
                FakePorts.passing("throttled"),
                FakePorts.passing("throttled"),
                FakePorts.passing("throttled"));
        GateReport report = drive(deployedYesterday());
        assertThat(report.verdict(), is(Verdict.PASS));
        List<Long> at = waits.stream()
                .map(wait -> Duration.between(NOW, wait.until()).toSeconds())
                .toList();
        assertThat(at, contains(5L, 15L, 35L, 75L, 135L, 195L));
        assertThat(waits.get(0).reason(), is("trying again after: throttled"));
    }

    @Test
    void aSuccessMakesEarlierFaultsForgotten() throws InterruptedException {
        aws.next(FakePorts.passing("one"), FakePorts.NOTHING, FakePorts.passing("two"));
        drive(deployedYesterday());
        assertThat(Duration.between(waits.get(0).until(), waits.get(1).until()), equalTo(Duration.ofSeconds(5)));
    }

    @Test
    void afterTenMinutesOfFaultsTheGateEndsWithTheLastAnswer() throws InterruptedException {
        aws.always(FakePorts.passing("HTTP 503 (request id 42)"));
        GateReport report = drive(deployedYesterday());
        assertThat(report.verdict(), is(Verdict.ERROR));
        assertThat(
                report.explanation(),
                allOf(
                        startsWith("AWS could not be asked for 10 minutes, in 14 tries"),
                        containsString("HTTP 503 (request id 42)")));
        assertThat(Duration.between(NOW, report.judgedAt()).toMinutes(), is(10L));
    }

    @Test
    void faultsDuringTheObservationCostNothingYet() throws InterruptedException {
        FakePorts.Mishap outage = () -> {
            if (aws.instant().isBefore(READY.plusSeconds(9 * 60))) {
                throw new SourceException(SourceException.Kind.TRANSIENT, "outage", null);
            }
        };
        GateReport report = drive(Gate.begin(shop().check(NOW)), gate -> {
            aws.always(outage);
            return gate;
        });
        assertThat(report.verdict(), is(Verdict.PASS));
    }

    @Test
    void anOutageFromTheBeginningEndsWithTheFirstTryTenMinutesAfterTheVerdictWasDue() throws InterruptedException {
        aws.always(FakePorts.passing("outage"));
        GateReport report = drive(justDeployed());
        assertThat(report.verdict(), is(Verdict.ERROR));
        Duration late = Duration.between(READY.plus(Gate.PATIENCE), report.judgedAt());
        assertThat(late.isNegative(), is(false));
        assertThat(late, lessThan(Duration.ofMinutes(1)));
    }

    @Test
    void aLastingFaultEndsTheGateAtOnceWhereverItOccurs() throws InterruptedException {
        for (int calls = 0; calls < 3; calls++) {
            FakePorts ports = new FakePorts(NOW);
            for (int i = 0; i < calls; i++) {
                ports.next(FakePorts.NOTHING);
            }
            ports.next(FakePorts.lasting("denied"));
            Gate gate = ports.runner().run(justDeployed());
            if (calls == 2) {
                ports.setTime(READY);
                gate = ports.runner().run(gate);
            }
            assertThat(gate.phase(), is(Gate.Phase.FINISHED));
            assertThat(gate.report().explanation(), is("denied"));
        }
    }

    @Test
    void aRestartAtEveryStepChangesNothing() throws InterruptedException {
        aws.with(FakePorts.rising(NOW, 2, 60)).withListeners(snapshot -> Listeners.snapshot(NOW));
        GateReport undisturbed = drive(justDeployed());
        FakePorts other = new FakePorts(NOW)
                .with(FakePorts.rising(NOW, 2, 60))
                .withListeners(snapshot -> Listeners.snapshot(NOW));
        other.next(FakePorts.passing("a"), FakePorts.NOTHING, FakePorts.passing("b"), FakePorts.passing("c"));
        Gate gate = justDeployed();
        List<Gate.Phase> phases = new ArrayList<>();
        GateAction action = gate.next(other.instant());
        while (!(action instanceof GateAction.Finish)) {
            Gate restarted = Restart.of(gate);
            assertThat(State.of(restarted), equalTo(State.of(gate)));
            assertThat(State.of(restarted.next(other.instant())), equalTo(State.of(action)));
            phases.add(gate.phase());
            Gate next = step(restarted, action, other);
            assertThat(State.of(next).equals(State.of(gate)), is(action instanceof GateAction.Wait));
            gate = next;
            action = gate.next(other.instant());
        }
        assertThat(State.of(Restart.of(gate)), equalTo(State.of(gate)));
        assertThat(State.of(gate.report()), equalTo(State.of(undisturbed)));
        assertThat(
                phases.stream().distinct().toList(),
                contains(Gate.Phase.RESOLVING, Gate.Phase.LOOKING, Gate.Phase.OBSERVING));
    }

    private static Gate step(Gate gate, GateAction action, FakePorts ports) throws InterruptedException {
        if (action instanceof GateAction.Wait wait) {
            ports.setTime(wait.until());
            return gate;
        }
        try {
            if (action instanceof GateAction.Read read) {
                return gate.read(ports.read(read.keys(), read.window()), ports.instant());
            }
            return gate.resolved(
                    ports.resolve(gate.settings().balancers(), gate.settings().targetGroups()),
                    ports.snapshots(gate.settings().balancers(), ports.instant()),
                    ports.instant());
        } catch (SourceException e) {
            return gate.failed(e, ports.instant());
        }
    }

    @Test
    void aGateThatBeginsFindsItsBalancersFirst() {
        assertThat(justDeployed().next(NOW), instanceOf(GateAction.Resolve.class));
    }

    @Test
    void aRestartThatLastsPastTheDeadlineLosesNothing() throws InterruptedException {
        aws.with(FakePorts.rising(NOW, 2, 60));
        Gate waiting = Restart.of(aws.runner().run(justDeployed()));
        aws.setTime(NOW.plus(Duration.ofDays(2)));
        Gate ended = aws.runner().run(waiting);
        assertThat(ended.report().verdict(), is(Verdict.FAIL));
        assertThat(ended.report().judgedAt(), equalTo(NOW.plus(Duration.ofDays(2))));
        assertThat(aws.reads(), hasSize(2));
        assertThat(
                aws.reads().get(1).end(),
                equalTo(waiting.settings().split().observation().end()));
    }

    @Test
    void aRestartPastTheDeadlineStillHasPatienceWithAFault() throws InterruptedException {
        Gate waiting = Restart.of(aws.runner().run(justDeployed()));
        aws.setTime(NOW.plus(Duration.ofDays(2)));
        aws.next(FakePorts.passing("the network is not up yet"));
        assertThat(drive(waiting).verdict(), is(Verdict.PASS));
    }

    @Test
    void anEndedGateStaysAsItIs() throws InterruptedException {
        Gate ended = aws.runner().run(deployedYesterday());
        assertThat(ended.next(Instant.MAX), equalTo(new GateAction.Finish(ended.report())));
        assertThat(aws.runner().run(ended), equalTo(ended));
        assertThat(aws.reads(), hasSize(1));
    }

    @Test
    void anInterruptedCallLeavesTheGateAsItWas() throws InterruptedException {
        Gate waiting = aws.runner().run(justDeployed());
        aws.setTime(READY);
        aws.next(() -> {
            throw new InterruptedException();
        });
        assertThrows(InterruptedException.class, () -> aws.runner().run(waiting));
        assertThat(drive(waiting).verdict(), is(Verdict.PASS));
    }

    private List<String> seriesOf(GateParameters parameters) throws InterruptedException {
        aws.runner()
                .run(Gate.begin(parameters.deploymentEnd("2026-05-03T12:00:00Z").check(NOW)));
        return aws.lastKeys().stream().map(GateTest::name).toList();
    }

    private static String name(SeriesKey key) {
        return key.namespace() + " " + key.metricName() + " " + key.statistic().id() + " "
                + key.scope().label();
    }

    @Test
    void oneLookAtAnApplicationLoadBalancerReadsErrorsAndProofsOfTrafficOnce() throws InterruptedException {
        assertThat(
                seriesOf(shop()),
                containsInAnyOrder(
                        "AWS/ApplicationELB ClientTLSNegotiationErrorCount Sum shop",
                        "AWS/ApplicationELB TargetTLSNegotiationErrorCount Sum shop",
                        "AWS/ApplicationELB NewConnectionCount Sum shop",
                        "AWS/ApplicationELB RequestCount Sum shop",
                        "AWS/ApplicationELB ActiveConnectionCount Sum shop"));
    }

    @Test
    void targetGroupsAreReadOneByOneAgainstTheirRequests() throws InterruptedException {
        assertThat(
                seriesOf(shop().metrics(List.of("target")).targetGroups(List.of("api", "web"))),
                containsInAnyOrder(
                        "AWS/ApplicationELB TargetTLSNegotiationErrorCount Sum api",
                        "AWS/ApplicationELB RequestCount Sum api",
                        "AWS/ApplicationELB TargetTLSNegotiationErrorCount Sum web",
                        "AWS/ApplicationELB RequestCount Sum web"));
    }

    @Test
    void aNetworkLoadBalancerIsHeldAgainstItsTlsFlows() throws InterruptedException {
        assertThat(
                seriesOf(shop().loadBalancer("net/edge/50dc6c495c0c9188")),
                containsInAnyOrder(
                        "AWS/NetworkELB ClientTLSNegotiationErrorCount Sum edge",
                        "AWS/NetworkELB TargetTLSNegotiationErrorCount Sum edge",
                        "AWS/NetworkELB NewFlowCount_TLS Sum edge",
                        "AWS/NetworkELB ActiveFlowCount_TLS Sum edge"));
    }

    @Test
    void aPlainRuleReadsItsStatisticInAddition() throws InterruptedException {
        GateParameters plain =
                shop().metrics(List.of("client")).rule("absolute").maxIncrease(1.0);
        assertThat(
                seriesOf(plain.statistic("Maximum")),
                containsInAnyOrder(
                        "AWS/ApplicationELB ClientTLSNegotiationErrorCount Sum shop",
                        "AWS/ApplicationELB ClientTLSNegotiationErrorCount Maximum shop",
                        "AWS/ApplicationELB NewConnectionCount Sum shop",
                        "AWS/ApplicationELB RequestCount Sum shop",
                        "AWS/ApplicationELB ActiveConnectionCount Sum shop"));
        assertThat(
                seriesOf(plain.statistic("Average")).stream()
                        .filter(s -> s.contains("Client"))
                        .toList(),
                contains(
                        "AWS/ApplicationELB ClientTLSNegotiationErrorCount Sum shop",
                        "AWS/ApplicationELB ClientTLSNegotiationErrorCount SampleCount shop"));
    }

    @Test
    void aRiseInOneTargetGroupFailsTheGateAndIsNamed() throws InterruptedException {
        aws.with((key, minute) -> {
            boolean after = !minute.isBefore(Instant.parse("2026-05-03T12:00:00Z"));
            boolean error = key.metricName().startsWith("Target");
            return error ? (after && key.scope().label().equals("web") ? 50 : 1) : 1000;
        });
        GateReport report = drive(Gate.begin(shop().targetGroups(List.of("api", "web"))
                .deploymentEnd("2026-05-03T12:00:00Z")
                .check(NOW)));
        assertThat(report.verdict(), is(Verdict.FAIL));
        assertThat(report.explanation(), containsString("target TLS errors of web rose"));
        assertThat(report.explanation(), not(containsString("api")));
    }

    @Test
    void whoWatchesSeesTheMinutesSoFar() throws Exception {
        Gate waiting = aws.runner().run(justDeployed());
        Split split = waiting.settings().split();
        assertThat(justDeployed().peek(NOW), nullValue());
        assertThat(waiting.peek(split.baseline().start()), nullValue());
        GateAction.Read read = waiting.peek(NOW.plusSeconds(200));
        Window soFar = new Window(split.baseline().start(), NOW.plus(Duration.ofMinutes(3)));
        assertThat(read.window(), equalTo(soFar));
        List<PartMinutes> seen = waiting.peeked(aws.read(read.keys(), read.window()));
        assertThat(seen.stream().map(part -> part.metric().id()).toList(), contains("client", "target"));
        assertThat(seen.stream().map(PartMinutes::span).distinct().toList(), contains(soFar));
        assertThat(seen.get(0).errors().length, is(183));
        assertThat(seen.get(0).errors()[182], is(1.0));
        assertThat(seen.get(1).exposure()[0], is(1000.0));
        assertThat(
                "nothing beyond the observation",
                waiting.peek(READY.plus(Duration.ofHours(1))).window(),
                equalTo(split.span()));
    }

    /** One client and one target error a minute, in the newest minute only once the clock is there; none at these minutes. */
    private void late(Instant published, int everyMinuteWithout) {
        Instant newest = NOW.plus(Duration.ofMinutes(14));
        aws.with((key, minute) -> {
            boolean silent = minute.isBefore(newest)
                    ? minute.getEpochSecond() / 60 % everyMinuteWithout == 0
                    : aws.instant().isBefore(published);
            return silent ? Double.NaN : FakePorts.steady(1, 1).value(key, minute);
        });
    }

    @Test
    void theNewestMinuteIsWaitedForWhereTrafficHardlyEverPauses() throws InterruptedException {
        late(READY.plusSeconds(60), 12);
        GateReport report = drive(justDeployed());
        assertThat(report.judgedAt(), equalTo(READY.plusSeconds(60)));
        assertThat(
                waits.stream()
                        .filter(wait -> wait.until().isAfter(READY))
                        .map(GateAction.Wait::reason)
                        .distinct()
                        .toList(),
                contains("trying again after: CloudWatch shows no traffic yet in the newest minute"));
        assertThat(report.minutes().get(0).errors()[194], is(1.0));
    }

    @Test
    void theNewestMinuteIsWaitedForAlsoWhereAZoneHardlyEverHasTraffic() throws InterruptedException {
        aws.withZones("eu-central-1a", "eu-central-1b")
                .with((key, minute) -> minute.equals(NOW.plus(Duration.ofMinutes(14)))
                                || "eu-central-1b".equals(key.scope().zone())
                        ? Double.NaN
                        : FakePorts.steady(1, 1).value(key, minute));
        assertThat(drive(justDeployed()).judgedAt(), equalTo(READY.plusSeconds(180)));
    }

    @Test
    void aMinuteThatStaysAwayIsWaitedForThreeMinutesOnly() throws InterruptedException {
        late(Instant.MAX, 12);
        GateReport report = drive(justDeployed());
        assertThat(report.judgedAt(), equalTo(READY.plusSeconds(180)));
        assertThat(report.minutes().get(0).errors()[194], is(Double.NaN));
    }

    @Test
    void whereATenthOfTheMinutesIsWithoutTrafficOneMoreIsNothingToWaitFor() throws InterruptedException {
        late(Instant.MAX, 10);
        assertThat(drive(justDeployed()).judgedAt(), equalTo(READY));
    }

    @Test
    void whatCouldNotBeCheckedIsNotedWhateverTheVerdict() throws InterruptedException {
        aws.withNotes("Nobody may list the target groups.");
        assertThat(drive(justDeployed()).notes(), contains("Nobody may list the target groups."));
        aws.next(FakePorts.NOTHING, FakePorts.lasting("denied"));
        GateReport denied = drive(justDeployed());
        assertThat(denied.verdict(), is(Verdict.ERROR));
        assertThat(denied.notes(), contains("Nobody may list the target groups."));
    }

    @Test
    void earlierDeploymentsAreNoPlaceboAlsoAfterARestart() throws InterruptedException {
        assertThat(leftOut(justDeployed()), is(0));
        Instant earlier = NOW.minus(Duration.ofDays(5));
        Window deployment = new Window(earlier, earlier.plus(Duration.ofMinutes(10)));
        aws.setTime(NOW);
        aws.next(FakePorts.passing("throttled"), FakePorts.NOTHING, FakePorts.passing("throttled"));
        assertThat(leftOut(justDeployed().besides(List.of(deployment))), greaterThan(10));
    }

    private int leftOut(Gate gate) throws InterruptedException {
        return drive(gate, Restart::of).comparisons().get(0).placebo().leftOut();
    }
}
