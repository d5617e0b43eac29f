package io.jenkins.plugins.tlserrorgate.report;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Comparison.Plain;
import io.jenkins.plugins.tlserrorgate.evaluation.Comparison.VisibleRise;
import io.jenkins.plugins.tlserrorgate.evaluation.Counts;
import io.jenkins.plugins.tlserrorgate.evaluation.Exposure;
import io.jenkins.plugins.tlserrorgate.evaluation.Interval;
import io.jenkins.plugins.tlserrorgate.evaluation.Placebo;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One report of each kind, with the same windows. */
final class Reports {

    private static final double NONE = Double.NaN;
    private static final Instant NOW = Instant.parse("2026-05-04T12:30:00Z");
    private static final LoadBalancerId SHOP = LoadBalancerId.of("app/shop/50dc6c495c0c9188");
    private static final Scope BALANCER = Scope.of(SHOP);
    private static final Scope API = new Scope(SHOP, new TargetGroupId("targetgroup/api/73e2d6bc24d8a067"));

    private Reports() {}

    private static GateParameters shop() {
        return new GateParameters()
                .loadBalancer("shop")
                .deploymentStart("2026-05-04T12:00:30.250Z")
                .deploymentEnd("2026-05-04T12:10:01Z");
    }

    private static GateReport report(
            Verdict verdict,
            String explanation,
            GateParameters parameters,
            List<Comparison> comparisons,
            String... notes) {
        GateSettings settings = parameters.check(NOW);
        return new GateReport(
                verdict,
                explanation,
                settings,
                "eu-central-1",
                SHOP,
                settings.split(),
                NOW,
                comparisons,
                List.of(notes),
                List.of(),
                null,
                List.of(),
                null,
                List.of());
    }

    static GateReport pass() {
        return report(
                Verdict.PASS,
                "client TLS errors of shop did not rise beyond chance",
                shop(),
                List.of(
                        new Comparison(
                                TlsMetric.CLIENT,
                                BALANCER,
                                Exposure.CONNECTIONS,
                                Verdict.PASS,
                                new Counts(372, 184_210, 180, 0),
                                new Counts(33, 15_301, 15, 0),
                                30.9,
                                1.068,
                                new Interval(0.61, 1.72),
                                0.3912,
                                0.005,
                                1.8,
                                new VisibleRise(29.3, 1.95, 0.0019),
                                null,
                                "client: nothing happened"),
                        new Comparison(
                                TlsMetric.TARGET,
                                API,
                                Exposure.REQUESTS,
                                Verdict.PASS,
                                new Counts(0, 702_113, 178, 2),
                                new Counts(0, 60_011, 15, 0),
                                0,
                                NONE,
                                new Interval(0, Double.POSITIVE_INFINITY),
                                1,
                                0.005,
                                1,
                                new VisibleRise(8, Double.POSITIVE_INFINITY, 0.00013),
                                null,
                                "target: nothing happened")));
    }

    static GateReport fail() {
        return report(
                Verdict.FAIL,
                "client TLS errors of shop rose 30x",
                shop().metrics(List.of("client")),
                List.of(new Comparison(
                        TlsMetric.CLIENT,
                        BALANCER,
                        Exposure.CONNECTIONS,
                        Verdict.FAIL,
                        new Counts(372, 184_210, 180, 0),
                        new Counts(930, 15_301, 15, 0),
                        30.9,
                        30.1,
                        new Interval(24.2, 37.5),
                        3e-15,
                        0.01,
                        1.8,
                        new VisibleRise(29.3, 1.95, 0.0019, Duration.ofMinutes(10)),
                        null,
                        new Placebo(3, 1_200, 0, 17, Duration.ofDays(14), "one lasting change"),
                        58.0,
                        "client: rose")),
                "It was not checked that the load balancer exists.");
    }

    static GateReport inconclusive() {
        return report(
                Verdict.INCONCLUSIVE,
                "no traffic after the deployment",
                shop().metrics(List.of("target")),
                List.of(new Comparison(
                        TlsMetric.TARGET,
                        BALANCER,
                        Exposure.CONNECTIONS,
                        Verdict.INCONCLUSIVE,
                        new Counts(12, 184_210, 180, 0),
                        new Counts(0, 0, 0, 15),
                        NONE,
                        NONE,
                        new Interval(NONE, NONE),
                        NONE,
                        NONE,
                        NONE,
                        null,
                        null,
                        "target: no traffic")));
    }

    static GateReport error() {
        GateSettings settings = shop().check(NOW);
        return new GateReport(
                Verdict.ERROR,
                "cloudwatch:GetMetricData was denied\nPASS: forged",
                settings,
                null,
                null,
                settings.split(),
                NOW,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                List.of());
    }

    static GateReport plain() {
        return report(
                Verdict.FAIL,
                "client TLS errors of shop: Maximum a 5m went from 0 to 12",
                shop().metrics(List.of("client"))
                        .rule("percent")
                        .maxIncreasePercent(50.0)
                        .statistic("Maximum"),
                List.of(new Comparison(
                        TlsMetric.CLIENT,
                        BALANCER,
                        Exposure.MINUTES,
                        Verdict.FAIL,
                        new Counts(0, 180, 180, 0),
                        new Counts(12, 15, 15, 0),
                        0,
                        Double.POSITIVE_INFINITY,
                        new Interval(NONE, NONE),
                        NONE,
                        NONE,
                        NONE,
                        null,
                        new Plain(0, 12, 0),
                        "client: rose from zero")));
    }

    static GateReport absolute() {
        return report(
                Verdict.PASS,
                "within the limit",
                shop().rule("absolute").maxIncrease(2.5).period(60),
                List.of());
    }
}
