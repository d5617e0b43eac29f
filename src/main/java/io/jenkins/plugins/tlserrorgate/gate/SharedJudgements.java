package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Circumstances;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Judge;
import io.jenkins.plugins.tlserrorgate.evaluation.Judgement;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What gates have come to, so that others who ask the very same of the very same series are not judged anew: a judgement
 * follows from these alone. It is forgotten with the series.
 */
public final class SharedJudgements {

    private final Map<Map<SeriesKey, Series>, Map<Question, Judgement>> judgements = new WeakHashMap<>();

    private record Part(TlsMetric metric, Scope scope, boolean detail) {
        static Part of(Evidence evidence) {
            return new Part(evidence.metric(), evidence.scope(), evidence.isDetail());
        }
    }

    private record Question(List<Part> parts, Split split, RuleSettings rule, Circumstances circumstances) {}

    /**
     * Judges, or waits for who is just judging the same.
     *
     * @param data the series; the same only if each of them is the very same object
     * @param evidence what these series say of each part
     * @param split the windows
     * @param rule the rule
     * @param circumstances the history to use and this look's share of the probability of a false alarm
     */
    Judgement judge(
            Map<SeriesKey, Series> data,
            List<Evidence> evidence,
            Split split,
            RuleSettings rule,
            Circumstances circumstances) {
        Map<Question, Judgement> same;
        synchronized (judgements) {
            same = judgements.computeIfAbsent(data, each -> new ConcurrentHashMap<>());
        }
        Question question = new Question(evidence.stream().map(Part::of).toList(), split, rule, circumstances);
        return same.computeIfAbsent(question, each -> Judge.judge(evidence, split, rule, circumstances));
    }
}
