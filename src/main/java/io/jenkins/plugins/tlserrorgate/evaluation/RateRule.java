package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison.VisibleRise;

/** Fails when the rate of errors rose significantly, and by enough errors to matter. */
final class RateRule implements Rule {

    /** The probability with which a rise must be seen to be called visible. */
    private static final double POWER = 0.9;

    /** A pass says that at least a doubling, or errors on this share of the traffic, would have been seen. */
    private static final double DOUBLING = 2;

    private static final double HARMFUL_SHARE = 0.05;

    private final RuleSettings settings;

    RateRule(RuleSettings settings) {
        this.settings = settings;
    }

    @Override
    public Comparison compare(Evidence evidence, Split split, double alpha) {
        Counts before = evidence.counts(split.baseline());
        Counts after = evidence.counts(split.observation());
        if (before.exposure() <= 0 || after.exposure() <= 0) {
            return Explanations.withoutTraffic(evidence, before, after);
        }
        double dispersion = Dispersion.estimate(
                evidence.errors(split.baseline()), evidence.exposure(split.baseline()), settings.blockMinutes());
        RateTest test =
                new RateTest(before.errors(), before.exposure(), after.exposure(), settings.tolerance(), dispersion);
        double pValue = test.pValue(after.errors());
        double expected = test.expected();
        VisibleRise visible = visible(test, before, after, alpha);
        boolean significant = pValue <= alpha;
        boolean enough = after.errors() - expected >= settings.minExtraErrors();
        Verdict verdict = significant && enough
                ? Verdict.FAIL
                : visible.ratio() > settings.tolerance() * DOUBLING && visible.share() > HARMFUL_SHARE
                        ? Verdict.INCONCLUSIVE
                        : Verdict.PASS;
        Comparison comparison = new Comparison(
                evidence.metric(),
                evidence.scope(),
                evidence.basis(),
                verdict,
                before,
                after,
                expected,
                test.ratio(after.errors()),
                test.ratioInterval(after.errors(), settings.confidence()),
                pValue,
                alpha,
                dispersion,
                visible,
                null,
                "");
        return Explanations.explained(comparison, Explanations.ofRate(comparison, settings));
    }

    private VisibleRise visible(RateTest test, Counts before, Counts after, double alpha) {
        double critical = Math.max(test.criticalCount(alpha), test.expected() + settings.minExtraErrors());
        double mean = test.visibleMean(critical, POWER);
        double extra = mean - test.expected();
        double ratio = before.errors() > 0 ? mean / after.exposure() / before.rate() : Double.POSITIVE_INFINITY;
        return new VisibleRise(extra, ratio, extra / after.exposure());
    }
}
