package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison.Plain;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten minutes before, seven after, in blocks of five. */
class PlainRuleTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Window BEFORE = new Window(NOON.minus(Duration.ofMinutes(10)), NOON);
    private static final Window AFTER = new Window(NOON, NOON.plus(Duration.ofMinutes(7)));
    private static final Split SPLIT = new Split(BEFORE, AFTER);

    private static double[] numbers(String before, String after) {
        return Stream.of(before, after)
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .mapToDouble(text -> text.equals("-") ? Double.NaN : Double.parseDouble(text))
                .toArray();
    }

    private static Evidence evidence(double[] sums, Statistic statistic, double[] points) {
        double[] traffic =
                Arrays.stream(sums).map(sum -> Double.isNaN(sum) ? sum : 100).toArray();
        Map<Statistic, Series> errors = new EnumMap<>(Statistic.class);
        errors.put(statistic, Series.of(SPLIT.span(), points));
        errors.put(Statistic.SUM, Series.of(SPLIT.span(), sums));
        return Evidence.of(
                TlsMetric.CLIENT,
                Scope.of(LoadBalancerId.of("app/shop/1")),
                errors,
                Exposure.CONNECTIONS,
                Series.of(SPLIT.span(), traffic),
                List.of());
    }

    private static Comparison compare(
            RuleSettings.Kind kind, double limit, Statistic statistic, double minExtraErrors, Evidence evidence) {
        RuleSettings settings =
                new RuleSettings(kind, limit, statistic, Duration.ofMinutes(5), 1, 0.99, minExtraErrors);
        return new PlainRule(settings).compare(evidence, SPLIT);
    }

    private static Comparison sums(
            RuleSettings.Kind kind, double limit, double minExtraErrors, String before, String after) {
        double[] sums = numbers(before, after);
        return compare(kind, limit, Statistic.SUM, minExtraErrors, evidence(sums, Statistic.SUM, sums));
    }

    /** Two errors a minute before are ten in five; three a minute after are fifteen, also where a block has two minutes only. */
    @ParameterizedTest
    @CsvSource({
        "ABSOLUTE, 5, 0, PASS, 15",
        "ABSOLUTE, 4.9, 0, FAIL, 14.9",
        "PERCENT, 50, 0, PASS, 15",
        "PERCENT, 49, 0, FAIL, 14.9",
        "ABSOLUTE, 0, 7, FAIL, 10",
        "ABSOLUTE, 0, 7.1, PASS, 10",
    })
    void aSumMayGrowByItsLimitOrByTooFewErrorsToMatter(
            RuleSettings.Kind kind, double limit, double minExtraErrors, Verdict verdict, double allowed) {
        Comparison c = sums(kind, limit, minExtraErrors, "2 2 2 2 2 2 2 2 2 2", "3 3 3 3 3 3 3");
        assertThat(c.verdict(), is(verdict));
        assertThat(c.plain(), equalTo(new Plain(10, 15, allowed)));
        assertThat(c.before(), equalTo(new Counts(20, 1_000, 10, 0)));
        assertThat(c.after(), equalTo(new Counts(21, 700, 7, 0)));
        assertThat(c.expected(), is(14.0));
        assertThat(c.extraErrors(), is(7.0));
        assertThat(c.ratio(), is(1.5));
    }

    @Test
    void aBlockOfWhichLittleIsKnownCountsAsIfItWereWholeAndOneOfWhichNothingIsNotAtAll() {
        Comparison c = sums(RuleSettings.Kind.ABSOLUTE, 100, 0, "- 4 - 2 - - - - - -", "1 1 1 1 1 - 9");
        assertThat(c.plain(), equalTo(new Plain(15, 25, 115)));
    }

    @Test
    void anAverageIsOfTheSamplesOfItsMinutes() {
        double[] sums = numbers("4 6 0 0 0 0 0 0 0 0", "8 0 0 0 0 6 6");
        double[] samples = numbers("2 3 - - - - - - - -", "2 2 - - - 1 2");
        Comparison c = compare(
                RuleSettings.Kind.ABSOLUTE, 1, Statistic.AVERAGE, 0, evidence(sums, Statistic.SAMPLE_COUNT, samples));
        assertThat("2 and, without any sample, 0; 2 and 4", c.plain(), equalTo(new Plain(1, 3, 2)));
        assertThat(c.verdict(), is(Verdict.FAIL));
    }

    @Test
    void theLargestMaximumAndTheSmallestMinimumStandForAWindow() {
        double[] sums = numbers("9 9 9 9 9 9 9 9 9 9", "9 9 9 9 9 9 9");
        double[] points = numbers("3 4 3 3 3 5 3 3 3 3", "3 3 6 3 3 4 4");
        Comparison most =
                compare(RuleSettings.Kind.ABSOLUTE, 0, Statistic.MAXIMUM, 0, evidence(sums, Statistic.MAXIMUM, points));
        assertThat(most.plain(), equalTo(new Plain(5, 6, 5)));
        Comparison least =
                compare(RuleSettings.Kind.ABSOLUTE, 0, Statistic.MINIMUM, 0, evidence(sums, Statistic.MINIMUM, points));
        assertThat(least.plain(), equalTo(new Plain(3, 3, 3)));
        points[4] = Double.NaN;
        Comparison zero =
                compare(RuleSettings.Kind.ABSOLUTE, 0, Statistic.MINIMUM, 0, evidence(sums, Statistic.MINIMUM, points));
        assertThat(
                "a minute with traffic and without a point had no errors", zero.plain(), equalTo(new Plain(0, 3, 0)));
    }

    @Test
    void withoutTrafficOnOneSideThereIsNothingToCompare() {
        Comparison c = sums(RuleSettings.Kind.ABSOLUTE, 5, 0, "2 2 2 2 2 2 2 2 2 2", "- - - - - - -");
        assertThat(c.verdict(), is(Verdict.INCONCLUSIVE));
        assertThat(
                c.explanation(),
                is(
                        "client TLS errors of shop: no traffic after the deployment (1,000 connections before it); if clients"
                                + " can't even connect, this is what it looks like"));
        assertThat(
                sums(RuleSettings.Kind.ABSOLUTE, 5, 0, "- - - - - - - - - -", "2 2 2 2 2 2 2")
                        .explanation(),
                is(
                        "client TLS errors of shop: no traffic before the deployment, so nothing says what is normal; 14 errors"
                                + " in 700 connections after it"));
        assertThat(
                sums(RuleSettings.Kind.ABSOLUTE, 5, 0, "- - - - - - - - - -", "- - - - - - -")
                        .explanation(),
                is(
                        "client TLS errors of shop: CloudWatch shows no traffic at all, before or after the deployment; check"
                                + " the load balancer's name and region"));
    }

    @ParameterizedTest
    @CsvSource({"SUM, SUM", "AVERAGE, SUM SAMPLE_COUNT", "MINIMUM, SUM MINIMUM", "MAXIMUM, SUM MAXIMUM"})
    void aRuleReadsItsStatisticAndTheSumForTheFloor(Statistic statistic, String read) {
        List<Statistic> expected =
                Arrays.stream(read.split(" ")).map(Statistic::valueOf).toList();
        assertThat(RuleSettings.read(RuleSettings.Kind.PERCENT, statistic), equalTo(expected));
        assertThat(RuleSettings.read(RuleSettings.Kind.RATE, statistic), equalTo(List.of(Statistic.SUM)));
    }

    @Test
    void theReasonNamesTheStatisticAndWhatItMayBe() {
        String before = "2 2 2 2 2 2 2 2 2 2";
        String after = "3 3 3 3 3 3 3";
        assertThat(
                sums(RuleSettings.Kind.ABSOLUTE, 4, 0, before, after).explanation(),
                is("client TLS errors of shop: Sum a 5m went from 10 to 15, the rule allows 4 more, up to 14"));
        assertThat(
                sums(RuleSettings.Kind.PERCENT, 50, 0, before, "3 3 3 3 3 - 3").explanation(),
                is(
                        "client TLS errors of shop: Sum a 5m went from 10 to 15, the rule allows 50 % more, up to 15, minutes"
                                + " without traffic 0 before and 1 after"));
        assertThat(
                sums(RuleSettings.Kind.PERCENT, 20, 100, before, after).explanation(),
                is(
                        "client TLS errors of shop: Sum a 5m went from 10 to 15, the rule allows 20 % more, up to 12; but that"
                                + " is fewer than 100 extra errors"));
    }
}
