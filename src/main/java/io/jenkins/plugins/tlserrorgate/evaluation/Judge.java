package io.jenkins.plugins.tlserrorgate.evaluation;

import java.util.List;

/** Compares every part and puts the verdicts together. */
public final class Judge {

    private Judge() {}

    /**
     * The probability of a false alarm is split evenly over the comparisons (Bonferroni), so that asking about both
     * metrics and many target groups does not make the gate more nervous.
     *
     * @param evidence what is known about each part, at least one
     * @param split the windows
     * @param settings the rule
     */
    public static Judgement judge(List<Evidence> evidence, Split split, RuleSettings settings) {
        Rule rule = settings.kind() == RuleSettings.Kind.RATE ? new RateRule(settings) : new PlainRule(settings);
        double alpha = (1 - settings.confidence()) / evidence.size();
        List<Comparison> comparisons =
                evidence.stream().map(part -> rule.compare(part, split, alpha)).toList();
        Verdict verdict = Verdict.PASS;
        for (Comparison comparison : comparisons) {
            if (comparison.verdict().compareTo(verdict) > 0) {
                verdict = comparison.verdict();
            }
        }
        return new Judgement(verdict, Explanations.of(verdict, comparisons), comparisons);
    }
}
