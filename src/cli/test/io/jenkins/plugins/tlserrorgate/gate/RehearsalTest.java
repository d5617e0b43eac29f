package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Advice;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Deployment;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Outcome;
import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Sight;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RehearsalTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant DEPLOYED = NOW.minus(Duration.ofHours(5));
    private static final Instant KNOWN_FROM = NOW.minus(Duration.ofDays(15));
    private static final Resolved SHOP = shop();

    private static Resolved shop(TargetGroupId... groups) {
        return new Resolved(
                "eu-central-1",
                new LoadBalancerId(LoadBalancerId.Kind.APPLICATION, "app/shop/0123456789abcdef"),
                List.of(groups),
                List.of(),
                null,
                List.of(),
                List.of());
    }

    /** Errors a minute of a series; NaN for one that counts no errors. */
    private interface Rate {
        double mean(SeriesKey key, int minute);
    }

    /** 1,000 connections a minute, and errors drawn around a rate. */
    private static MetricSource source(long seed, Rate rate) {
        return (keys, window, period) -> {
            Map<SeriesKey, Series> all = new LinkedHashMap<>();
            UniformRandomProvider random = new SplittableRandom(seed)::nextLong;
            for (SeriesKey key : keys) {
                double[] values = new double[window.minutes()];
                for (int i = 0; i < values.length; i++) {
                    double mean = rate.mean(key, i);
                    values[i] = Double.isNaN(mean)
                            ? 1000
                            : mean > 0 ? PoissonSampler.of(random, mean).sample() : 0;
                }
                all.put(key, Series.of(window, values));
            }
            return all;
        };
    }

    /** Just these values. */
    private static MetricSource exactly(Rate rate) {
        return (keys, window, period) -> {
            Map<SeriesKey, Series> all = new LinkedHashMap<>();
            for (SeriesKey key : keys) {
                all.put(
                        key,
                        Series.of(
                                window,
                                IntStream.range(0, window.minutes())
                                        .mapToDouble(minute -> rate.mean(key, minute))
                                        .toArray()));
            }
            return all;
        };
    }

    private static boolean countsErrors(SeriesKey key, TlsMetric metric) {
        return key.metricName().equals(metric.metricName());
    }

    /** 1.5 client errors a minute; from the deployment on {@code factor} times as many. */
    private static MetricSource drawn(long seed, double factor) {
        int deployed = new Window(KNOWN_FROM, DEPLOYED).minutes();
        return source(
                seed,
                (key, minute) ->
                        countsErrors(key, TlsMetric.CLIENT) ? minute < deployed ? 1.5 : 1.5 * factor : Double.NaN);
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
    @Tag("many-seeds")
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
    @Tag("many-seeds")
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
        return Rehearsal.read(parameters().history("0s"), SHOP, deployments, drawn(7, 1), NOW)
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

    private static Rehearsal calm(GateParameters parameters) throws Exception {
        return Rehearsal.read(parameters, SHOP, List.of(), drawn(7, 1), NOW);
    }

    @Test
    void theAdviceToACalmBalancerIsAboutWhatItHas() throws Exception {
        Rehearsal rehearsal = calm(parameters());
        Advice advice = rehearsal.advice();
        Sight sight = advice.sights().get(TlsMetric.CLIENT);
        assertThat(sight.perMinute(), closeTo(1.5, 0.15));
        assertThat(sight.visible(), lessThanOrEqualTo(2.0));
        assertThat(sight.observe(), is(advice.observe()));
        assertThat(sight.always(), greaterThanOrEqualTo(sight.observe()));
        assertThat("every three hours of a week", advice.moments(), is(56));
        assertThat(advice.fired(), lessThanOrEqualTo(3));
        assertThat(advice.tolerance(), is(1.0));
        assertThat("it asks nothing else the next time", rehearsal.advice(), is(advice));
    }

    /** 20 errors a minute, and a factor of them at so many of the moments at which the rehearsal looks; nothing by chance. */
    private static Advice ofTheRestless(GateParameters parameters, int alarms, double factor) throws Exception {
        int latest = new Window(KNOWN_FROM, NOW.minus(Duration.ofMinutes(18))).minutes();
        MetricSource restless = exactly((key, minute) -> {
            int ago = latest - minute;
            // Every twelve hours, so that none lies in the baseline of another.
            boolean risen = Math.floorMod(-ago, 720) < 15 && Math.floorDiv(ago + 719, 720) < alarms;
            return countsErrors(key, TlsMetric.CLIENT) ? (risen ? factor : 1) * 20 : 1000;
        });
        return Rehearsal.read(parameters.history("0s"), SHOP, List.of(), restless, NOW)
                .advice();
    }

    /** Three alarms in 56 moments are no surprise at 1 % (Poisson: 2 % for three or more), four are (0.3 %). */
    @ParameterizedTest
    @CsvSource({
        "0, 1.4, 0.99, 1, 1",
        "3, 1.4, 0.99, 1, 1",
        "4, 1.4, 0.99, 1, 1.25",
        "4, 1.05, 0.99, 1, 1",
        "4, 1.6, 0.99, 1, 1.5",
        "4, 1.6, 0.99, 1.25, 1.5",
        "4, 1.4, 0.9, 1, 1",
        "13, 4, 0.9, 1, 3",
    })
    void aToleranceIsAdvisedThatEndsMoreFalseAlarmsThanChanceExplains(
            int alarms, double factor, double confidence, double tolerance, double advised) throws Exception {
        Advice advice = ofTheRestless(parameters().confidence(confidence).tolerance(tolerance), alarms, factor);
        assertThat(advice.moments(), is(56));
        assertThat(advice.fired(), is(factor > 1.1 ? alarms : 0));
        assertThat(advice.tolerance(), is(advised));
    }

    /** 20 errors in 1,000 connections a minute, and a twentieth of both in the first minutes of each day counted back. */
    private static Advice ofTheUnsteady(int quietMinutes) throws Exception {
        int yesterday = new Window(KNOWN_FROM, NOW.minus(Duration.ofHours(24))).minutes();
        MetricSource unsteady = exactly((key, minute) -> (countsErrors(key, TlsMetric.CLIENT) ? 20.0 : 1000.0)
                / (Math.floorMod(minute - yesterday, 1440) < quietMinutes ? 20 : 1));
        return Rehearsal.read(parameters().history("0s"), SHOP, List.of(), unsteady, NOW)
                .advice();
    }

    @Test
    void theTypicalHourSaysHowLongToObserveAndTheWorstHowLongAlways() throws Exception {
        Advice steady = ofTheUnsteady(0);
        Advice quiet = ofTheUnsteady(1440);
        Advice nights = ofTheUnsteady(540);
        assertThat("20 errors are enough in the shortest one", steady.observe(), is(Duration.ofMinutes(5)));
        assertThat(steady.sights().get(TlsMetric.CLIENT).always(), is(steady.observe()));
        assertThat(quiet.observe(), is(Duration.ofMinutes(40)));
        Sight sight = nights.sights().get(TlsMetric.CLIENT);
        assertThat(sight.observe(), is(steady.observe()));
        assertThat(sight.always(), is(quiet.observe()));
        assertThat(sight.perMinute(), closeTo(20, 0.01));
        assertThat(
                sight.visible(), closeTo(steady.sights().get(TlsMetric.CLIENT).visible(), 0.01));
        assertThat("an hour's errors say what is normal", steady.baseline(), is(Duration.ofHours(1)));
        assertThat("an hour has too few", quiet.baseline(), is(Duration.ofHours(12)));
    }

    @Test
    void whereNothingCanBeSeenNothingIsAdvised() throws Exception {
        Rehearsal silent = Rehearsal.read(parameters(), SHOP, List.of(), source(1, (key, minute) -> 0), NOW);
        assertThat(silent.hasTraffic(), is(false));
        assertThat(calm(parameters()).hasTraffic(), is(true));
        Advice advice = silent.advice();
        assertThat(advice.observe(), nullValue());
        assertThat(advice.sights().get(TlsMetric.CLIENT).visible(), is(Double.POSITIVE_INFINITY));
        assertThat("what was asked for", advice.baseline(), is(Duration.ofHours(3)));
        assertThat(advice.fired(), is(0));
    }

    @Test
    void theTargetGroupWithMostErrorsSpeaksForItsMetric() throws Exception {
        TargetGroupId[] groups = {
            new TargetGroupId("targetgroup/web/1"),
            new TargetGroupId("targetgroup/api/2"),
            new TargetGroupId("targetgroup/static/3")
        };
        MetricSource source = source(
                3,
                (key, minute) -> countsErrors(key, TlsMetric.TARGET)
                        ? key.scope().targetGroup().equals(groups[1]) ? 12 : 1
                        : Double.NaN);
        Advice advice = Rehearsal.read(
                        parameters()
                                .history("0s")
                                .metrics(List.of("target"))
                                .targetGroups(List.of("web", "api", "static")),
                        shop(groups),
                        List.of(),
                        source,
                        NOW)
                .advice();
        assertThat(advice.sights().keySet(), is(Set.of(TlsMetric.TARGET)));
        assertThat(advice.sights().get(TlsMetric.TARGET).perMinute(), closeTo(12, 1));
    }

    private static Outcome outcome(GateParameters parameters, Instant deployed) throws Exception {
        return Rehearsal.read(parameters, SHOP, List.of(new Deployment("x", deployed, deployed)), drawn(7, 1), NOW)
                .outcomes()
                .get(0);
    }

    @Test
    void aDeploymentIsJudgedOnceItsObservationHasSettled() throws Exception {
        Outcome settled = outcome(parameters(), NOW.minus(Duration.ofMinutes(18)));
        assertThat(settled.report(), notNullValue());
        Outcome early = outcome(parameters(), NOW.minus(Duration.ofMinutes(17)));
        assertThat(early.report(), nullValue());
        assertThat(early.problem(), is("not over yet: the verdict is due at 2026-05-04T12:01:00Z"));
        assertThat(early.deployment().end(), is(NOW.minus(Duration.ofMinutes(17))));
    }

    @Test
    void aDeploymentBeforeAnythingThatIsKnownIsNotJudged() throws Exception {
        Outcome outcome = outcome(parameters(), NOW.minus(Duration.ofDays(20)));
        assertThat(outcome.report(), nullValue());
        assertThat(outcome.problem(), startsWith("deploymentStart: \"2026-04-14T12:00:00Z\" goes back too far"));
    }

    @Test
    void lessHistoryThanOnTheDayItselfIsSaid() throws Exception {
        Instant first = KNOWN_FROM.plus(Duration.ofHours(3 + 24));
        assertThat(outcome(parameters().history("1d"), first).problem(), nullValue());
        Outcome less = outcome(parameters().history("1d"), first.minus(Window.MINUTE));
        assertThat(less.report(), notNullValue());
        assertThat(
                less.problem(),
                is("judged by 23h of history, as CloudWatch no longer has the points of a minute before; on the day"
                        + " itself there were 1d"));
    }
}
