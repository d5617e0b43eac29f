package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import io.jenkins.plugins.tlserrorgate.evaluation.Circumstances;
import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Judge;
import io.jenkins.plugins.tlserrorgate.evaluation.Judgement;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When two gates get the same judgement, and when each one of its own. */
class SharedJudgementsTest {

    private static final Scope SHOP = Scope.of(LoadBalancerId.of("app/shop/1"));
    private static final Instant BEGINNING = Instant.parse("2026-05-04T00:00:00Z");
    private static final int MINUTES = 600;
    private static final RuleSettings RULE =
            new RuleSettings(RuleSettings.Kind.RATE, 0, Statistic.SUM, Duration.ofMinutes(5), 1, 0.99, 5);

    private final SharedJudgements judgements = new SharedJudgements();
    private final Map<SeriesKey, Series> data = data();

    private static Window window(int from, int to) {
        return new Window(
                BEGINNING.plus(Window.MINUTE.multipliedBy(from)), BEGINNING.plus(Window.MINUTE.multipliedBy(to)));
    }

    /** Four errors a minute, and eight in the last ones. */
    private static Map<SeriesKey, Series> data() {
        Map<SeriesKey, Series> data = new HashMap<>();
        for (SeriesKey key : Evidence.series(TlsMetric.CLIENT, SHOP, List.of(Statistic.SUM))) {
            boolean errors = key.metricName().equals(TlsMetric.CLIENT.metricName());
            double[] values = IntStream.range(0, MINUTES)
                    .mapToDouble(i -> !errors ? 1_000 : i < MINUTES - 15 ? 4 : 8)
                    .toArray();
            data.put(key, Series.of(window(0, MINUTES), values));
        }
        return data;
    }

    private static Split split(int deployed) {
        return new Split(window(deployed - 180, deployed), window(deployed, MINUTES));
    }

    private Judgement judge(Map<SeriesKey, Series> series, boolean detail, Split split, RuleSettings rule) {
        return judge(series, detail, split, rule, Circumstances.of(split));
    }

    private Judgement judge(
            Map<SeriesKey, Series> series, boolean detail, Split split, RuleSettings rule, Circumstances how) {
        return judgements.judge(series, List.of(evidence(series, detail)), split, rule, how);
    }

    private static Evidence evidence(Map<SeriesKey, Series> series, boolean detail) {
        Evidence evidence = Evidence.of(TlsMetric.CLIENT, SHOP, List.of(Statistic.SUM), series);
        return detail ? evidence.asDetail() : evidence;
    }

    /** That the gate is told what it would be told alone, and not what was found before. */
    private void judgesAnew(Judgement before, boolean detail, Split split, RuleSettings rule, Circumstances how) {
        Judgement found = judge(data, detail, split, rule, how);
        assertThat(found, is(not(sameInstance(before))));
        Judgement alone = Judge.judge(List.of(evidence(data, detail)), split, rule, how);
        assertThat(found.explanation(), is(alone.explanation()));
        assertThat(found.verdict(), is(alone.verdict()));
    }

    @Test
    void whoAsksTheSameOfTheSameSeriesGetsTheSame() {
        Judgement first = judge(data, false, split(585), RULE);
        assertThat(first.verdict(), is(Verdict.FAIL));
        assertThat(judge(data, false, split(585), RULE), is(sameInstance(first)));
        assertThat(
                "in whatever map they are", judge(Map.copyOf(data), false, split(585), RULE), is(sameInstance(first)));
    }

    @Test
    void whoAsksAnythingElseIsJudgedByIt() {
        Split split = split(585);
        Circumstances usual = Circumstances.of(split);
        Judgement first = judge(data, false, split, RULE);
        judgesAnew(first, true, split, RULE, usual);
        judgesAnew(first, false, split(580), RULE, Circumstances.of(split(580)));
        RuleSettings tolerant =
                new RuleSettings(RuleSettings.Kind.RATE, 0, Statistic.SUM, Duration.ofMinutes(5), 3, 0.99, 5);
        judgesAnew(first, false, split, tolerant, usual);
        judgesAnew(
                first,
                false,
                split,
                RULE,
                new Circumstances(split.observation().start(), Duration.ofHours(2), List.of(), 1e-9));
    }

    @Test
    void seriesThatWereReadAgainAreJudgedAgain() {
        Judgement first = judge(data, false, split(585), RULE);
        assertThat(judge(data(), false, split(585), RULE), is(not(sameInstance(first))));
    }

    @Test
    void twoGatesOfTheSameDeploymentAreJudgedOnce() throws InterruptedException {
        Instant now = BEGINNING.plus(Duration.ofDays(1));
        FakePorts aws = new FakePorts(now);
        Map<Window, Map<SeriesKey, Series>> read = new HashMap<>();
        MetricSource reading = (keys, window, period) -> {
            if (!read.containsKey(window)) {
                read.put(window, aws.read(keys, window, period));
            }
            return read.get(window);
        };
        GateRunner runner = new GateRunner(aws, reading, aws, aws, judgements);
        GateParameters parameters = new GateParameters()
                .loadBalancer("shop")
                .deploymentEnd(now.minus(Duration.ofHours(1)).toString());
        Comparison first = comparison(runner.run(Gate.begin(parameters.check(now))), now);
        assertThat(comparison(runner.run(Gate.begin(parameters.check(now))), now), is(sameInstance(first)));
        Gate tolerant = Gate.begin(parameters.tolerance(2.0).check(now));
        assertThat(comparison(runner.run(tolerant), now), is(not(sameInstance(first))));
    }

    private static Comparison comparison(Gate gate, Instant now) {
        return ((GateAction.Finish) gate.next(now)).report().comparisons().get(0);
    }
}
