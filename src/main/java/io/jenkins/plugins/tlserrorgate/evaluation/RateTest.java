package io.jenkins.plugins.tlserrorgate.evaluation;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Compares two counts with exposure, one-sided: did the rate rise by more than a tolerated factor?
 *
 * <p>Given the total, the later of two Poisson counts is binomial with p = r·t₁ / (t₀ + r·t₁) when the later rate is r
 * times the earlier one; so the test of two rates is an exact binomial test (J. Przyborowski and H. Wilenski,
 * Homogeneity of results in testing samples from Poisson series, Biometrika 31, 1940, 313-323). Counts that vary more
 * than Poisson counts do carry less information: both are divided by the dispersion φ, the variance over the mean,
 * before they are compared (quasi-likelihood: P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd edition
 * 1989, section 4.5). The binomial tail is the regularized incomplete beta function (NIST DLMF 8.17.5), which needs
 * no whole numbers.
 *
 * @param before errors before, zero or more
 * @param exposureBefore what they are counted against, above zero
 * @param exposureAfter what the errors after are counted against, above zero
 * @param tolerance the factor by which the rate may rise, 1 or more
 * @param dispersion φ, 1 or more
 */
record RateTest(double before, double exposureBefore, double exposureAfter, double tolerance, double dispersion) {

    private static final double LARGEST_TOTAL = 1e8;

    /** The probability of this many errors after, or more, if the rate rose by the tolerated factor and no more. */
    double pValue(double after) {
        if (after <= 0) {
            return 1;
        }
        double p = tolerance * exposureAfter / (exposureBefore + tolerance * exposureAfter);
        double scale = scale(after);
        return RegularizedBeta.value(p, after / scale, before / scale + 1);
    }

    /**
     * What the counts are divided by: the dispersion, and more where the counts are so large that the continued fraction
     * of the tail would not converge in time. The test then sees rises of a few hundredths of a percent no longer.
     */
    private double scale(double after) {
        return Math.max(dispersion, (before + after) / LARGEST_TOTAL);
    }

    /** The ratio of the rate after to the rate before: infinite from zero to some, NaN from zero to zero. */
    double ratio(double after) {
        return (after / exposureAfter) / (before / exposureBefore);
    }

    /**
     * The interval of the ratio, two-sided: Clopper and Pearson's for the binomial share (Biometrika 26, 1934,
     * 404-413), turned into the ratio that gives that share.
     *
     * @param confidence the probability to cover the true ratio, between 0 and 1
     */
    Interval ratioInterval(double after, double confidence) {
        double scale = scale(after);
        double x0 = before / scale;
        double x1 = after / scale;
        double tail = (1 - confidence) / 2;
        double low = x1 <= 0 ? 0 : root(p -> RegularizedBeta.value(p, x1, x0 + 1) - tail, 0, 1);
        double high = x0 <= 0 ? 1 : root(p -> tail - RegularizedBeta.complement(p, x1 + 1, x0), 0, 1);
        return new Interval(toRatio(low), toRatio(high));
    }

    private double toRatio(double share) {
        return share >= 1 ? Double.POSITIVE_INFINITY : share / (1 - share) * exposureBefore / exposureAfter;
    }

    /** How many errors after are expected at the tolerated rate. */
    double expected() {
        return tolerance * before / exposureBefore * exposureAfter;
    }

    /** The smallest number of errors after that is significant at the level alpha. */
    double criticalCount(double alpha) {
        double high = 1;
        while (pValue(high) > alpha) {
            high *= 2;
        }
        return root(x -> alpha - pValue(x), 0, high);
    }

    /**
     * The smallest mean of the errors after of which the count reaches {@code critical} with probability
     * {@code power}; counts taken as Poisson with the dispersion scaled out.
     */
    double visibleMean(double critical, double power) {
        double x = critical / dispersion;
        double high = x + 1;
        while (RegularizedGamma.P.value(x, high) < power) {
            high *= 2;
        }
        return dispersion * root(mean -> RegularizedGamma.P.value(x, mean) - power, 0, high);
    }

    /** The root of an increasing function, by bisection: the tails are monotone, and nothing here is hot. */
    private static double root(DoubleUnaryOperator increasing, double low, double high) {
        double a = low;
        double b = high;
        for (int i = 0; i < 100 && b - a > 1e-12 * Math.max(1, Math.abs(b)); i++) {
            double middle = (a + b) / 2;
            if (increasing.applyAsDouble(middle) < 0) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return (a + b) / 2;
    }
}
