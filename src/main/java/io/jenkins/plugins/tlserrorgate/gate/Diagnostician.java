package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Judgement;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Increase;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Onset;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Share;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Divides a rise among the parts of the balancer. Errors more than expected are counted against what the judge expected of
 * each part; a part that had no traffic before, such as a new target group, has nothing but errors more than expected.
 */
final class Diagnostician {

    private static final double FIRST_MINUTES = 0.2;
    private static final double FIRST_THIRD = 1.0 / 3;

    /** Fewer errors than this tell nothing about how they came about. */
    private static final double LEAST_ERRORS = 10;

    private final Judgement judgement;
    private final List<Evidence> evidence;
    private final Split split;

    Diagnostician(Judgement judgement, List<Evidence> evidence, Split split) {
        this.judgement = judgement;
        this.evidence = evidence;
        this.split = split;
    }

    /** What rose and where, and what may be behind it; null unless the verdict is FAIL. */
    static Diagnosis diagnose(
            Judgement judgement, List<Evidence> evidence, Split split, GateSettings settings, TlsWatch tls) {
        if (judgement.verdict() != Verdict.FAIL) {
            return null;
        }
        List<Increase> increases = new Diagnostician(judgement, evidence, split).increases();
        return new Diagnosis(increases, new Causes(settings, tls).of(increases));
    }

    private List<Increase> increases() {
        List<Increase> increases = new ArrayList<>();
        for (TlsMetric metric : TlsMetric.values()) {
            Optional<Comparison> worst = judgement.comparisons().stream()
                    .filter(c -> c.metric() == metric && c.verdict() == Verdict.FAIL)
                    .findFirst();
            worst.ifPresent(comparison -> increases.add(increase(metric, comparison)));
        }
        return increases;
    }

    private Increase increase(TlsMetric metric, Comparison worst) {
        List<Comparison> main = mains(metric);
        boolean byName = main.stream().anyMatch(c -> c.scope().targetGroup() != null);
        List<Comparison> groups = byName ? main : details(metric, c -> c.scope().targetGroup() != null);
        List<Comparison> zones = details(metric, c -> c.scope().zone() != null);
        double extra = Math.max(
                main.stream().mapToDouble(Diagnostician::extra).sum(), Math.max(largest(groups), largest(zones)));
        return new Increase(metric, extra, onset(worst), shares(groups, extra), shares(zones, extra));
    }

    private List<Comparison> mains(TlsMetric metric) {
        return judgement.comparisons().stream()
                .filter(c -> c.metric() == metric && !judgement.details().contains(c))
                .toList();
    }

    private List<Comparison> details(TlsMetric metric, Predicate<Comparison> wanted) {
        return judgement.details().stream()
                .filter(c -> c.metric() == metric && wanted.test(c))
                .toList();
    }

    private static double extra(Comparison c) {
        return Math.max(0, Double.isNaN(c.expected()) ? c.after().errors() : c.extraErrors());
    }

    private static double largest(List<Comparison> parts) {
        return parts.stream().mapToDouble(Diagnostician::extra).max().orElse(0);
    }

    private static List<Share> shares(List<Comparison> parts, double extra) {
        if (parts.size() < 2 || extra <= 0) {
            return List.of();
        }
        double traffic = parts.stream().mapToDouble(c -> c.after().exposure()).sum();
        return parts.stream()
                .map(c -> new Share(
                        c.scope(),
                        extra(c),
                        extra(c) / extra,
                        traffic > 0 ? c.after().exposure() / traffic : 0))
                .toList();
    }

    private Onset onset(Comparison worst) {
        Window observation = split.observation();
        Optional<Evidence> found = evidence.stream()
                .filter(part -> part.metric() == worst.metric() && part.scope().equals(worst.scope()))
                .findFirst();
        double rate = worst.expected() / worst.after().exposure();
        if (found.isEmpty() || !(rate >= 0) || extra(worst) < LEAST_ERRORS) {
            return Onset.UNCLEAR;
        }
        double[] errors = found.get().errors(observation);
        double[] exposure = found.get().exposure(observation);
        if (first(errors, exposure, rate, FIRST_MINUTES) >= 0.5) {
            return Onset.AT_ONCE;
        }
        return errors.length >= 6 && first(errors, exposure, rate, FIRST_THIRD) < 0.25 ? Onset.SLOWLY : Onset.UNCLEAR;
    }

    /** How high the extra rate is in the first share of the minutes, relative to that of all of them. */
    private static double first(double[] errors, double[] exposure, double rate, double share) {
        int minutes = Math.max(1, (int) Math.round(share * errors.length));
        double all = excess(errors, exposure, rate, errors.length) / sum(exposure, errors.length);
        return excess(errors, exposure, rate, minutes) / sum(exposure, minutes) / all;
    }

    private static double excess(double[] errors, double[] exposure, double rate, int minutes) {
        return sum(errors, minutes) - rate * sum(exposure, minutes);
    }

    private static double sum(double[] values, int minutes) {
        double sum = 0;
        for (int i = 0; i < minutes; i++) {
            sum += Double.isNaN(values[i]) ? 0 : values[i];
        }
        return sum;
    }
}
