package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Judgement;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Increase;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Onset;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Share;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Divides a rise among balancers and their parts. Errors more than expected are counted against what the judge expected of
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
        List<Comparison> main = judgement.comparisons().stream()
                .filter(c -> c.metric() == metric && !judgement.details().contains(c))
                .toList();
        List<Comparison> details =
                judgement.details().stream().filter(c -> c.metric() == metric).toList();
        List<Comparison> groups = Stream.concat(main.stream(), details.stream())
                .filter(c -> c.scope().targetGroup() != null)
                .toList();
        List<Comparison> zones =
                details.stream().filter(c -> c.scope().zone() != null).toList();
        // A part may have risen while another fell, which does not make it fewer errors.
        Map<LoadBalancerId, Double> extras = new LinkedHashMap<>();
        main.forEach(c -> extras.merge(c.scope().balancer(), extra(c), Double::sum));
        details.forEach(c -> extras.merge(c.scope().balancer(), extra(c), Math::max));
        double extra = extras.values().stream().mapToDouble(each -> each).sum();
        return new Increase(
                metric,
                extra,
                onset(worst),
                shares(groups, extra),
                shares(zones, extra),
                extras.size() < 2 ? List.of() : ofBalancers(main, extras, extra));
    }

    private static List<Share> ofBalancers(List<Comparison> main, Map<LoadBalancerId, Double> extras, double extra) {
        double traffic = traffic(main);
        return extras.entrySet().stream()
                .map(each -> share(
                        Scope.of(each.getKey()),
                        each.getValue(),
                        extra,
                        traffic(main.stream()
                                .filter(c -> c.scope().balancer().equals(each.getKey()))
                                .toList()),
                        traffic))
                .toList();
    }

    private static double extra(Comparison c) {
        return Math.max(0, Double.isNaN(c.expected()) ? c.after().errors() : c.extraErrors());
    }

    private static List<Share> shares(List<Comparison> parts, double extra) {
        if (parts.size() < 2 || extra <= 0) {
            return List.of();
        }
        double traffic = traffic(parts);
        return parts.stream()
                .map(c -> share(c.scope(), extra(c), extra, c.after().exposure(), traffic))
                .toList();
    }

    private static Share share(Scope scope, double its, double extra, double exposure, double traffic) {
        return new Share(scope, its, extra > 0 ? its / extra : 0, traffic > 0 ? exposure / traffic : 0);
    }

    private static double traffic(List<Comparison> parts) {
        return parts.stream().mapToDouble(c -> c.after().exposure()).sum();
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
