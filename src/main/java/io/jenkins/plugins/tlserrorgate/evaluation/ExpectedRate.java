package io.jenkins.plugins.tlserrorgate.evaluation;

import java.util.Arrays;

/**
 * The rate to expect after a deployment: that of the baseline, drawn towards the baseline's last minutes and towards the
 * whole history as far as this would have foretold the history's own windows better.
 *
 * <p>A weighted least-squares fit over the placebo windows (credibility theory: H. Bühlmann, ASTIN Bulletin 4, 1967,
 * 199-207; recent minutes by exponential smoothing: C. C. Holt 1957, reprinted International Journal of Forecasting 20,
 * 2004, 5-10). Bursts are left out throughout.
 */
final class ExpectedRate {

    /** Time constants of the exponential smoothing, minutes. */
    private static final double[] MEMORY = {7, 20};

    /** History is passed over when the baseline differs from it more than this share of its own baselines do. */
    private static final double TYPICAL = 0.99;

    private final Shifts shifts;
    private final double[] errors;
    private final double[] exposure;
    private final double[][] recentErrors = new double[MEMORY.length][];
    private final double[][] recentExposure = new double[MEMORY.length][];
    private final double historyRate;
    private double[] weights = new double[MEMORY.length + 1];
    private double typical = Double.POSITIVE_INFINITY;

    /**
     * @param minutes the evidence
     * @param burst which minutes to leave out
     * @param shifts the windows
     * @param historyFrom the first minute whose rate is still that of today
     */
    ExpectedRate(Minutes minutes, boolean[] burst, Shifts shifts, int historyFrom) {
        this.shifts = shifts;
        int n = shifts.deployment();
        errors = new double[n + 1];
        exposure = new double[n + 1];
        double[] keep = new double[MEMORY.length];
        for (int q = 0; q < MEMORY.length; q++) {
            keep[q] = Math.exp(-1 / MEMORY[q]);
            recentErrors[q] = new double[n + 1];
            recentExposure[q] = new double[n + 1];
        }
        for (int i = 0; i < n; i++) {
            boolean counts = minutes.known(i) && !burst[i];
            double e = counts ? minutes.errors()[i] : 0;
            double t = counts ? minutes.exposure()[i] : 0;
            errors[i + 1] = errors[i] + e;
            exposure[i + 1] = exposure[i] + t;
            for (int q = 0; q < MEMORY.length; q++) {
                recentErrors[q][i + 1] = recentErrors[q][i] * keep[q] + e;
                recentExposure[q][i + 1] = recentExposure[q][i] * keep[q] + t;
            }
        }
        historyRate = (errors[n] - errors[historyFrom] + 0.5) / (exposure[n] - exposure[historyFrom]);
    }

    /** Fits the weights to those placebo windows that are not left out. */
    void fit(boolean[] leftOut) {
        int count = shifts.count();
        double[] distance = new double[count];
        int used = 0;
        for (int w = 0; w < count; w++) {
            if (!leftOut[w]) {
                distance[used++] = distance(shifts.shift(w));
            }
        }
        Arrays.sort(distance, 0, used);
        typical = distance[(int) ((used - 1) * TYPICAL)];

        int d = weights.length;
        double[][] squares = new double[d][d];
        double[] products = new double[d];
        for (int w = 0; w < count; w++) {
            int shift = shifts.shift(w);
            double weight = leftOut[w]
                    ? 0
                    : between(exposure, shifts.observationFrom() - shift, shifts.observationTo() - shift);
            if (weight <= 0) {
                continue;
            }
            double base = baseline(shift);
            double off =
                    between(errors, shifts.observationFrom() - shift, shifts.observationTo() - shift) / weight - base;
            double[] pulls = pulls(shift, base);
            for (int i = 0; i < d; i++) {
                products[i] += weight * pulls[i] * off;
                for (int j = 0; j < d; j++) {
                    squares[i][j] += weight * pulls[i] * pulls[j];
                }
            }
        }
        weights = shares(LeastSquares.solve(squares, products));
    }

    /** Weights below zero or above one make no sense, nor do weights that add up to more than one. */
    private static double[] shares(double[] solution) {
        double[] shares =
                Arrays.stream(solution).map(w -> Math.max(0, Math.min(1, w))).toArray();
        double sum = Arrays.stream(shares).sum();
        return sum <= 1 ? shares : Arrays.stream(shares).map(w -> w / sum).toArray();
    }

    /** The rate to expect after the split shifted by so many minutes, 0 for the deployment itself. */
    private double at(int shift) {
        double base = baseline(shift);
        double[] pulls = pulls(shift, base);
        double rate = base;
        for (int i = 0; i < pulls.length; i++) {
            rate += weights[i] * pulls[i];
        }
        return rate;
    }

    /** The rate in the baseline, bursts left out; half an error is added, so that it is never zero. NaN without traffic. */
    double baseline(int shift) {
        double traffic = baselineExposure(shift);
        return traffic > 0 ? (baselineErrors(shift) + 0.5) / traffic : Double.NaN;
    }

    /** Errors in the baseline, bursts left out. */
    private double baselineErrors(int shift) {
        return between(errors, shifts.baselineFrom() - shift, shifts.baselineTo() - shift);
    }

    /** Exposure in the baseline, bursts left out. */
    private double baselineExposure(int shift) {
        return between(exposure, shifts.baselineFrom() - shift, shifts.baselineTo() - shift);
    }

    /**
     * How far the rate wanders: the variance of the factor that all minutes of a window have in common, by the method of
     * moments over those placebo windows that end before the deployment.
     *
     * @param length minutes of a window
     * @param frailty variance of the frailty of single minutes
     * @param expected what was to be expected in each window, null for those to pass over
     */
    double wandering(int length, double frailty, Expectation[] expected) {
        double excess = 0;
        double squares = 0;
        for (int w = 0; w < expected.length; w++) {
            int from = shifts.observationFrom() - shifts.shift(w);
            if (expected[w] == null || from + length > shifts.deployment()) {
                continue;
            }
            double mean = between(exposure, from, from + length) * expected[w].rate();
            double off = between(errors, from, from + length) - mean;
            excess += off * off - mean - frailty * mean * mean / length;
            squares += mean * mean;
        }
        return squares > 0 ? Math.max(0, excess / squares) : 0;
    }

    /** What there is to say about the split shifted by so many minutes. */
    Expectation expectation(int shift) {
        return new Expectation(at(shift), baselineErrors(shift), baselineExposure(shift));
    }

    /** Whether the rate in the baseline is one that the history's baselines have, too. */
    boolean typical(int shift) {
        return distance(shift) <= typical;
    }

    private double distance(int shift) {
        return Math.abs(Math.log(baseline(shift) / historyRate));
    }

    private double[] pulls(int shift, double base) {
        double[] pulls = new double[weights.length];
        int to = shifts.baselineTo() - shift;
        double minute = baselineExposure(shift) / (shifts.baselineTo() - shifts.baselineFrom());
        for (int q = 0; q < MEMORY.length; q++) {
            pulls[q] = (recentErrors[q][to] + base * minute) / (recentExposure[q][to] + minute) - base;
        }
        pulls[MEMORY.length] = typical(shift) ? historyRate - base : 0;
        return pulls;
    }

    private static double between(double[] sums, int from, int to) {
        return sums[to] - sums[from];
    }
}
