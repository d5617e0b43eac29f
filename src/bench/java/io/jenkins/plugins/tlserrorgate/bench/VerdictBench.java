package io.jenkins.plugins.tlserrorgate.bench;

import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Judge;
import io.jenkins.plugins.tlserrorgate.evaluation.Judgement;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What one verdict costs with 14 days of history, in time and in garbage. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class VerdictBench {

    /** How many metrics or target groups are judged at once. */
    @Param({"4", "500"})
    public int parts;

    private List<Evidence> evidence;
    private Split split;
    private RuleSettings settings;

    /** Draws the evidence; with many parts each has a tenth of the errors, as target groups would. */
    @Setup
    public void draw() {
        var setup = new io.jenkins.plugins.tlserrorgate.bench.Setup(14 * 1440, 180, 5, 15);
        Regime regime = parts > 4 ? Regime.SPARSE : Regime.BURSTY;
        evidence = IntStream.range(0, parts)
                .mapToObj(n -> GateRule.evidence(
                        Trial.draw(
                                setup,
                                regime,
                                Traffic.synthetic(),
                                new double[] {1},
                                Draw.generator(1, regime.ordinal(), n))[0]))
                .toList();
        split = GateRule.split(setup);
        settings = new RuleSettings(RuleSettings.Kind.RATE, 0, Statistic.SUM, Duration.ofMinutes(5), 1, 0.99, 5);
    }

    /** One verdict. */
    @Benchmark
    public Judgement verdict() {
        return Judge.judge(evidence, split, settings);
    }

    /** Runs the benchmark and prints a line for each number of parts. */
    public static void main(String[] args) throws RunnerException {
        var options = new OptionsBuilder()
                .include(VerdictBench.class.getName())
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs("-Xmx1g")
                .build();
        System.out.printf("%-7s  %12s  %12s%n", "parts", "ms a verdict", "MB garbage");
        for (RunResult result : new Runner(options).run()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-7s  %12.1f  %12.1f%n",
                    result.getParams().getParam("parts"),
                    result.getPrimaryResult().getScore(),
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore() / 1e6);
        }
    }
}
