package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Advice;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Deployment;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Outcome;
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
            Rehearsal doubled = Rehearsal.read(
                    parameters().observe(Durations.format(observe)),
                    SHOP,
                    List.of(new Deployment("x", DEPLOYED, DEPLOYED)),
                    drawn(1000L + seed, 2),
                    NOW);
            if (doubled.outcomes().get(0).report().verdict() == Verdict.FAIL) {
                seen++;
            }
        }
        return seen / (double) trials;
    }

    @Test
    void theRecommendedObservationSeesADoublingNineTimesInTen() throws Exception {
        Advice advice =
                Rehearsal.read(parameters(), SHOP, List.of(), drawn(7, 1), NOW).advice();
        assertThat(advice.observe(), lessThanOrEqualTo(Duration.ofHours(1)));
        assertThat(advice.tolerance(), is(1.0));
        double power = seen(advice.observe());
        double hasty = seen(advice.observe().dividedBy(3));
        assertThat(power, greaterThanOrEqualTo(0.8));
        assertThat("a shorter one would not do", hasty, lessThan(0.8));
    }

    @Test
    void withoutAnyChangeItAlarmsAsRarelyAsConfidenceSays() throws Exception {
        int fired = 0;
        int moments = 0;
        for (int seed = 21; seed <= 28; seed++) {
            Advice advice = Rehearsal.read(parameters(), SHOP, List.of(), drawn(seed, 1), NOW)
                    .advice();
            fired += advice.fired();
            moments += advice.moments();
        }
        // Of some 450 at 1 %: 13 or more would happen once in a thousand times.
        assertThat(moments, greaterThanOrEqualTo(400));
        assertThat(fired, lessThanOrEqualTo(12));
    }

    @Test
    void momentsNearADeploymentAreNotTakenForQuiet() throws Exception {
        int all = quiet(List.of());
        int fewer = quiet(List.of(new Deployment("x", DEPLOYED.minus(Duration.ofDays(1)), DEPLOYED)));
        assertThat(all - fewer, allOf(greaterThanOrEqualTo(8), lessThanOrEqualTo(10)));
    }

    private static int quiet(List<Deployment> deployments) throws Exception {
        return Rehearsal.read(parameters(), SHOP, deployments, drawn(7, 1), NOW)
                .advice()
                .moments();
    }

    private static int placebos(Rehearsal rehearsal, int index) {
        return rehearsal
                .outcomes()
                .get(index)
                .report()
                .comparisons()
                .get(0)
                .placebo()
                .windows();
    }

    @Test
    void minutesOfEarlierDeploymentsAreNoPlacebo() throws Exception {
        Deployment last = new Deployment("last", DEPLOYED, DEPLOYED);
        Deployment earlier =
                new Deployment("earlier", DEPLOYED.minus(Duration.ofDays(3)), DEPLOYED.minus(Duration.ofHours(71)));
        Deployment later =
                new Deployment("later", DEPLOYED.plus(Duration.ofHours(1)), DEPLOYED.plus(Duration.ofHours(2)));
        Rehearsal alone = Rehearsal.read(parameters(), SHOP, List.of(last), drawn(7, 1), NOW);
        Rehearsal among = Rehearsal.read(parameters(), SHOP, List.of(last, earlier, later), drawn(7, 1), NOW);
        assertThat(among.outcomes().get(0).deployment(), is(last));
        assertThat(placebos(among, 0), lessThan(placebos(alone, 0)));
        assertThat(
                "what came later is not known yet",
                among.outcomes().get(0).report().explanation(),
                containsString("1 earlier deployment"));
    }

    @Test
    void aFailedDeploymentIsNoPlaceboUntilTheEndOfWhatItsGateSaw() throws Exception {
        Deployment broken = new Deployment("broken", DEPLOYED, DEPLOYED);
        Deployment mended =
                new Deployment("mended", DEPLOYED.plus(Duration.ofHours(2)), DEPLOYED.plus(Duration.ofHours(2)));
        // This one begins while the broken one is still observed.
        Deployment hasty = new Deployment("hasty", DEPLOYED.plus(Window.MINUTE), DEPLOYED.plus(Window.MINUTE));
        List<Outcome> outcomes = Rehearsal.read(parameters(), SHOP, List.of(mended, hasty, broken), drawn(7, 20), NOW)
                .outcomes();
        assertThat(outcomes.get(2).report().verdict(), is(Verdict.FAIL));
        assertThat(outcomes.get(0).report().explanation(), containsString("2 earlier deployments"));
        assertThat(outcomes.get(1).report().explanation(), not(containsString("earlier deployment")));
    }
}
