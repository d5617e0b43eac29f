package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateParametersTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:34:56.789Z");

    private static GateParameters shop() {
        return new GateParameters().loadBalancer("shop");
    }

    private static void refused(String parameter, Object value, String right, Consumer<GateParameters> setting) {
        GateParameters parameters = shop();
        setting.accept(parameters);
        Errors.refusedSaying(right, parameter, value, () -> parameters.check(NOW));
    }

    @Test
    void theBalancerAloneIsEnough() {
        GateSettings settings = shop().check(NOW);
        assertThat(settings.balancer().name(), is("shop"));
        assertThat(settings.targetGroups(), empty());
        assertThat(settings.metrics(), contains(TlsMetric.CLIENT, TlsMetric.TARGET));
        assertThat(settings.deploymentStart(), equalTo(NOW));
        assertThat(settings.deploymentEnd(), equalTo(NOW));
        assertThat(settings.split().baseline().length(), equalTo(Duration.ofHours(3)));
        assertThat(settings.split().observation().length(), equalTo(Duration.ofMinutes(15)));
        assertThat(settings.settle(), equalTo(Duration.ofMinutes(3)));
        assertThat(
                settings.rule(),
                equalTo(new RuleSettings(RuleSettings.Kind.RATE, 0, Statistic.SUM, Duration.ofMinutes(5), 1, 0.99, 5)));
    }

    @Test
    void theMinutesInWhichTheDeploymentTookPlaceBelongToNeitherWindow() {
        GateSettings settings = shop().deploymentStart("2026-05-04T12:00:30Z")
                .deploymentEnd("2026-05-04T12:10:01Z")
                .check(NOW);
        assertThat(settings.split().baseline().end(), equalTo(Instant.parse("2026-05-04T12:00:00Z")));
        assertThat(settings.split().baseline().start(), equalTo(Instant.parse("2026-05-04T09:00:00Z")));
        assertThat(settings.split().observation().start(), equalTo(Instant.parse("2026-05-04T12:11:00Z")));
        assertThat(settings.split().observation().end(), equalTo(Instant.parse("2026-05-04T12:26:00Z")));
        assertThat(settings.readyAt(), equalTo(Instant.parse("2026-05-04T12:29:00Z")));
    }

    @Test
    void theGapAfterTheDeploymentIsNotJudged() {
        GateSettings settings = shop().deploymentEnd("2026-05-04T12:10:00Z")
                .settleGap("90s")
                .observe("10m")
                .check(NOW);
        assertThat(settings.split().observation().start(), equalTo(Instant.parse("2026-05-04T12:12:00Z")));
        assertThat(settings.split().observation().end(), equalTo(Instant.parse("2026-05-04T12:22:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S, 1", "59s, 1", "60s, 1", "61s, 2", "PT60.000000001S, 2", "1d, 1440"})
    void anObservationIsRoundedUpToMinutes(String observe, int minutes) {
        assertThat(shop().observe(observe).check(NOW).split().observation().minutes(), is(minutes));
    }

    @Property
    void windowsNeverTouchTheDeploymentAndAreWholeMinutes(
            @ForAll @LongRange(max = 86_400_000) long startedAgo,
            @ForAll @LongRange(max = 86_400_000) long endedAgo,
            @ForAll @IntRange(min = 600, max = 86_400) int baseline,
            @ForAll @IntRange(min = 1, max = 86_400) int observe,
            @ForAll @IntRange(max = 3_600) int gap) {
        Instant start = NOW.minusMillis(Math.max(startedAgo, endedAgo));
        Instant end = NOW.minusMillis(Math.min(startedAgo, endedAgo));
        GateSettings settings = shop().deploymentStart(start.toString())
                .deploymentEnd(end.toString())
                .baseline(baseline + "s")
                .observe(observe + "s")
                .settleGap(gap + "s")
                .check(NOW);
        Window before = settings.split().baseline();
        Window after = settings.split().observation();
        assertThat(before.end().isAfter(start), is(false));
        assertThat(Duration.between(before.end(), start), lessThan(Window.MINUTE));
        assertThat(after.start().isBefore(end.plusSeconds(gap)), is(false));
        assertThat(Duration.between(end.plusSeconds(gap), after.start()), lessThan(Window.MINUTE));
        assertThat(before.length(), greaterThanOrEqualTo(Duration.ofSeconds(baseline)));
        assertThat(before.length(), lessThan(Duration.ofSeconds(baseline).plus(Window.MINUTE)));
        assertThat(after.length(), greaterThanOrEqualTo(Duration.ofSeconds(observe)));
        assertThat(after.length(), lessThan(Duration.ofSeconds(observe).plus(Window.MINUTE)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/shop/50", "no_name"})
    void aBalancerMustBeNamed(String text) {
        Errors.refused(
                "loadBalancer",
                text,
                () -> new GateParameters().loadBalancer(text).check(NOW));
    }

    @Test
    void theEndMayNotLieBeforeTheStart() {
        refused(
                "deploymentEnd",
                "2026-05-04T11:00:00Z",
                "lies before deploymentStart, 2026-05-04T12:00:00Z",
                p -> p.deploymentStart("2026-05-04T12:00:00Z").deploymentEnd("2026-05-04T11:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-04T12:36:00Z", "1777984496789", "+999999999-12-31T23:59:59Z"})
    void aDeploymentMayNotLieInTheFuture(String text) {
        refused("deploymentEnd", text, "lies in the future", p -> p.deploymentEnd(text));
        refused("deploymentStart", text, "lies in the future", p -> p.deploymentStart(text));
    }

    @Test
    void aClockThatIsALittleAheadIsForgiven() {
        GateSettings ended = shop().deploymentEnd("2026-05-04T12:35:50Z").check(NOW);
        assertThat(ended.deploymentEnd(), equalTo(Instant.parse("2026-05-04T12:35:50Z")));
        GateSettings started = shop().deploymentStart("2026-05-04T12:35:50Z").check(NOW);
        assertThat(started.deploymentEnd(), equalTo(started.deploymentStart()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-05-04T12:00:00", "1777901400"})
    void pointsInTimeMustBeUnmistakable(String text) {
        refused("deploymentEnd", text, "write it like", p -> p.deploymentEnd(text));
        refused("deploymentStart", text, "write it like", p -> p.deploymentStart(text));
    }

    @Test
    void windowsBeyondRetentionAreRefusedByTheNameOfWhatTheUserGave() {
        refused(
                "deploymentStart",
                "2026-04-19T12:00:00Z",
                "CloudWatch keeps points of one minute for 15d",
                p -> p.deploymentStart("2026-04-19T12:00:00Z").deploymentEnd("2026-04-19T12:10:00Z"));
        refused(
                "deploymentEnd",
                "2026-04-19T12:00:00Z",
                "CloudWatch keeps points of one minute for 15d",
                p -> p.deploymentEnd("2026-04-19T12:00:00Z"));
        refused(
                "deploymentEnd",
                "-999999999-01-01T00:00:00Z",
                "15d",
                p -> p.deploymentEnd("-999999999-01-01T00:00:00Z"));
    }

    @Test
    void theBaselineMustStillBeThereWhenTheObservationIsOver() {
        refused("baseline", "15d", "shorten baseline", p -> p.baseline("15d"));
        refused("baseline", "15d", "shorten baseline", p -> p.baseline("15d").observe("1m"));
        Window baseline = shop().baseline("14d").check(NOW).split().baseline();
        assertThat(baseline.length(), equalTo(Duration.ofDays(14)));
    }

    @Test
    void theBaselineMayBeginWhereCloudWatchBeginsAndNotAMinuteBefore() {
        Instant now = Instant.parse("2026-05-04T12:00:00Z");
        GateParameters noon = shop().deploymentEnd("2026-05-04T00:00:00Z");
        Window baseline = noon.baseline("348h").check(now).split().baseline();
        assertThat(baseline.start(), equalTo(now.minus(Duration.ofDays(15))));
        Errors.refusedSaying(
                "goes back too far",
                "deploymentEnd",
                "2026-05-04T00:00:00Z",
                () -> noon.baseline("20881m").check(now));
    }

    @ParameterizedTest
    @CsvSource({
        "0s, longer than zero",
        "-3h, is negative",
        "9m, at least 10m",
        "16d, than CloudWatch keeps points",
        "P106751991167300D, than CloudWatch keeps points",
        "PT9223372036854775807S, than CloudWatch keeps points",
        "three hours, write it like"
    })
    void aBaselineMustSayWhatIsNormal(String text, String right) {
        refused("baseline", text, right, p -> p.baseline(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0m, longer than zero",
        "-15m, is negative",
        "25h, at most 1d",
        "PT9223372036854775807S, at most 1d",
        "a while, write it like"
    })
    void anObservationMustTakeATimeThatSomebodyCanWait(String text, String right) {
        refused("observe", text, right, p -> p.observe(text));
    }

    @ParameterizedTest
    @CsvSource({"-3m, is negative", "61m, at most 1h", "PT9223372036854775807S, at most 1h", "x, write it like"})
    void settlingTakesAnHourAtMost(String text, String right) {
        refused("settle", text, right, p -> p.settle(text));
        refused("settleGap", text, right, p -> p.settleGap(text));
    }

    @Test
    void theLimitsThemselvesAreAllowed() {
        GateSettings settings = shop().deploymentEnd("2026-05-04T12:35:56.789Z")
                .baseline("10m")
                .observe("1d")
                .history("14d")
                .settle("1h")
                .settleGap("60m")
                .period(3_600)
                .minExtraErrors(1e12)
                .tolerance(1e12)
                .check(NOW);
        assertThat(settings.split().baseline().minutes(), is(10));
        assertThat(settings.split().observation().start(), equalTo(Instant.parse("2026-05-04T13:36:00Z")));
        assertThat(settings.split().observation().length(), equalTo(Duration.ofDays(1)));
        assertThat(settings.history(), equalTo(Duration.ofDays(14)));
        assertThat(settings.settle(), equalTo(Duration.ofHours(1)));
        assertThat(settings.rule().period(), equalTo(Duration.ofHours(1)));
        assertThat(settings.rule().tolerance(), is(1e12));
        assertThat(shop().period(60).minExtraErrors(0).check(NOW).rule().minExtraErrors(), is(0.0));
        assertThat(shop().rule("absolute").maxIncrease(0.0).check(NOW).rule().limit(), is(0.0));
        assertThat(
                new GateParameters()
                        .loadBalancers(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"))
                        .check(NOW)
                        .balancers(),
                hasSize(10));
    }

    @Test
    void aHistoryIsAtMostFourteenDaysOrNone() {
        refused("history", "15d", "at most 14d, or 0s for none", p -> p.history("15d"));
        refused("history", "-1d", "is negative", p -> p.history("-1d"));
        assertThat(shop().history("0s").check(NOW).history(), equalTo(Duration.ZERO));
    }

    @Test
    void aBaselineIsTakenFromAKnownPlace() {
        refused(
                "baselineFrom",
                "dayBefor",
                "use before, dayBefore, weekBefore; did you mean \"dayBefore\"?",
                p -> p.baselineFrom("dayBefor"));
        Window weekBefore = shop().baselineFrom("WEEKBEFORE").check(NOW).split().baseline();
        assertThat(weekBefore.start(), equalTo(Instant.parse("2026-04-27T11:12:00Z")));
        assertThat(weekBefore.length(), equalTo(Duration.ofHours(3)));
    }

    @Test
    void settlingMayTakeNoTime() {
        GateSettings settings = shop().settle("0s").check(NOW);
        assertThat(settings.readyAt(), equalTo(settings.split().observation().end()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 0, 1, 59, 61, 90, 3_660, Integer.MAX_VALUE})
    void aPeriodIsAMultipleOfSixtySeconds(int period) {
        refused("period", period, "60 or a multiple of it", p -> p.period(period));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 0, -1, Double.NaN, Double.NEGATIVE_INFINITY})
    void aToleranceBelowOneWouldDemandFewerErrors(double tolerance) {
        refused("tolerance", tolerance, "must be 1 (any real rise counts) or more", p -> p.tolerance(tolerance));
    }

    @Test
    void numbersBeyondAllMeasureAreRefused() {
        refused("tolerance", Double.POSITIVE_INFINITY, "is too large", p -> p.tolerance(Double.POSITIVE_INFINITY));
        refused("minExtraErrors", 1e300, "is too large", p -> p.minExtraErrors(1e300));
        refused("maxIncrease", 1e13, "is too large", p -> p.rule("absolute").maxIncrease(1e13));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 0, 99, -0.9, Double.NaN})
    void aConfidenceLiesBetweenAHalfAndOne(double confidence) {
        refused("confidence", confidence, "must lie between 0.5 and 1", p -> p.confidence(confidence));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN})
    void theFloorIsNotNegative(double errors) {
        refused("minExtraErrors", errors, "must be zero or more", p -> p.minExtraErrors(errors));
    }

    @Test
    void misspeltWordsGetTheNearOneSuggested() {
        refused("statistic", "Avrage", "did you mean \"Average\"?", p -> p.statistic("Avrage"));
        refused("metrics", "clinet", "did you mean \"client\"?", p -> p.metrics(List.of("target", "clinet")));
        refused("rule", "percnet", "did you mean \"percent\"?", p -> p.rule("percnet"));
        refused("rule", null, "use rate, absolute, percent", p -> p.rule(null));
    }

    @Test
    void metricsAreJudgedOnceEachInAFixedOrder() {
        assertThat(
                shop().metrics(List.of("target", "client", "TARGET")).check(NOW).metrics(),
                contains(TlsMetric.CLIENT, TlsMetric.TARGET));
        assertThat(shop().metrics(null).check(NOW).metrics(), contains(TlsMetric.CLIENT, TlsMetric.TARGET));
    }

    @Test
    void listsWithAHoleAreRefusedByName() {
        refused("metrics", null, "use client or target", p -> p.metrics(Arrays.asList("client", null)));
        refused("targetGroups", null, "give its ARN", p -> p.targetGroups(Collections.singletonList(null)));
    }

    @Test
    void plainRulesNeedTheirOwnThresholdAndNoOther() {
        refused("maxIncrease", null, "rule absolute needs it", p -> p.rule("absolute"));
        refused("maxIncreasePercent", null, "rule percent needs it", p -> p.rule("percent"));
        refused("maxIncrease", 5.0, "goes with rule absolute only", p -> p.maxIncrease(5.0));
        refused(
                "maxIncreasePercent",
                5.0,
                "goes with rule percent only",
                p -> p.rule("absolute").maxIncrease(1.0).maxIncreasePercent(5.0));
        refused(
                "maxIncrease",
                -1.0,
                "must be zero or more",
                p -> p.rule("absolute").maxIncrease(-1.0));
        refused(
                "maxIncreasePercent",
                Double.NaN,
                "must be zero or more",
                p -> p.rule("percent").maxIncreasePercent(Double.NaN));
        RuleSettings rule = shop().rule("Percent")
                .maxIncreasePercent(50.0)
                .statistic("maximum")
                .check(NOW)
                .rule();
        assertThat(rule.kind(), is(RuleSettings.Kind.PERCENT));
        assertThat(rule.limit(), is(50.0));
        assertThat(rule.statistic(), is(Statistic.MAXIMUM));
    }

    @Test
    void theRateTestIsAboutNumbersOfErrorsOnly() {
        refused("statistic", "Average", "use Sum", p -> p.statistic("Average"));
    }

    @Test
    void targetGroupsAreNamedOnceAndAreInTheBalancersRegion() {
        refused("targetGroups", "api", "is named twice", p -> p.targetGroups(List.of("api", "web", "api")));
        refused(
                "targetGroups",
                "targetgroup/api/73e2d6bc24d8a067",
                "is named twice",
                p -> p.targetGroups(List.of("api", "targetgroup/api/73e2d6bc24d8a067")));
        String group = "arn:aws:elasticloadbalancing:eu-west-2:123456789012:targetgroup/api/73e2d6bc24d8a067";
        refused(
                "targetGroups",
                group,
                "is in another region than the load balancer, eu-west-1",
                p -> p.loadBalancer(
                                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188")
                        .targetGroups(List.of(group)));
        refused("targetGroups", "not a group", "or its name", p -> p.targetGroups(List.of("not a group")));
    }

    @Test
    void aNetworkBalancerHasNoTargetErrorsByTargetGroup() {
        refused(
                "targetGroups",
                "net/edge/50dc6c495c0c9188",
                "publishes target errors for the balancer as a whole only",
                p -> p.loadBalancer("net/edge/50dc6c495c0c9188").targetGroups(List.of("api")));
    }

    @Test
    void targetGroupsWithoutTargetErrorsWouldHaveNoEffect() {
        refused(
                "targetGroups",
                "api, web",
                "add target to metrics",
                p -> p.targetGroups(List.of("api", "web")).metrics(List.of("client")));
    }

    @Test
    void targetGroupsOfANetworkLoadBalancerCanNotBeJudgedOneByOne() {
        String edge = "net/edge/50dc6c495c0c9188";
        refused(
                "targetGroups",
                edge,
                "leave targetGroups out",
                p -> p.loadBalancer(edge).targetGroups(List.of("api")));
    }

    @Test
    void moreTargetGroupsThanABalancerCanHaveAreRefused() {
        List<String> many = IntStream.range(0, 501).mapToObj(i -> "group-" + i).toList();
        refused("targetGroups", "501 target groups", "at most 500", p -> p.targetGroups(many));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyTextAsAParameterIsRefusedInOneLineOrTaken(
            @ForAll String balancer,
            @ForAll String duration,
            @ForAll String time,
            @ForAll String word,
            @ForAll int period,
            @ForAll double number) {
        List<GateParameters> all = List.of(
                shop().loadBalancer(balancer),
                shop().baseline(duration),
                shop().observe(duration),
                shop().settle(duration),
                shop().settleGap(duration),
                shop().deploymentStart(time),
                shop().deploymentEnd(time),
                shop().metrics(List.of(word)),
                shop().targetGroups(List.of(word)),
                shop().statistic(word),
                shop().rule(word),
                shop().period(period),
                shop().tolerance(number),
                shop().confidence(number),
                shop().minExtraErrors(number),
                shop().rule("absolute").maxIncrease(number),
                shop().rule("percent").maxIncreasePercent(number));
        for (GateParameters parameters : all) {
            try {
                parameters.check(NOW);
            } catch (InvalidParameterException e) {
                Errors.checkOneLine(e.getMessage());
                assertThat(e.getMessage(), containsString(e.parameter() + ": "));
            }
        }
    }

    private static void assertBalancersRefused(String problem, String... balancers) {
        InvalidParameterException thrown = assertThrows(
                InvalidParameterException.class,
                () -> new GateParameters().loadBalancers(List.of(balancers)).check(NOW));
        assertThat(thrown.getMessage(), startsWith("loadBalancers: "));
        assertThat(thrown.getMessage(), containsString(problem));
    }

    @Test
    void severalBalancersAreOnesThatOneGateCanJudge() {
        String arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/%s/50dc6c495c0c9188";
        GateSettings settings = new GateParameters()
                .loadBalancers(List.of("shop", arn.formatted("payments"), "net/edge/50dc6c495c0c9188"))
                .check(NOW);
        assertThat(settings.balancers(), hasSize(3));
        assertThat(settings.located().region(), is("eu-central-1"));
        assertThat(settings.named(), is("shop, " + arn.formatted("payments") + ", net/edge/50dc6c495c0c9188"));

        assertBalancersRefused("names no load balancer; name 1 to 10");
        assertBalancersRefused("11 load balancers", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
        assertBalancersRefused("is named twice", "shop", arn.formatted("shop"));
        assertBalancersRefused(
                "is in another region than those before it, eu-central-1",
                arn.formatted("shop"),
                "other",
                arn.formatted("payments").replace("eu-central-1", "eu-west-1"));
        assertBalancersRefused(
                "is in another account than those before it, 123456789012",
                arn.formatted("shop"),
                arn.formatted("payments").replace("123456789012", "210987654321"));
        assertBalancersRefused("is a Gateway Load Balancer", "shop", "gwy/gate/50dc6c495c0c9188");
        InvalidParameterException both = assertThrows(
                InvalidParameterException.class,
                () -> new GateParameters()
                        .loadBalancer("shop")
                        .loadBalancers(List.of("payments"))
                        .check(NOW));
        assertThat(both.getMessage(), containsString("can't be given beside loadBalancer"));
    }
}
