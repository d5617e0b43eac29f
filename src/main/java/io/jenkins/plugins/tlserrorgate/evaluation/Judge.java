package io.jenkins.plugins.tlserrorgate.evaluation;

import java.util.List;

/** Compares every part and puts the verdicts together. */
public final class Judge {

    private Judge() {}

    /**
     * Judges once, with all the history that the evidence has.
     *
     * @param evidence what is known about each part, at least one; what lies before the baseline is history
     * @param split the windows
     * @param settings the rule
     */
    public static Judgement judge(List<Evidence> evidence, Split split, RuleSettings settings) {
        return judge(evidence, split, settings, Circumstances.of(split));
    }

    /**
     * The probability of a false alarm is that of all parts together: asking about both metrics and many target groups
     * does not make the gate more nervous.
     *
     * @param evidence what is known about each part, at least one; what lies before the baseline is history
     * @param split the windows
     * @param settings the rule
     * @param circumstances the history to use and this look's share of the probability of a false alarm
     */
    public static Judgement judge(
            List<Evidence> evidence, Split split, RuleSettings settings, Circumstances circumstances) {
        List<Comparison> comparisons;
        if (settings.kind() == RuleSettings.Kind.RATE) {
            comparisons = new RateRule(split, settings, circumstances).compare(evidence);
        } else {
            PlainRule rule = new PlainRule(settings);
            comparisons =
                    evidence.stream().map(part -> rule.compare(part, split)).toList();
        }
        Verdict verdict = Verdict.PASS;
        for (Comparison comparison : comparisons) {
            if (comparison.verdict().compareTo(verdict) > 0) {
                verdict = comparison.verdict();
            }
        }
        return new Judgement(verdict, Explanations.of(verdict, comparisons), comparisons);
    }
}
