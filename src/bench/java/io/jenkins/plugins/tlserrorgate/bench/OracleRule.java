package io.jenkins.plugins.tlserrorgate.bench;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The {@link Oracle} with thresholds from a simulation of its own, at 1 % false alarms. */
final class OracleRule implements DetectionRule {

    private static final double ALPHA = 0.01;
    private static final int SIMULATIONS = 50_000;

    private final Oracle oracle;
    private final double[] factors;
    private final double[] thresholds;

    /** @param factors the rises to look for; without a rise it is asked about the first */
    OracleRule(Regime regime, Setup setup, Traffic traffic, double[] factors, long seed) {
        oracle = new Oracle(regime);
        this.factors = factors;
        Setup withoutHistory = new Setup(0, setup.baseline(), setup.deployment(), setup.observe());
        double[][] ratios = IntStream.range(0, SIMULATIONS)
                .parallel()
                .mapToObj(n -> {
                    Trial trial = Trial.draw(
                            withoutHistory,
                            regime,
                            traffic,
                            new double[] {1},
                            Draw.generator(~seed, regime.ordinal(), n))[0];
                    return Arrays.stream(factors)
                            .map(factor -> oracle.logRatio(trial, factor))
                            .toArray();
                })
                .toArray(double[][]::new);
        thresholds = IntStream.range(0, factors.length)
                .mapToDouble(k -> {
                    double[] sorted = Arrays.stream(ratios)
                            .mapToDouble(r -> r[k])
                            .sorted()
                            .toArray();
                    return sorted[(int) (SIMULATIONS * (1 - ALPHA))];
                })
                .toArray();
    }

    @Override
    public String label() {
        return "oracle";
    }

    @Override
    public boolean fires(Trial trial, double factor) {
        int k = 0;
        for (int i = 0; i < factors.length; i++) {
            if (factors[i] == factor) {
                k = i;
            }
        }
        return oracle.logRatio(trial, factors[k]) > thresholds[k];
    }
}
