package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Counts;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Exposure;
import io.jenkins.plugins.tlserrorgate.evaluation.Interval;
import io.jenkins.plugins.tlserrorgate.evaluation.Judgement;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Increase;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Onset;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Share;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a rise is divided and how it is said to have come about, by numbers that are given and not judged. */
class DiagnosticianTest {

    private static final Instant DEPLOYED = Instant.parse("2026-05-04T12:00:00Z");
    private static final LoadBalancerId SHOP = LoadBalancerId.of("app/shop/1");
    private static final LoadBalancerId EDGE = LoadBalancerId.of("net/edge/2");
    private static final Scope WHOLE = Scope.of(SHOP);
    private static final Scope ZONE_A = Scope.ofZone(SHOP, "eu-west-1a");
    private static final Scope ZONE_B = Scope.ofZone(SHOP, "eu-west-1b");
    private static final Scope API = new Scope(SHOP, new TargetGroupId("targetgroup/api/1"));
    private static final Scope WEB = new Scope(SHOP, new TargetGroupId("targetgroup/web/2"));

    private static Split split(int minutes) {
        return new Split(
                new Window(DEPLOYED.minus(Duration.ofHours(1)), DEPLOYED),
                new Window(DEPLOYED, DEPLOYED.plus(Duration.ofMinutes(minutes))));
    }

    private static Comparison compared(
            TlsMetric metric, Scope scope, Verdict verdict, double expected, double errors, double exposure) {
        Interval unknown = new Interval(Double.NaN, Double.NaN);
        return new Comparison(
                metric,
                scope,
                Exposure.CONNECTIONS,
                verdict,
                new Counts(60, 6_000, 60, 0),
                new Counts(errors, exposure, 10, 0),
                expected,
                Double.NaN,
                unknown,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                null,
                null,
                "");
    }

    private static Evidence evidence(TlsMetric metric, Scope scope, double[] errors, double[] exposure) {
        Window window = split(errors.length).observation();
        return Evidence.of(
                metric,
                scope,
                Map.of(Statistic.SUM, Series.of(window, errors)),
                Exposure.CONNECTIONS,
                Series.of(window, exposure),
                List.of());
    }

    private static Increase increase(
            List<Comparison> main, List<Comparison> details, List<Evidence> evidence, int minutes) {
        GateSettings settings = new GateParameters().loadBalancer("shop").check(DEPLOYED);
        return Diagnostician.diagnose(
                        new Judgement(Verdict.FAIL, "", main, details),
                        evidence,
                        split(minutes),
                        settings,
                        TlsWatch.NOTHING)
                .increases()
                .get(0);
    }

    private static Increase increase(List<Comparison> main, List<Comparison> details) {
        return increase(main, details, List.of(), 10);
    }

    /** One error is expected in each minute with its hundred connections; these come on top. A minute without traffic: {@code -}. */
    private static double[] errors(String extra) {
        return Arrays.stream(extra.split(" "))
                .mapToDouble(text -> text.equals("-") ? Double.NaN : 1 + Double.parseDouble(text))
                .toArray();
    }

    private static double[] exposure(double[] errors) {
        return Arrays.stream(errors).map(e -> Double.isNaN(e) ? e : 100).toArray();
    }

    private static Onset onset(double[] errors, double expectedPerMinute, Scope evident) {
        double sum = Arrays.stream(errors).filter(e -> !Double.isNaN(e)).sum();
        long known = Arrays.stream(errors).filter(e -> !Double.isNaN(e)).count();
        Comparison worst =
                compared(TlsMetric.CLIENT, WHOLE, Verdict.FAIL, known * expectedPerMinute, sum, known * 100.0);
        double[] slow = errors("0 0 0 0 0 0 0 0 20 20");
        double[] other = Arrays.copyOfRange(slow, slow.length - errors.length, slow.length);
        List<Evidence> evidence = List.of(
                evidence(TlsMetric.TARGET, WHOLE, other, exposure(other)),
                evidence(TlsMetric.CLIENT, ZONE_A, other, exposure(other)),
                evidence(TlsMetric.CLIENT, evident, errors, exposure(errors)));
        return increase(List.of(worst), List.of(), evidence, errors.length).onset();
    }

    @ParameterizedTest
    @CsvSource({
        "1 7 9 9 9 9 9 9 9 9, AT_ONCE, the first fifth has half of what it would have were it even",
        "1 6 9 9 9 9 9 9 9 9, UNCLEAR, and here less",
        "- 4 8 8 8 8 9 9 9 9, AT_ONCE, a minute without traffic says nothing",
        "2 2 2 10 10 10 11 11 11 11, UNCLEAR, the first third has a quarter",
        "2 2 1 10 10 10 11 11 11 12, SLOWLY, and here less",
        "0 0 6 6 6 6, SLOWLY, six minutes are enough to see it grow",
        "0 0 6 6 6, UNCLEAR, five are not",
        "1 1 1 1 1 1 1 1 1 1, AT_ONCE, ten errors are enough",
        "1 1 1 1 1 1 1 1 1 0, UNCLEAR, nine are not",
    })
    void theOnsetIsReadOffTheFirstMinutes(String extra, Onset onset, String why) {
        assertThat(why, onset(errors(extra), 1, WHOLE), is(onset));
    }

    @Test
    void theOnsetIsReadOffTheMinutesOfThePartThatRoseOrNotAtAll() {
        assertThat(onset(errors("5 5 5 5 5 5 5 5 5 5"), 1, ZONE_B), is(Onset.UNCLEAR));
    }

    @Test
    void theOnsetFromNoErrorsAtAllIsSeenAndWithoutABaselineItIsNot() {
        double[] errors = errors("5 5 5 5 5 5 5 5 5 5");
        assertThat(onset(errors, 0, WHOLE), is(Onset.AT_ONCE));
        assertThat(onset(errors, Double.NaN, WHOLE), is(Onset.UNCLEAR));
    }

    private static Comparison client(Scope scope, double expected, double errors, double exposure) {
        return compared(
                TlsMetric.CLIENT, scope, scope == WHOLE ? Verdict.FAIL : Verdict.PASS, expected, errors, exposure);
    }

    @Test
    void aPartThatRoseWhileAnotherFellIsNotMadeSmallerByIt() {
        Increase increase = increase(
                List.of(client(WHOLE, 100, 105, 1_000)),
                List.of(client(ZONE_B, 70, 55, 700), client(ZONE_A, 30, 50, 300)));
        assertThat(increase.extraErrors(), is(20.0));
        assertThat(increase.zones(), contains(new Share(ZONE_A, 20, 1, 0.3), new Share(ZONE_B, 0, 0, 0.7)));
        assertThat(increase.groups(), empty());
        assertThat("there is but one", increase.balancers(), empty());
    }

    @Test
    void aSinglePartIsTheWholeAndNoPlace() {
        Increase increase = increase(List.of(client(WHOLE, 10, 60, 1_000)), List.of(client(ZONE_A, 10, 60, 1_000)));
        assertThat(increase.extraErrors(), is(50.0));
        assertThat(increase.zones(), empty());
    }

    @Test
    void targetGroupsThatWereNamedAddUp() {
        Increase increase = increase(
                List.of(
                        compared(TlsMetric.TARGET, API, Verdict.PASS, 10, 20, 600),
                        compared(TlsMetric.TARGET, WEB, Verdict.FAIL, 10, 40, 200)),
                List.of());
        assertThat(increase.metric(), is(TlsMetric.TARGET));
        assertThat(increase.extraErrors(), is(40.0));
        assertThat(increase.groups(), contains(new Share(WEB, 30, 0.75, 0.25), new Share(API, 10, 0.25, 0.75)));
    }

    @Test
    void aTargetGroupWithoutABaselineHasNothingButErrorsMoreThanExpected() {
        Increase increase = increase(
                List.of(compared(TlsMetric.TARGET, WHOLE, Verdict.FAIL, 10, 50, 1_000)),
                List.of(
                        compared(TlsMetric.TARGET, API, Verdict.PASS, 10, 10, 500),
                        compared(TlsMetric.TARGET, WEB, Verdict.INCONCLUSIVE, Double.NaN, 40, 500)));
        assertThat(increase.groups(), contains(new Share(WEB, 40, 1, 0.5), new Share(API, 0, 0, 0.5)));
    }

    @Test
    void errorsOfTheOtherMetricAreNotCounted() {
        Increase increase = increase(
                List.of(compared(TlsMetric.TARGET, WHOLE, Verdict.PASS, 10, 500, 1_000), client(WHOLE, 10, 60, 1_000)),
                List.of(
                        compared(TlsMetric.TARGET, ZONE_A, Verdict.PASS, 10, 500, 500),
                        compared(TlsMetric.TARGET, ZONE_B, Verdict.PASS, 10, 500, 500)));
        assertThat(increase.metric(), is(TlsMetric.CLIENT));
        assertThat(increase.extraErrors(), is(50.0));
        assertThat(increase.zones(), empty());
    }

    @Test
    void eachBalancerHasItsShareOfErrorsAndTraffic() {
        Increase increase =
                increase(List.of(client(WHOLE, 10, 20, 750), client(Scope.of(EDGE), 10, 40, 250)), List.of());
        assertThat(
                increase.balancers(),
                contains(new Share(Scope.of(EDGE), 30, 0.75, 0.25), new Share(WHOLE, 10, 0.25, 0.75)));
    }

    @Test
    void whatDidNotFailHasNoDiagnosis() {
        assertThat(
                Diagnostician.diagnose(
                        new Judgement(Verdict.PASS, "", List.of(client(WHOLE, 10, 60, 1_000)), List.of()),
                        List.of(),
                        split(10),
                        new GateParameters().loadBalancer("shop").check(DEPLOYED),
                        TlsWatch.NOTHING),
                nullValue());
    }
}
