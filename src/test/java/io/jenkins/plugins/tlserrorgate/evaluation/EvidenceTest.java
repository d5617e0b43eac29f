package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a missing point means, and what the errors are held against. */
class EvidenceTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final LoadBalancerId SHOP = LoadBalancerId.of("app/shop/1");
    private static final LoadBalancerId EDGE = LoadBalancerId.of("net/edge/2");
    private static final TargetGroupId API = new TargetGroupId("targetgroup/api/1");
    private static final double NONE = Double.NaN;

    private static Window window(int from, int to) {
        return new Window(NOON.plus(Duration.ofMinutes(from)), NOON.plus(Duration.ofMinutes(to)));
    }

    private static Series series(double... values) {
        return Series.of(window(0, values.length), values);
    }

    private static Evidence evidence(Series errors, Series exposure, Series... proofs) {
        return Evidence.of(
                TlsMetric.CLIENT,
                Scope.of(SHOP),
                Map.of(Statistic.SUM, errors),
                Exposure.CONNECTIONS,
                exposure,
                List.of(proofs));
    }

    @Test
    void aMissingPointIsZeroWhereSomethingProvesTrafficAndUnknownElsewhere() {
        Evidence evidence = evidence(
                series(NONE, NONE, NONE, NONE, 2, 0),
                series(100, NONE, NONE, 0, NONE, 0),
                series(NONE, 5, NONE, NONE, NONE, 0),
                series(NONE, NONE, 0, 3, NONE, NONE));
        assertThat(evidence.errors(), is(new double[] {0, 0, NONE, 0, 2, NONE}));
        assertThat(evidence.exposure(), is(new double[] {100, 0, NONE, 0, 2, NONE}));
        assertThat(evidence.basis(), is(Exposure.CONNECTIONS));
        assertThat(evidence.counts(window(0, 6)), equalTo(new Counts(2, 102, 4, 2)));
    }

    @Test
    void aHandshakeThatFailedWasAConnection() {
        assertThat(evidence(series(7, 2), series(3, 9)).exposure(), is(new double[] {7, 9}));
    }

    @Test
    void withoutAnyPointOfTheTrafficMetricErrorsAreCountedByTheMinute() {
        Evidence evidence = evidence(series(2, NONE, NONE, 30), series(NONE, NONE, NONE, NONE), series(NONE, 1, 0, 9));
        assertThat(evidence.basis(), is(Exposure.MINUTES));
        assertThat(evidence.errors(), is(new double[] {2, 0, NONE, 30}));
        assertThat(evidence.exposure(), is(new double[] {1, 1, NONE, 1}));
    }

    @Test
    void aRateIsUnknownWithoutExposure() {
        assertThat(new Counts(3, 60, 2, 0).rate(), is(0.05));
        assertThat(new Counts(0, 0, 0, 2).rate(), is(NONE));
    }

    @Test
    void aWindowIsCutFromTheMinutesThatAreThereAndFromNoOthers() {
        Evidence evidence = evidence(series(0, 1, 2, 3), series(10, 11, 12, 13));
        assertThat(evidence.errors(window(1, 3)), is(new double[] {1, 2}));
        assertThat(evidence.exposure(window(2, 4)), is(new double[] {12, 13}));
        assertThat(evidence.errors(window(0, 4)), is(evidence.errors()));
        assertThrows(IllegalArgumentException.class, () -> evidence.errors(window(-1, 2)));
        assertThrows(IllegalArgumentException.class, () -> evidence.errors(window(2, 5)));
    }

    @Test
    void aStatisticThatWasNotReadHasNoPoints() {
        Evidence evidence = Evidence.of(
                TlsMetric.CLIENT,
                Scope.of(SHOP),
                Map.of(Statistic.SUM, series(1, 5, NONE), Statistic.MAXIMUM, series(1, 4, NONE)),
                Exposure.CONNECTIONS,
                series(10, 10, 10),
                List.of());
        assertThat(evidence.reported(Statistic.MAXIMUM), is(new double[] {1, 4, NONE}));
        assertThat(evidence.reported(Statistic.MAXIMUM, window(1, 3)), is(new double[] {4, NONE}));
        assertThat(evidence.reported(Statistic.MINIMUM, window(1, 3)), is(new double[] {NONE, NONE}));
    }

    @Test
    void aDetailIsTheSameEvidence() {
        Evidence whole = evidence(series(1, 2), series(10, 20));
        Evidence detail = whole.asDetail();
        assertThat(whole.isDetail(), is(false));
        assertThat(detail.isDetail(), is(true));
        assertThat(detail.errors(), is(whole.errors()));
        assertThat(detail.exposure(), is(whole.exposure()));
        assertThat(detail.span(), equalTo(whole.span()));
    }

    private static Scope scope(String of) {
        return switch (of) {
            case "shop" -> Scope.of(SHOP);
            case "shop zone" -> Scope.ofZone(SHOP, "eu-west-1a");
            case "shop api" -> new Scope(SHOP, API);
            case "shop api zone" -> new Scope(SHOP, API, "eu-west-1a");
            case "edge" -> Scope.of(EDGE);
            case "edge zone" -> Scope.ofZone(EDGE, "eu-west-1a");
            default -> throw new IllegalArgumentException(of);
        };
    }

    /** Which metric is published by which dimensions. */
    @ParameterizedTest
    @CsvSource({
        "shop, CONNECTIONS, NewConnectionCount RequestCount ActiveConnectionCount",
        "shop zone, REQUESTS, RequestCount",
        "shop api, REQUESTS, RequestCount",
        "shop api zone, REQUESTS, RequestCount",
        "edge, FLOWS, NewFlowCount_TLS ActiveFlowCount_TLS",
        "edge zone, FLOWS, NewFlowCount_TLS",
    })
    void errorsOfAPartAreHeldAgainstTheTrafficThatIsPublishedForIt(String of, Exposure basis, String traffic) {
        Scope scope = scope(of);
        Set<SeriesKey> keys = Evidence.series(TlsMetric.TARGET, scope, List.of(Statistic.SUM, Statistic.MAXIMUM));
        assertThat(
                keys.stream()
                        .map(key -> key.metricName() + " " + key.statistic().id())
                        .toList(),
                equalTo(Arrays.stream(("TargetTLSNegotiationErrorCount Sum,TargetTLSNegotiationErrorCount Maximum,"
                                        + Arrays.stream(traffic.split(" "))
                                                .map(name -> name + " Sum")
                                                .collect(Collectors.joining(",")))
                                .split(","))
                        .toList()));
        assertThat(keys.stream().map(SeriesKey::scope).distinct().toList(), equalTo(List.of(scope)));
        assertThat(Exposure.of(scope), is(basis));
        Map<SeriesKey, Series> data = new LinkedHashMap<>();
        for (SeriesKey key : keys) {
            boolean errors = key.metricName().startsWith("Target");
            data.put(key, errors ? series(key.statistic() == Statistic.SUM ? 4 : 3, NONE) : series(100, 100));
        }
        Evidence evidence = Evidence.of(TlsMetric.TARGET, scope, List.of(Statistic.SUM, Statistic.MAXIMUM), data);
        assertThat(evidence.counts(window(0, 2)), equalTo(new Counts(4, 200, 2, 0)));
        assertThat(evidence.reported(Statistic.MAXIMUM), is(new double[] {3, NONE}));
        assertThat(evidence.basis(), is(basis));
    }
}
