package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Advice;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Deployment;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant DEPLOYED = NOW.minus(Duration.ofHours(5));
    private static final Resolved SHOP = new Resolved(
            "eu-central-1",
            new LoadBalancerId(LoadBalancerId.Kind.APPLICATION, "app/shop/0123456789abcdef"),
            List.of(),
            List.of(),
            null,
            List.of(),
            List.of());

    /** 1,000 connections and 1.5 client errors a minute; from the deployment on {@code factor} times as many. */
    private static MetricSource drawn(long seed, double factor) {
        return (keys, window, period) -> {
            Map<SeriesKey, Series> all = new LinkedHashMap<>();
            UniformRandomProvider random = new SplittableRandom(seed)::nextLong;
            for (SeriesKey key : keys) {
                double[] values = new double[window.minutes()];
                int deployed = new Window(window.start(), DEPLOYED).minutes();
                for (int i = 0; i < values.length; i++) {
                    values[i] = key.metricName().equals(TlsMetric.CLIENT.metricName())
                            ? PoissonSampler.of(random, i < deployed ? 1.5 : 1.5 * factor)
                                    .sample()
                            : 1000;
                }
                all.put(key, Series.of(window, values));
            }
            return all;
        };
    }

    private static GateParameters parameters() {
        return new GateParameters().loadBalancer("shop").metrics(List.of("client"));
    }

    private static double seen(Duration observe) throws Exception {
        int trials = 60;
        int seen = 0;
        for (int seed = 1; seed <= trials; seed++) {
            Rehearsal doubled =
                    Rehearsal.read(parameters().observe(Durations.format(observe)), SHOP, drawn(1000L + seed, 2), NOW);
            if (doubled.of(new Deployment("x", DEPLOYED, DEPLOYED)).report().verdict() == Verdict.FAIL) {
                seen++;
            }
        }
        return seen / (double) trials;
    }

    @Test
    @Tag("many-seeds")
    void theRecommendedObservationSeesADoublingNineTimesInTen() throws Exception {
        Advice advice = Rehearsal.read(parameters(), SHOP, drawn(7, 1), NOW).advice(List.of());
        assertThat(advice.observe(), lessThanOrEqualTo(Duration.ofHours(1)));
        assertThat(advice.tolerance(), is(1.0));
        double power = seen(advice.observe());
        double hasty = seen(advice.observe().dividedBy(3));
        assertThat(power, greaterThanOrEqualTo(0.8));
        assertThat("a shorter one would not do", hasty, lessThan(0.8));
    }

    @Test
    @Tag("many-seeds")
    void withoutAnyChangeItAlarmsAsRarelyAsConfidenceSays() throws Exception {
        int fired = 0;
        int moments = 0;
        for (int seed = 21; seed <= 28; seed++) {
            Advice advice =
                    Rehearsal.read(parameters(), SHOP, drawn(seed, 1), NOW).advice(List.of());
            fired += advice.fired();
            moments += advice.moments();
        }
        // Of some 450 at 1 %: 13 or more would happen once in a thousand times.
        assertThat(moments, greaterThanOrEqualTo(400));
        assertThat(fired, lessThanOrEqualTo(12));
    }

    @Test
    void momentsNearADeploymentAreNotTakenForQuiet() throws Exception {
        Rehearsal rehearsal = Rehearsal.read(parameters(), SHOP, drawn(7, 1), NOW);
        int all = rehearsal.advice(List.of()).moments();
        int fewer = rehearsal
                .advice(List.of(new Deployment("x", DEPLOYED.minus(Duration.ofDays(1)), DEPLOYED)))
                .moments();
        assertThat(all - fewer, allOf(greaterThanOrEqualTo(8), lessThanOrEqualTo(10)));
    }
}
