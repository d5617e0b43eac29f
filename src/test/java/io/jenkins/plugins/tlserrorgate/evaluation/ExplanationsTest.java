package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison.Plain;
import io.jenkins.plugins.tlserrorgate.evaluation.Comparison.VisibleRise;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line that people read, word by word. */
class ExplanationsTest {

    private static final Placebo HISTORY = new Placebo(3, 1_313, 0, 0, Duration.ofDays(14), "");

    private Verdict verdict = Verdict.PASS;
    private Counts before = new Counts(120, 60_000, 180, 0);
    private Counts after = new Counts(30, 5_000, 15, 0);
    private double expected = 10.04;
    private double ratio = 3;
    private Interval interval = new Interval(2, 4.5);
    private double pValue = 0.2;
    private double alpha = 0.01;
    private VisibleRise visible = new VisibleRise(12.2, 1.8, 0.00244);
    private Plain plain;
    private Placebo placebo = HISTORY;

    private Comparison comparison(TlsMetric metric) {
        return new Comparison(
                metric,
                Scope.of(LoadBalancerId.of("app/shop/1")),
                Exposure.CONNECTIONS,
                verdict,
                before,
                after,
                expected,
                ratio,
                interval,
                pValue,
                alpha,
                1.5,
                visible,
                plain,
                placebo,
                null,
                metric.id() + " explained");
    }

    private String told(RuleSettings settings, int bursts, boolean unfinished) {
        return Explanations.ofRate(comparison(TlsMetric.CLIENT), settings, bursts, unfinished);
    }

    private String told() {
        return told(Simulation.settings(), 0, false);
    }

    @Test
    void aFailureSaysByHowMuchAndHowCertainThatIs() {
        verdict = Verdict.FAIL;
        pValue = 0.00004;
        assertThat(
                told(),
                is("client TLS errors of shop rose 3x (2x to 4.50x): 30 in 5,000 connections, 10 expected from 120 in"
                        + " 60,000 before; p = 4e-05 <= 0.01, dispersion 1.50; on this balancer's history of 14d this rule"
                        + " would have fired 3 of 1,313 times, a rise like this came up 0 times"));
    }

    @Test
    void aPassSaysWhatWouldHaveBeenSeen() {
        assertThat(
                told(),
                is("client TLS errors of shop did not rise beyond chance: 3x (2x to 4.50x); 30 in 5,000 connections, 10"
                        + " expected from 120 in 60,000 before; the smallest rise that would have been seen is 13 more"
                        + " errors (1.80x, 0.20 % of all connections); p = 0.20 > 0.01, dispersion 1.50; on this"
                        + " balancer's history of 14d this rule would have fired 3 of 1,313 times, a rise like this came up"
                        + " 0 times"));
    }

    @Test
    void aRiseThatDoesNotMatterIsNotCalledChance() {
        pValue = 0.01;
        assertThat(
                told(),
                containsString(
                        "client TLS errors of shop rose 3x (2x to 4.50x), but by fewer than 5 errors or not against"
                                + " the baseline alone: 30 in 5,000 connections, "));
        assertThat("at the level it is significant", told(), containsString("; p = 0.01 <= 0.01, "));
    }

    @Test
    void burstsAreTold() {
        assertThat(
                told(Simulation.settings(), 1, false),
                containsString("before, one minute of them a burst, which is no lasting rise; the smallest rise"));
        assertThat(
                told(Simulation.settings(), 2, false),
                containsString("before, 2 minutes of them bursts, which are no lasting rise; the smallest rise"));
    }

    @Test
    void whyNothingFollowsIsToldFromABurstAtTheEnd() {
        verdict = Verdict.INCONCLUSIVE;
        assertThat(
                told(),
                containsString(
                        "client TLS errors of shop: too little traffic to tell: 30 in 5,000 connections, 10 expected"
                                + " from 120 in 60,000 before; the smallest rise"));
        assertThat(
                told(Simulation.settings(), 2, true),
                containsString(
                        "client TLS errors of shop: the observation ends in a burst of errors, which a longer one"
                                + " would tell from a rise: 30 in 5,000 connections, 10 expected from 120 in 60,000 before; the"
                                + " smallest rise"));
    }

    @Test
    void aToleranceIsPartOfWhatWasExpected() {
        assertThat(
                told(Simulation.settings(1.5, 0.99, 5), 0, false),
                containsString(", 10 expected at 1.50x the rate from 120 "));
    }

    @ParameterizedTest
    @CsvSource({"0.04, 0", "0.06, 0.10", "4.26, 4.30", "9.96, 10", "10.4, 10", "1234.5, '1,234'"})
    void whatWasExpectedIsNotMorePreciseThanItIsCertain(double errors, String text) {
        expected = errors;
        assertThat(told(), containsString("5,000 connections, " + text + " expected from"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, = 0.50",
        "0.01, = 0.01",
        "0.0099, = 0.0099",
        "0.0001, = 0.0001",
        "0.000099, = 1e-04",
        "1e-12, = 1e-12",
        "9e-13, < 1e-12",
        "0, < 1e-12",
    })
    void aSmallProbabilityKeepsItsFirstDigit(double p, String text) {
        pValue = p;
        assertThat(told(), containsString("; p " + text + (p <= 0.01 ? " <= " : " > ") + "0.01, "));
    }

    @Test
    void aDoublingThatWouldNotHaveBeenSeenIsSaidAndWhatToDoAboutIt() {
        visible = new VisibleRise(12, 2, 0.1);
        assertThat(told(), containsString("is 12 more errors (2x, 10 % of all connections); p "));
        visible = new VisibleRise(12, 2.01, 0.1);
        assertThat(
                told(),
                containsString(
                        "(2.01x, 10 % of all connections); not even a day's observation would see a doubling; p "));
        visible = new VisibleRise(12, 2.01, 0.1, Duration.ofMinutes(30));
        assertThat(told(), containsString("(2.01x, 10 % of all connections); observe 30m would see a doubling; p "));
        visible = new VisibleRise(12, Double.POSITIVE_INFINITY, 0.1, Duration.ofMinutes(30));
        assertThat(told(), containsString("is 12 more errors (from zero, 10 % of all connections); observe 30m"));
        visible = new VisibleRise(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
        assertThat(told(), containsString("; no rise could have been seen; not even a day's"));
    }

    @Test
    void aRatioWithoutErrorsBeforeHasNoUpperEnd() {
        ratio = Double.POSITIVE_INFINITY;
        interval = new Interval(2, Double.POSITIVE_INFINITY);
        assertThat(told(), containsString("beyond chance: from zero (at least 2x); 30 in"));
        ratio = Double.NaN;
        interval = new Interval(0, Double.POSITIVE_INFINITY);
        assertThat(told(), containsString("beyond chance: none before, none after; 30 in"));
    }

    @Test
    void minutesWithoutTrafficAreCountedOnBothSides() {
        before = new Counts(120, 60_000, 177, 3);
        assertThat(told(), containsString("dispersion 1.50, minutes without traffic 3 before and 0 after; on"));
        before = new Counts(120, 60_000, 180, 0);
        after = new Counts(30, 5_000, 13, 2);
        assertThat(told(), containsString("dispersion 1.50, minutes without traffic 0 before and 2 after; on"));
    }

    @Test
    void theHistoryIsToldInWholeHoursOrWhyThereIsNone() {
        placebo = new Placebo(3, 1_313, 2, 0, Duration.ofDays(14).minusMinutes(15), "a note");
        assertThat(
                told(),
                containsString(
                        "history of 14d this rule would have fired 3 of 1,313 times, a rise like this came up 2 times"
                                + " (a note)"));
        placebo = new Placebo(3, 60, 2, 0, Duration.ofMinutes(24 * 60 + 29), "");
        assertThat(told(), containsString("history of 1d this rule"));
        placebo = new Placebo(3, 60, 2, 0, Duration.ofMinutes(23 * 60 + 45), "");
        assertThat(told(), containsString("history of 1425m this rule"));
        placebo = Placebo.none("no history");
        assertThat(told(), containsString("dispersion 1.50; no history"));
    }

    @Test
    void ofAPassAllPartsAreToldInBrief() {
        Comparison client = comparison(TlsMetric.CLIENT);
        ratio = Double.NaN;
        Comparison target = comparison(TlsMetric.TARGET);
        assertThat(
                Explanations.of(Verdict.PASS, List.of(client, target)),
                is(
                        "no rise beyond chance: client TLS errors of shop 3x (2x to 4.50x), target TLS errors of shop none before"
                                + " and after; on this balancer's history this rule would have fired 3 of 1,313 times"));
        assertThat("a single one in full", Explanations.of(Verdict.PASS, List.of(client)), is("client explained"));
        plain = new Plain(10, 15, 20);
        placebo = Placebo.none("");
        assertThat(
                Explanations.of(Verdict.PASS, List.of(comparison(TlsMetric.CLIENT), comparison(TlsMetric.TARGET))),
                is("no rise beyond chance: client TLS errors of shop 10 to 15, target TLS errors of shop 10 to 15"));
    }

    @Test
    void ofAFailureOnlyThePartsThatFailed() {
        Comparison calm = comparison(TlsMetric.CLIENT);
        verdict = Verdict.FAIL;
        Comparison risen = comparison(TlsMetric.TARGET);
        assertThat(Explanations.of(Verdict.FAIL, List.of(calm, risen)), is("target explained"));
        assertThat(
                Explanations.of(Verdict.FAIL, List.of(comparison(TlsMetric.CLIENT), risen)),
                is("client explained; target explained"));
    }
}
