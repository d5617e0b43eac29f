package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Circumstances;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Judge;
import io.jenkins.plugins.tlserrorgate.evaluation.Judgement;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What gates have come to, so that others who ask the very same of the very same series are not judged anew: a judgement
 * follows from these alone. It is forgotten with the series.
 */
public final class SharedJudgements {

    /** By the series, and then by all else that is asked. */
    private final Map<Map<SeriesKey, Series>, Map<List<?>, Judgement>> judgements =
            Collections.synchronizedMap(new WeakHashMap<>());

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
        List<?> parts = evidence.stream()
                .map(part -> List.of(part.metric(), part.scope(), part.isDetail()))
                .toList();
        return judgements
                .computeIfAbsent(data, each -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        List.of(parts, split, rule, circumstances),
                        each -> Judge.judge(evidence, split, rule, circumstances));
    }
}
