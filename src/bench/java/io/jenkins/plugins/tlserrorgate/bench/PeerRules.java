package io.jenkins.plugins.tlserrorgate.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** The rules that are in use elsewhere. */
final class PeerRules {

    private static final double ALPHA = 0.01;

    /** The upper 1 % point of the normal distribution: alpha 0.02 on two sides. */
    private static final double MANN_WHITNEY_DEVIATE = 2.3263478740408408;

    private PeerRules() {}

    /** All of them. */
    static List<DetectionRule> all() {
        return List.of(
                rule("after > before", t -> ratio(t) > 1),
                rule("50 % more", t -> ratio(t) > 1.5),
                rule("Poisson C-test", PeerRules::poisson),
                rule("Mann-Whitney", PeerRules::mannWhitney),
                rule("fixed threshold", PeerRules::fixedThreshold));
    }

    private static DetectionRule rule(String label, Predicate<Trial> fires) {
        return new DetectionRule() {
            @Override
            public String label() {
                return label;
            }

            @Override
            public boolean fires(Trial trial, double factor) {
                return fires.test(trial);
            }
        };
    }

    /** The ratio of errors per connection. */
    private static double ratio(Trial trial) {
        return sum(trial.errorsAfter())
                / sum(trial.connectionsAfter())
                / (sum(trial.errorsBefore()) / sum(trial.connectionsBefore()));
    }

    /** The conditional test of two Poisson counts with exposure, one-sided, by an independent binomial distribution. */
    private static boolean poisson(Trial trial) {
        int before = (int) sum(trial.errorsBefore());
        int after = (int) sum(trial.errorsAfter());
        double share = sum(trial.connectionsAfter()) / (sum(trial.connectionsAfter()) + sum(trial.connectionsBefore()));
        return after > 0 && BinomialDistribution.of(before + after, share).survivalProbability(after - 1) <= ALPHA;
    }

    /** Kayenta's: Wilcoxon's rank sum of the minutes' error rates, normal approximation with ties and continuity. */
    private static boolean mannWhitney(Trial trial) {
        double[] before = rates(trial.errorsBefore(), trial.connectionsBefore());
        double[] after = rates(trial.errorsAfter(), trial.connectionsAfter());
        double[] all = Arrays.copyOf(before, before.length + after.length);
        System.arraycopy(after, 0, all, before.length, after.length);
        Arrays.sort(all);
        double ties = 0;
        for (int i = 0; i < all.length; ) {
            int j = i;
            while (j < all.length && all[j] == all[i]) {
                j++;
            }
            double t = j - i;
            ties += t * t * t - t;
            i = j;
        }
        double u = 0;
        for (double a : after) {
            for (double b : before) {
                u += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        double n = all.length;
        double product = (double) before.length * after.length;
        double variance = product / 12 * (n + 1 - ties / (n * (n - 1)));
        return u - product / 2 - 0.5 > MANN_WHITNEY_DEVIATE * Math.sqrt(variance);
    }

    /**
     * The error rate of the observation above the 99th percentile of all windows as long in the history; without history
     * there is no threshold and it never fires.
     */
    private static boolean fixedThreshold(Trial trial) {
        int length = trial.setup().observe();
        if (trial.setup().history() < length) {
            return false;
        }
        double[] windows = new double[(trial.setup().history() - length) / length + 1];
        for (int w = 0; w < windows.length; w++) {
            windows[w] = sum(Arrays.copyOfRange(trial.errors(), w * length, (w + 1) * length))
                    / sum(Arrays.copyOfRange(trial.connections(), w * length, (w + 1) * length));
        }
        Arrays.sort(windows);
        double threshold = windows[(int) Math.ceil(0.99 * windows.length) - 1];
        return sum(trial.errorsAfter()) / sum(trial.connectionsAfter()) > threshold;
    }

    private static double[] rates(double[] errors, double[] connections) {
        double[] rates = new double[errors.length];
        int n = 0;
        for (int i = 0; i < errors.length; i++) {
            if (connections[i] > 0) {
                rates[n++] = errors[i] / connections[i];
            }
        }
        return Arrays.copyOf(rates, n);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
