package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison.Plain;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Fails when a statistic grew by more than a number or a percentage; for those who must have such a rule.
 *
 * <p>The windows differ in length, so each is first cut into blocks of one period, the statistic is taken of each
 * block, and the blocks are put together by the statistic's own sense: the mean of sums and of averages, the smallest
 * minimum, the largest maximum. As with the rate test, a few errors more are no failure: {@code minExtraErrors}.
 */
final class PlainRule {

    private final RuleSettings settings;

    PlainRule(RuleSettings settings) {
        this.settings = settings;
    }

    /** Compares the windows of one part. */
    Comparison compare(Evidence evidence, Split split) {
        Counts before = evidence.counts(split.baseline());
        Counts after = evidence.counts(split.observation());
        if (before.exposure() <= 0 || after.exposure() <= 0) {
            return Explanations.withoutTraffic(evidence, before, after);
        }
        double valueBefore = value(evidence, split.baseline());
        double valueAfter = value(evidence, split.observation());
        double limit = settings.kind() == RuleSettings.Kind.ABSOLUTE
                ? valueBefore + settings.limit()
                : valueBefore * (1 + settings.limit() / 100);
        double expected = before.rate() * after.exposure();
        boolean fails = valueAfter > limit && after.errors() - expected >= settings.minExtraErrors();
        Comparison comparison = new Comparison(
                evidence.metric(),
                evidence.scope(),
                evidence.basis(),
                fails ? Verdict.FAIL : Verdict.PASS,
                before,
                after,
                expected,
                after.rate() / before.rate(),
                new Interval(Double.NaN, Double.NaN),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                null,
                new Plain(valueBefore, valueAfter, limit),
                "");
        return comparison.explained(Explanations.ofPlain(comparison, settings));
    }

    private double value(Evidence evidence, Window window) {
        double[] errors = evidence.errors(window);
        List<Double> blocks = new ArrayList<>();
        for (int from = 0; from < errors.length; from += settings.blockMinutes()) {
            int to = Math.min(from + settings.blockMinutes(), errors.length);
            double block = block(evidence, window, errors, from, to);
            if (!Double.isNaN(block)) {
                blocks.add(block);
            }
        }
        var all = blocks.stream().mapToDouble(Double::doubleValue);
        return switch (settings.statistic()) {
            case MINIMUM -> all.min().orElse(Double.NaN);
            case MAXIMUM -> all.max().orElse(Double.NaN);
            default -> all.average().orElse(Double.NaN);
        };
    }

    /** The statistic of one block, NaN if nothing is known about any of its minutes. */
    private double block(Evidence evidence, Window window, double[] errors, int from, int to) {
        double[] samples = evidence.reported(Statistic.SAMPLE_COUNT, window);
        double[] statistic = evidence.reported(settings.statistic(), window);
        double sum = 0;
        double count = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        int known = 0;
        for (int i = from; i < to; i++) {
            if (Double.isNaN(errors[i])) {
                continue;
            }
            known++;
            sum += errors[i];
            count += Double.isNaN(samples[i]) ? 0 : samples[i];
            double reported = Double.isNaN(statistic[i]) ? 0 : statistic[i];
            least = Math.min(least, reported);
            most = Math.max(most, reported);
        }
        if (known == 0) {
            return Double.NaN;
        }
        return switch (settings.statistic()) {
            // A block cut short by the window's end or by unknown minutes counts as if it were whole.
            case SUM -> sum * settings.blockMinutes() / known;
            case AVERAGE -> count == 0 ? 0 : sum / count;
            case MINIMUM -> least;
            default -> most;
        };
    }
}
