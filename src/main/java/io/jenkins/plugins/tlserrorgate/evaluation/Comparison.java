package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import java.io.Serializable;
import java.time.Duration;

/**
 * One metric of one part of the balancer, before against after.
 *
 * @param metric the metric
 * @param scope the part of the balancer
 * @param basis what the errors are held against
 * @param verdict what follows for this part alone
 * @param before the baseline
 * @param after the observation
 * @param expected errors expected after the deployment at the tolerated rate; NaN without a baseline
 * @param ratio the rate after over the rate before; infinite from zero to some, NaN where it has no meaning
 * @param interval the confidence interval of the ratio
 * @param pValue the probability of such a rise by chance, all parts taken together; NaN where a plain rule decided or
 *     nothing could be tested
 * @param alpha the level at or below which {@code pValue} is significant; NaN likewise
 * @param dispersion variance over mean of the counts, 1 for Poisson
 * @param visible the smallest rise that would have been seen; null where nothing could be tested
 * @param plain what a plain rule compared; null for the rate test
 * @param placebo what the rule would have said in the history
 * @param limit the most errors after the deployment that would not have been a failure, had they come as evenly as the
 *     traffic; null where nothing could be tested, or it was not asked
 * @param explanation why this verdict, in one line
 */
public record Comparison(
        TlsMetric metric,
        Scope scope,
        Exposure basis,
        Verdict verdict,
        Counts before,
        Counts after,
        double expected,
        double ratio,
        Interval interval,
        double pValue,
        double alpha,
        double dispersion,
        VisibleRise visible,
        Plain plain,
        Placebo placebo,
        Double limit,
        String explanation)
        implements Serializable {

    /** A comparison without a replay of the history. */
    public Comparison(
            TlsMetric metric,
            Scope scope,
            Exposure basis,
            Verdict verdict,
            Counts before,
            Counts after,
            double expected,
            double ratio,
            Interval interval,
            double pValue,
            double alpha,
            double dispersion,
            VisibleRise visible,
            Plain plain,
            String explanation) {
        this(
                metric,
                scope,
                basis,
                verdict,
                before,
                after,
                expected,
                ratio,
                interval,
                pValue,
                alpha,
                dispersion,
                visible,
                plain,
                Placebo.none(""),
                null,
                explanation);
    }

    /**
     * The smallest rise that the test would have seen in nine of ten cases.
     *
     * @param extraErrors errors more than expected
     * @param ratio the ratio of rates that this amounts to; infinite from a baseline of zero
     * @param share the share of the exposure that would have failed in addition, 0 to 1
     * @param doublingSeenAfter how long an observation would have to be to see a doubling beyond the tolerance; null if
     *     not even a day's would
     */
    public record VisibleRise(double extraErrors, double ratio, double share, Duration doublingSeenAfter)
            implements Serializable {

        /** Without an answer to how long a doubling would take to be seen. */
        public VisibleRise(double extraErrors, double ratio, double share) {
            this(extraErrors, ratio, share, null);
        }
    }

    /**
     * What a plain rule compared.
     *
     * @param before the statistic before
     * @param after the statistic after
     * @param limit the largest value after that the rule allows
     */
    public record Plain(double before, double after, double limit) implements Serializable {}

    /** The same with a reason. */
    Comparison explained(String reason) {
        return new Comparison(
                metric,
                scope,
                basis,
                verdict,
                before,
                after,
                expected,
                ratio,
                interval,
                pValue,
                alpha,
                dispersion,
                visible,
                plain,
                placebo,
                limit,
                reason);
    }

    /** What the comparison is about, for people: {@code client errors of my-balancer}. */
    public String subject() {
        return metric.id() + " TLS errors of " + scope.label();
    }

    /** How many errors more than expected there were; negative if fewer. */
    public double extraErrors() {
        return after.errors() - expected;
    }
}
