package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Counts;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Judgement;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a gate tells people, put together from what it has. */
final class GateWords {

    private GateWords() {}

    /** What is normal, in a sentence for the log. */
    static String baseline(List<Evidence> evidence) {
        return evidence.stream()
                .map(part -> {
                    Counts counts = part.counts(part.span());
                    return PlainText.number(counts.errors()) + " "
                            + part.metric().id() + " TLS errors of "
                            + part.scope().label() + " in " + PlainText.number(counts.exposure()) + " "
                            + part.basis().noun();
                })
                .collect(Collectors.joining(", ", "baseline: ", ""));
    }

    /** The evidence of each comparison, in their order. */
    static List<Evidence> told(Judgement judgement, List<Evidence> evidence) {
        return judgement.comparisons().stream()
                .flatMap(c -> evidence.stream()
                        .filter(part ->
                                part.metric() == c.metric() && part.scope().equals(c.scope())))
                .toList();
    }

    static List<String> concat(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
