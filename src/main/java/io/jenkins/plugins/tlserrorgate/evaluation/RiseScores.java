package io.jenkins.plugins.tlserrorgate.evaluation;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * What the errors of one minute say for a rise: the logarithm of how many times likelier they are when the rate has
 * risen by a factor than when it has not (log-likelihood ratio, J. Neyman and E. S. Pearson, Philosophical Transactions
 * of the Royal Society A 231, 1933, 289-337), under a {@link MinuteModel}.
 *
 * <p>For counts of moderate size this amounts to counting errors. A count so large that only a burst explains it is as
 * likely with a rise as without, and says nothing; so a burst of some minutes neither makes a rise nor hides one, whereas
 * a rise that fills the window adds up. Values are tabulated as they are needed, over the mean and, above {@link #EXACT}
 * errors, over the count on logarithmic grids, and interpolated between.
 */
final class RiseScores {

    /** The factors that are tried. */
    static final double[] FACTORS = {1.15, 1.5, 2, 4, 10, 100, 1_000, 10_000};

    /**
     * From this factor on a rise is taken to be at least as unsteady as a frailty of this variance, so that a count
     * between two factors belongs to one of them and not to neither.
     */
    private static final double LARGE = 10;

    private static final double UNSTEADY = 0.25;

    /** Counts up to this have their own column in the table. */
    private static final int EXACT = 64;

    private static final double COLUMNS_PER_E_FOLD = 32;
    private static final int COLUMNS = EXACT + 640;

    private static final double STEP = 0.125;

    /** Logarithm of the smallest mean that is told apart from smaller ones. */
    private static final double LOWEST = -20;

    private static final int CELLS = 320;
    private static final double SMALLEST_FRAILTY = 1e-6;

    private final double shape;
    private final double shapeOfLarge;
    private final double burstShare;
    private final double burstSize;
    private final double[] logChoose = new double[EXACT + 1];
    private final double[][] rows = new double[CELLS + 1][];

    RiseScores(MinuteModel model) {
        shape = 1 / Math.max(model.frailty(), SMALLEST_FRAILTY);
        shapeOfLarge = 1 / Math.max(model.frailty(), UNSTEADY);
        burstShare = model.burstShare();
        burstSize = model.burstSize();
        for (int y = 1; y <= EXACT; y++) {
            logChoose[y] = logChoose[y - 1] + Math.log((y - 1 + shape) / y);
        }
    }

    /**
     * Adds the scores of one minute.
     *
     * @param logMean logarithm of the mean without a rise
     * @param errors errors seen
     * @param weight how often to add them
     * @param sums the score for each of {@link #FACTORS}, added to
     */
    void add(double logMean, double errors, double weight, double[] sums) {
        double row = Math.max(0, Math.min(CELLS - 1e-9, (logMean - LOWEST) / STEP));
        double column = errors <= EXACT
                ? Math.rint(errors)
                : Math.min(COLUMNS - 2, EXACT + COLUMNS_PER_E_FOLD * Math.log(errors / EXACT));
        int r = (int) row;
        int c = (int) column;
        double down = row - r;
        double right = column - c;
        addCell(r, c, weight * (1 - down) * (1 - right), sums);
        addCell(r + 1, c, weight * down * (1 - right), sums);
        if (right > 0) {
            addCell(r, c + 1, weight * (1 - down) * right, sums);
            addCell(r + 1, c + 1, weight * down * right, sums);
        }
    }

    private void addCell(int row, int column, double weight, double[] sums) {
        double[] table = rows[row];
        if (table == null) {
            table = new double[COLUMNS * FACTORS.length];
            Arrays.fill(table, Double.NaN);
            rows[row] = table;
        }
        int offset = column * FACTORS.length;
        if (Double.isNaN(table[offset])) {
            double errors = column <= EXACT ? column : EXACT * Math.exp((column - EXACT) / COLUMNS_PER_E_FOLD);
            for (int k = 0; k < FACTORS.length; k++) {
                table[offset + k] = score(LOWEST + row * STEP, errors, FACTORS[k]);
            }
        }
        for (int k = 0; k < FACTORS.length; k++) {
            sums[k] += weight * table[offset + k];
        }
    }

    /** The score without the table. */
    double score(double logMean, double errors, double factor) {
        double burst = Math.log(burstShare * burstSize / ((errors + burstSize) * (errors + burstSize + 1)));
        double calm = Math.log1p(-burstShare) + logProbability(logMean, errors);
        double risen = Math.log1p(-burstShare)
                + (factor < LARGE
                        ? logProbability(logMean + Math.log(factor), errors)
                        : logProbability(
                                logMean + Math.log(factor), errors, shapeOfLarge, logChoose(errors, shapeOfLarge)));
        return logSum(risen, burst) - logSum(calm, burst);
    }

    private static double logSum(double a, double b) {
        double most = Math.max(a, b);
        return most + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    /** Logarithm of the probability of so many errors without a burst. */
    double logProbability(double logMean, double errors) {
        double choose =
                errors <= EXACT && errors == Math.rint(errors) ? logChoose[(int) errors] : logChoose(errors, shape);
        return logProbability(logMean, errors, shape, choose);
    }

    /** Logarithm of the negative binomial probability, given that of its binomial coefficient. */
    private static double logProbability(double logMean, double errors, double shape, double logChoose) {
        double mean = Math.exp(logMean);
        return logChoose + errors * (logMean - Math.log(mean + shape)) - shape * Math.log1p(mean / shape);
    }

    private static double logChoose(double errors, double shape) {
        return LogGamma.value(errors + shape) - LogGamma.value(shape) - LogGamma.value(errors + 1);
    }
}
