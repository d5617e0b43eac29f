package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All numbers of judgements of many kinds of history, as they were when the detection bench and the placebo rates of
 * {@code docs/bench} were measured. A change to how the gate decides shows here in which situations and by how much; if it is
 * meant, and the benches agree, the new lines take the place of the old ones in {@code golden-judgements.txt}.
 */
class GoldenJudgementsTest {

    private static final int DAY = 1440;

    private static IntToDoubleFunction rate(double rate) {
        return minute -> rate;
    }

    private static List<Comparison> judge(Simulation simulation, RuleSettings settings, Circumstances circumstances) {
        return Judge.judge(List.of(simulation.evidence()), simulation.split(), settings, circumstances)
                .comparisons();
    }

    private static List<Comparison> judge(Simulation simulation) {
        return simulation.judge().comparisons();
    }

    private static Simulation bursts(Simulation simulation, int every, int length, double mean) {
        for (int from = every; from + length < simulation.start; from += every) {
            simulation.add(from, from + length, mean);
        }
        return simulation;
    }

    private static List<Comparison> twoMetricsAndAGroup(Simulation one, Simulation other) {
        return Judge.judge(
                        List.of(
                                one.evidence(),
                                other.evidence(TlsMetric.TARGET, "blue"),
                                one.evidence(TlsMetric.TARGET, "green")),
                        one.split(),
                        Simulation.settings())
                .comparisons();
    }

    private static List<Comparison> dayBefore(Simulation simulation) {
        Split split = simulation.split();
        Window observation = split.observation();
        Split other = new Split(
                BaselineFrom.DAY_BEFORE.baseline(observation.start(), observation, Duration.ofHours(3)), observation);
        return Judge.judge(List.of(simulation.evidence()), other, Simulation.settings(), Circumstances.of(other))
                .comparisons();
    }

    private static List<Comparison> gaps(Simulation simulation, int every) {
        for (int i = 0; i < simulation.errors.length; i++) {
            if (i % every < every / 3) {
                simulation.connections[i] = Double.NaN;
                simulation.errors[i] = Double.NaN;
            }
        }
        return judge(simulation);
    }

    private static List<Comparison> judge(Simulation simulation, double tolerance, double minExtraErrors) {
        RuleSettings settings = Simulation.settings(tolerance, 0.99, minExtraErrors);
        return judge(simulation, settings, Circumstances.of(simulation.split()));
    }

    /** Without traffic before. */
    private static Simulation bornAt(Simulation simulation, int minute) {
        Arrays.fill(simulation.connections, 0, minute, Double.NaN);
        Arrays.fill(simulation.errors, 0, minute, Double.NaN);
        return simulation;
    }

    private static RuleSettings plain(RuleSettings.Kind kind, double limit) {
        return new RuleSettings(kind, limit, Statistic.SUM, Duration.ofMinutes(5), 1, 0.99, 0);
    }

    private static List<Comparison> judged(String name) {
        return switch (name) {
            case "steady" -> judge(new Simulation(3 * DAY, 15, 1, 250, rate(0.005)));
            case "rise" -> judge(new Simulation(3 * DAY, 15, 2, 250, i -> i >= 3 * DAY + 185 ? 0.012 : 0.005));
            case "rise-of-half" -> judge(new Simulation(3 * DAY, 60, 3, 250, i -> i >= 3 * DAY + 185 ? 0.0075 : 0.005));
            case "fall" -> judge(new Simulation(2 * DAY, 30, 4, 250, i -> i >= 2 * DAY + 185 ? 0.002 : 0.005));
            case "bursts" -> judge(bursts(new Simulation(4 * DAY, 15, 5, 250, rate(0.004)), 97, 4, 25));
            case "rare-bursts" -> judge(bursts(new Simulation(5 * DAY, 15, 6, 250, rate(0.004)), 611, 9, 60));
            case "burst-after" ->
                judge(bursts(new Simulation(4 * DAY, 15, 7, 250, rate(0.004)), 97, 4, 25)
                        .add(4 * DAY + 188, 4 * DAY + 192, 25));
            case "burst-in-the-baseline" ->
                judge(new Simulation(2 * DAY, 15, 8, 250, rate(0.005)).add(2 * DAY + 60, 2 * DAY + 70, 40));
            case "level-changed-a-day-ago" ->
                judge(new Simulation(4 * DAY, 15, 9, 250, i -> i > 3 * DAY ? 0.010 : 0.004));
            case "level-changed-and-back" ->
                judge(new Simulation(5 * DAY, 15, 10, 250, i -> i > 2 * DAY && i < 3 * DAY ? 0.02 : 0.004));
            case "wandering" ->
                judge(new Simulation(5 * DAY, 30, 11, 250, i -> 0.005 * Math.exp(0.6 * Math.sin(i / 67.0))));
            case "wandering-slowly" ->
                judge(new Simulation(7 * DAY, 60, 12, 250, i -> 0.005 * Math.exp(0.5 * Math.sin(i / 411.0))));
            case "daily-rhythm" ->
                judge(new Simulation(
                        7 * DAY, 15, 13, 250, i -> 0.005 * (1.5 + Math.cos(2 * Math.PI * (i - 300) / DAY))));
            case "rhythm-and-rise" ->
                judge(new Simulation(
                        7 * DAY,
                        15,
                        14,
                        250,
                        i -> (i >= 7 * DAY + 185 ? 2.5 : 1) * 0.005 * (1.5 + Math.cos(2 * Math.PI * (i - 300) / DAY))));
            case "sparse" -> judge(new Simulation(3 * DAY, 15, 15, 3, rate(0.01)));
            case "no-errors-at-all" -> judge(new Simulation(3 * DAY, 15, 16, 250, rate(0)));
            case "errors-from-nothing" ->
                judge(new Simulation(3 * DAY, 15, 17, 250, i -> i >= 3 * DAY + 185 ? 0.01 : 0));
            case "busy" -> judge(bursts(new Simulation(3 * DAY, 15, 18, 2500, rate(0.01)), 200, 6, 40));
            case "no-history" -> judge(new Simulation(0, 15, 19, 250, rate(0.005)));
            case "short-history" -> judge(bursts(new Simulation(360, 15, 20, 250, rate(0.005)), 61, 3, 20));
            case "tolerant" ->
                judge(
                        new Simulation(3 * DAY, 15, 21, 250, i -> i >= 3 * DAY + 185 ? 0.008 : 0.005),
                        Simulation.settings(1.5, 0.95, 20),
                        Circumstances.of(new Simulation(3 * DAY, 15, 21, 1, rate(0)).split()));
            case "early-look" -> {
                Simulation s = bursts(new Simulation(3 * DAY, 15, 22, 250, rate(0.005)), 131, 5, 15);
                yield judge(
                        s,
                        Simulation.settings(1, 0.999, 0),
                        new Circumstances(
                                s.split().baseline().end(),
                                Duration.ofDays(2),
                                List.of(s.window(DAY, DAY + 120), s.window(2 * DAY, 2 * DAY + 30)),
                                0.2));
            }
            case "day-before" -> dayBefore(bursts(new Simulation(4 * DAY, 15, 23, 250, rate(0.005)), 173, 5, 20));
            case "gaps" -> gaps(bursts(new Simulation(3 * DAY, 30, 24, 250, rate(0.005)), 97, 4, 25), 31);
            case "long-gaps" -> gaps(new Simulation(4 * DAY, 60, 25, 250, rate(0.005)), 411);
            case "two-metrics-and-a-group" ->
                twoMetricsAndAGroup(
                        bursts(new Simulation(3 * DAY, 15, 26, 250, rate(0.005)), 97, 4, 20),
                        new Simulation(3 * DAY, 15, 27, 100, rate(0.002)));
            case "too-few-to-matter" ->
                judge(new Simulation(3 * DAY, 15, 30, 250, i -> i >= 3 * DAY + 185 ? 0.012 : 0.005), 1, 100);
            case "significant-but-few" ->
                judge(new Simulation(3 * DAY, 60, 31, 20, i -> i >= 3 * DAY + 185 ? 0.03 : 0.001), 1, 60);
            case "level-changed-hours-ago" ->
                judge(new Simulation(3 * DAY, 15, 32, 250, i -> i < 3 * DAY - 200 ? 0.005 : 0.01));
            case "unlike-its-history" -> judge(new Simulation(3 * DAY, 15, 33, 250, i -> i < 3 * DAY ? 0.002 : 0.02));
            case "tolerant-bursts" ->
                judge(
                        bursts(new Simulation(3 * DAY, 15, 34, 250, rate(0.004)), 97, 4, 25)
                                .add(3 * DAY + 190, 3 * DAY + 191, 45),
                        3,
                        5);
            case "tolerant-without-history" ->
                judge(new Simulation(0, 15, 35, 250, i -> i >= 185 ? 0.02 : 0.005), 2, 5);
            case "two-metrics-without-history" ->
                twoMetricsAndAGroup(
                        new Simulation(0, 15, 36, 250, i -> i >= 185 ? 0.009 : 0.005),
                        new Simulation(0, 15, 37, 100, rate(0.01)));
            case "a-group-is-new" ->
                twoMetricsAndAGroup(
                        new Simulation(3 * DAY, 15, 38, 250, i -> i >= 3 * DAY + 185 ? 0.008 : 0.005),
                        bornAt(new Simulation(3 * DAY, 15, 39, 100, i -> i >= 3 * DAY + 185 ? 0.03 : 0.01), 3 * DAY));
            case "absolute" ->
                judge(
                        new Simulation(DAY, 15, 28, 250, rate(0.005)),
                        plain(RuleSettings.Kind.ABSOLUTE, 10),
                        Circumstances.of(new Simulation(DAY, 15, 28, 1, rate(0)).split()));
            case "percent" ->
                judge(
                        new Simulation(DAY, 15, 29, 250, rate(0.005)),
                        plain(RuleSettings.Kind.PERCENT, 50),
                        Circumstances.of(new Simulation(DAY, 15, 29, 1, rate(0)).split()));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** A line for each comparison: verdict and placebo as words, then numbers. */
    private static List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        for (Comparison c : judged(name)) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s %s %s %d/%d %.10g %.10g %d %.10g %.10g %d %.10g %.10g %.10g %.10g %.10g %.10g %.10g %.10g"
                            + " %.10g %.10g %d %.10g %d %d %d",
                    name,
                    c.metric().id(),
                    c.verdict(),
                    c.placebo().fired(),
                    c.placebo().windows(),
                    c.before().errors(),
                    c.before().exposure(),
                    c.before().missing(),
                    c.after().errors(),
                    c.after().exposure(),
                    c.after().missing(),
                    c.expected(),
                    c.ratio(),
                    c.interval().low(),
                    c.interval().high(),
                    c.pValue(),
                    c.alpha(),
                    c.dispersion(),
                    c.visible() == null ? Double.NaN : c.visible().ratio(),
                    c.visible() == null ? Double.NaN : c.visible().extraErrors(),
                    c.visible() == null ? Double.NaN : c.visible().share(),
                    c.visible() == null || c.visible().doublingSeenAfter() == null
                            ? 0
                            : c.visible().doublingSeenAfter().toMinutes(),
                    c.limit() == null ? Double.NaN : c.limit(),
                    c.placebo().asLarge(),
                    c.placebo().leftOut(),
                    c.placebo().history().toMinutes()));
        }
        return lines;
    }

    static Map<String, List<String>> golden() throws IOException {
        Map<String, List<String>> golden = new LinkedHashMap<>();
        try (InputStream in = GoldenJudgementsTest.class.getResourceAsStream("golden-judgements.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> golden.computeIfAbsent(line.split(" ")[0], name -> new ArrayList<>())
                            .add(line));
        }
        return golden;
    }

    static List<String> names() throws IOException {
        return List.copyOf(golden().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNumberIsAsItWas(String name) throws IOException {
        List<String> expected = golden().get(name);
        List<String> actual = lines(name);
        assertThat(actual.toString(), actual.size(), is(expected.size()));
        for (int i = 0; i < actual.size(); i++) {
            String[] was = expected.get(i).split(" ");
            String[] is = actual.get(i).split(" ");
            for (int j = 0; j < was.length; j++) {
                if (j < 4 || !Double.isFinite(number(was[j]))) {
                    assertThat(actual.get(i), is[j], is(was[j]));
                } else {
                    double value = number(was[j]);
                    assertThat(actual.get(i), number(is[j]), closeTo(value, 1e-6 * Math.abs(value) + 1e-300));
                }
            }
        }
    }

    private static double number(String text) {
        return text.equals("NaN")
                ? Double.NaN
                : text.equals("Infinity") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
}
