package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import java.io.Serializable;
import java.time.Duration;

/**
 * One metric of one part of the balancer, before against after.
 */
public final class Comparison implements Serializable {

    // Jenkins' serialization reads a record only as long as its components stay the same; a class may have more fields
    // than
    // what was stored. The number is what a record has of itself, which this was.
    private static final long serialVersionUID = 0L;

    private final TlsMetric metric;
    private final Scope scope;
    private final Exposure basis;
    private final Verdict verdict;
    private final Counts before;
    private final Counts after;
    private final double expected;
    private final double ratio;
    private final Interval interval;
    private final double pValue;
    private final double alpha;
    private final double dispersion;
    private final VisibleRise visible;
    private final Plain plain;
    private final Placebo placebo;
    private final Double limit;
    private final String explanation;

    /** A copy of these values; see the accessors. */
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
            Placebo placebo,
            Double limit,
            String explanation) {
        this.metric = metric;
        this.scope = scope;
        this.basis = basis;
        this.verdict = verdict;
        this.before = before;
        this.after = after;
        this.expected = expected;
        this.ratio = ratio;
        this.interval = interval;
        this.pValue = pValue;
        this.alpha = alpha;
        this.dispersion = dispersion;
        this.visible = visible;
        this.plain = plain;
        this.placebo = placebo;
        this.limit = limit;
        this.explanation = explanation;
    }

    /** The metric. */
    public TlsMetric metric() {
        return metric;
    }

    /** The part of the balancer. */
    public Scope scope() {
        return scope;
    }

    /** What the errors are held against. */
    public Exposure basis() {
        return basis;
    }

    /** What follows for this part alone. */
    public Verdict verdict() {
        return verdict;
    }

    /** The baseline. */
    public Counts before() {
        return before;
    }

    /** The observation. */
    public Counts after() {
        return after;
    }

    /** Errors expected after the deployment at the tolerated rate; NaN without a baseline. */
    public double expected() {
        return expected;
    }

    /** The rate after over the rate before; infinite from zero to some, NaN where it has no meaning. */
    public double ratio() {
        return ratio;
    }

    /** The confidence interval of the ratio. */
    public Interval interval() {
        return interval;
    }

    /** The probability of such a rise by chance, all parts taken together; NaN where a plain rule decided or nothing could be tested. */
    public double pValue() {
        return pValue;
    }

    /** The level at or below which {@code pValue} is significant; NaN likewise. */
    public double alpha() {
        return alpha;
    }

    /** Variance over mean of the counts, 1 for Poisson. */
    public double dispersion() {
        return dispersion;
    }

    /** The smallest rise that would have been seen; null where nothing could be tested. */
    public VisibleRise visible() {
        return visible;
    }

    /** What a plain rule compared; null for the rate test. */
    public Plain plain() {
        return plain;
    }

    /** What the rule would have said in the history. */
    public Placebo placebo() {
        return placebo;
    }

    /** The most errors after the deployment that would not have been a failure, had they come as evenly as the traffic; null where nothing could be tested, or it was not asked. */
    public Double limit() {
        return limit;
    }

    /** Why this verdict, in one line. */
    public String explanation() {
        return explanation;
    }

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
