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
    private final CalmSums sums;

    /** What the smoothing has come to at the end of each window's baseline, for each of {@link #MEMORY}. */
    private final double[][] recentErrors = new double[MEMORY.length][];

    private final double[][] recentExposure = new double[MEMORY.length][];
    private final double[] distance;
    private final double historyRate;
    private double[] weights = new double[MEMORY.length + 1];
    private double typical = Double.POSITIVE_INFINITY;

    /**
     * @param sums errors and exposure up to the deployment
     * @param shifts the windows
     * @param historyFrom the first minute whose rate is still that of today
     */
    ExpectedRate(CalmSums sums, Shifts shifts, int historyFrom) {
        this.shifts = shifts;
        this.sums = sums;
        for (int q = 0; q < MEMORY.length; q++) {
            recentErrors[q] = new double[now() + 1];
            recentExposure[q] = new double[now() + 1];
            remember(Math.exp(-1 / MEMORY[q]), recentErrors[q], recentExposure[q]);
        }
        int to = shifts.deployment();
        historyRate = (sums.errors(historyFrom, to) + 0.5) / sums.exposure(historyFrom, to);
        distance = new double[now() + 1];
        Arrays.setAll(distance, w -> Math.abs(Math.log(baseline(w) / historyRate)));
    }

    /** Stands for the deployment itself where others are the number of a placebo window. */
    int now() {
        return shifts.count();
    }

    private int shift(int w) {
        return w == now() ? 0 : shifts.shift(w);
    }

    /** Goes through all minutes once, the earliest window first. */
    private void remember(double keep, double[] errors, double[] exposure) {
        double e = 0;
        double t = 0;
        int minute = 0;
        for (int n = 0; n <= now(); n++) {
            int w = n == now() ? n : now() - 1 - n;
            for (int end = shifts.baselineTo() - shift(w); minute < end; minute++) {
                e = e * keep + sums.errors(minute, minute + 1);
                t = t * keep + sums.exposure(minute, minute + 1);
            }
            errors[w] = e;
            exposure[w] = t;
        }
    }

    /** Fits the weights to those placebo windows that are not left out. */
    void fit(boolean[] leftOut) {
        double[] distances = new double[leftOut.length];
        int used = 0;
        for (int w = 0; w < leftOut.length; w++) {
            if (!leftOut[w]) {
                distances[used++] = distance[w];
            }
        }
        Arrays.sort(distances, 0, used);
        typical = distances[(int) ((used - 1) * TYPICAL)];

        int d = weights.length;
        double[][] squares = new double[d][d];
        double[] products = new double[d];
        for (int w = 0; w < leftOut.length; w++) {
            int from = shifts.observationFrom() - shift(w);
            int to = shifts.observationTo() - shift(w);
            double weight = leftOut[w] ? 0 : sums.exposure(from, to);
            if (weight <= 0) {
                continue;
            }
            double base = baseline(w);
            double off = sums.errors(from, to) / weight - base;
            double[] pulls = pulls(w, base);
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

    /** The rate to expect after a window's baseline. */
    private double at(int w) {
        double base = baseline(w);
        double[] pulls = pulls(w, base);
        double rate = base;
        for (int i = 0; i < pulls.length; i++) {
            rate += weights[i] * pulls[i];
        }
        return rate;
    }

    /** The rate in the baseline, bursts left out; half an error is added, so that it is never zero. NaN without traffic. */
    double baseline(int w) {
        double traffic = baselineExposure(w);
        return traffic > 0 ? (baselineErrors(w) + 0.5) / traffic : Double.NaN;
    }

    /** Errors in the baseline, bursts left out. */
    private double baselineErrors(int w) {
        return sums.errors(shifts.baselineFrom() - shift(w), shifts.baselineTo() - shift(w));
    }

    /** Exposure in the baseline, bursts left out. */
    private double baselineExposure(int w) {
        return sums.exposure(shifts.baselineFrom() - shift(w), shifts.baselineTo() - shift(w));
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
            int from = shifts.observationFrom() - shift(w);
            if (expected[w] == null || from + length > shifts.deployment()) {
                continue;
            }
            double mean = sums.exposure(from, from + length) * expected[w].rate();
            double off = sums.errors(from, from + length) - mean;
            excess += off * off - mean - frailty * mean * mean / length;
            squares += mean * mean;
        }
        return squares > 0 ? Math.max(0, excess / squares) : 0;
    }

    /** What there is to say about a window. */
    Expectation expectation(int w) {
        return new Expectation(at(w), baselineErrors(w), baselineExposure(w));
    }

    /** Whether the rate in the baseline is one that the history's baselines have, too. */
    boolean typical(int w) {
        return distance[w] <= typical;
    }

    private double[] pulls(int w, double base) {
        double[] pulls = new double[weights.length];
        double minute = baselineExposure(w) / (shifts.baselineTo() - shifts.baselineFrom());
        for (int q = 0; q < MEMORY.length; q++) {
            pulls[q] = (recentErrors[q][w] + base * minute) / (recentExposure[q][w] + minute) - base;
        }
        pulls[MEMORY.length] = typical(w) ? historyRate - base : 0;
        return pulls;
    }
}
