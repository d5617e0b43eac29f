package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Circumstances;
import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Counts;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Judge;
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

    /** What one says of several things: {@code a, b and c}. */
    static String names(List<?> things) {
        List<String> names = things.stream().map(Object::toString).toList();
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    static List<String> concat(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** The report of an early look with what target groups and zones say about the rise; they are not judged themselves. */
    static GateReport explained(GateReport report, List<Evidence> evidence) {
        List<Evidence> parts = evidence.stream().filter(Evidence::isDetail).toList();
        List<Comparison> details = Judge.judge(
                        parts, report.split(), report.settings().rule(), Circumstances.of(report.split()))
                .details();
        Diagnosis diagnosis = Diagnostician.diagnose(
                new Judgement(report.verdict(), report.explanation(), report.comparisons(), details),
                evidence,
                report.split(),
                report.settings(),
                report.tls());
        String unplaced = String.join("; ", report.diagnosis().where());
        return new GateReport(
                report.verdict(),
                report.explanation().replace(unplaced, String.join("; ", diagnosis.where())),
                report.settings(),
                report.region(),
                report.balancer(),
                report.split(),
                report.judgedAt(),
                report.comparisons(),
                report.notes(),
                report.minutes(),
                report.tls(),
                details,
                diagnosis,
                report.others());
    }
}
