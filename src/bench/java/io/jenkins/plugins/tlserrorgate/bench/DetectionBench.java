package io.jenkins.plugins.tlserrorgate.bench;

import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** False alarms and regressions found, our rule beside those in use elsewhere and beside the best that is possible. */
@Command(
        name = "bench detection",
        description = "Prints false alarms and regressions found, by rule and by kind of noise.",
        mixinStandardHelpOptions = true)
final class DetectionBench implements Callable<Integer> {

    private static final double[] RISES = {2, 3, 4};
    private static final double[] FACTORS = {1, 2, 3, 4};

    @Option(names = "--trials", defaultValue = "2000", description = "deployments in each cell (${DEFAULT-VALUE})")
    private int trials;

    @Option(names = "--seed", defaultValue = "1", description = "seed of the random numbers (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--trace", description = "CSV file, lines timestamp,value: requests in place of synthetic traffic")
    private Path trace;

    @Option(names = "--observe", defaultValue = "15m", description = "time observed (${DEFAULT-VALUE})")
    private String observe;

    @Option(names = "--history", defaultValue = "14d", description = "history before the baseline (${DEFAULT-VALUE})")
    private String history;

    @Option(
            names = "--min-extra-errors",
            defaultValue = "0",
            description =
                    "floor of our rule; the others have none, so the default is ${DEFAULT-VALUE}, the step's is 5")
    private double minExtraErrors;

    @Option(names = "--regime", description = "only these: ${COMPLETION-CANDIDATES}")
    private List<Regime> regimes = List.of(Regime.values());

    /** Runs the bench. */
    public static void main(String[] args) {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "1"); // and the calling thread
        System.exit(new CommandLine(new DetectionBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        int minutes = (int) Durations.parsePositive("observe", observe).toMinutes();
        int past = (int) Durations.parse("history", history).toMinutes();
        Setup setup = new Setup(past, 180, 5, minutes);
        Traffic traffic = trace == null ? Traffic.synthetic() : Traffic.trace(trace);
        List<List<String>> columns = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (Regime regime : regimes) {
            List<DetectionRule> rules = new ArrayList<>();
            rules.add(new GateRule(minExtraErrors));
            rules.addAll(PeerRules.all());
            rules.add(new OracleRule(regime, setup, traffic, RISES, seed));
            labels = rules.stream().map(DetectionRule::label).toList();
            columns.add(cells(count(regime, setup, traffic, rules)));
        }
        print(labels, columns, minutes, past);
        return 0;
    }

    /** How often each rule fired, by rule and factor. */
    private int[][] count(Regime regime, Setup setup, Traffic traffic, List<DetectionRule> rules) {
        return IntStream.range(0, trials)
                .parallel()
                .mapToObj(n -> {
                    Trial[] drawn =
                            Trial.draw(setup, regime, traffic, FACTORS, Draw.generator(seed, regime.ordinal(), n));
                    int[][] fired = new int[rules.size()][FACTORS.length];
                    for (int r = 0; r < fired.length; r++) {
                        for (int k = 0; k < FACTORS.length; k++) {
                            fired[r][k] = rules.get(r).fires(drawn[k], FACTORS[k]) ? 1 : 0;
                        }
                    }
                    return fired;
                })
                .reduce(new int[rules.size()][FACTORS.length], DetectionBench::sum);
    }

    private static int[][] sum(int[][] a, int[][] b) {
        int[][] sum = new int[a.length][FACTORS.length];
        for (int r = 0; r < a.length; r++) {
            for (int k = 0; k < FACTORS.length; k++) {
                sum[r][k] = a[r][k] + b[r][k];
            }
        }
        return sum;
    }

    /** One column: a cell for each rule, and last the share of the oracle's that ours finds. */
    private List<String> cells(int[][] fired) {
        List<String> cells = new ArrayList<>();
        for (int[] rule : fired) {
            cells.add(String.format(
                    Locale.ROOT,
                    "%4.1f | %.2f %.2f %.2f",
                    100.0 * rule[0] / trials,
                    (double) rule[1] / trials,
                    (double) rule[2] / trials,
                    (double) rule[3] / trials));
        }
        int[] ours = fired[0];
        int[] oracle = fired[fired.length - 1];
        StringBuilder share = new StringBuilder("     |");
        for (int k = 1; k < FACTORS.length; k++) {
            // What not even the oracle finds one time in five is no yardstick.
            share.append(
                    oracle[k] > 0.2 * trials
                            ? String.format(Locale.ROOT, " %.2f", (double) ours[k] / oracle[k])
                            : "    -");
        }
        cells.add(share.toString());
        return cells;
    }

    private void print(List<String> labels, List<List<String>> columns, int minutes, int past) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.printf(
                Locale.ROOT,
                "False alarms in %% | share of regressions found at 2x, 3x, 4x.%n"
                        + "%,d deployments a cell, seed %d, traffic %s, history %s, baseline 3h, observe %s, tolerance 1,"
                        + " confidence 0.99, minExtraErrors %s.%n%n",
                trials,
                seed,
                trace == null ? "synthetic" : "from a trace",
                Durations.format(Duration.ofMinutes(past)),
                Durations.format(Duration.ofMinutes(minutes)),
                PlainText.number(minExtraErrors));
        out.printf("%-16s", "");
        for (Regime regime : regimes) {
            out.printf("  %-21s", regime.label);
        }
        out.println();
        for (int r = 0; r <= labels.size(); r++) {
            out.printf("%-16s", r < labels.size() ? labels.get(r) : "ours / oracle");
            for (List<String> column : columns) {
                out.printf("  %-21s", column.get(r));
            }
            out.println();
        }
    }
}
