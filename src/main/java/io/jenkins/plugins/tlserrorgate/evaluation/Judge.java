package io.jenkins.plugins.tlserrorgate.evaluation;

import java.util.ArrayList;
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
        List<Comparison> told = new ArrayList<>();
        List<Comparison> failing = new ArrayList<>();
        List<Comparison> details = new ArrayList<>();
        Verdict verdict = Verdict.PASS;
        for (int i = 0; i < comparisons.size(); i++) {
            Comparison comparison = comparisons.get(i);
            if (!evidence.get(i).isDetail()) {
                told.add(comparison);
                verdict = worse(verdict, comparison.verdict());
            } else if (comparison.before().exposure() > 0 || comparison.after().exposure() > 0) {
                details.add(comparison);
                if (comparison.verdict() == Verdict.FAIL) {
                    failing.add(comparison);
                }
            }
        }
        // Where a rise shows in the whole, its parts are no further reason.
        boolean hidden = verdict != Verdict.FAIL && !failing.isEmpty();
        Verdict all = hidden ? Verdict.FAIL : verdict;
        String explanation = Explanations.of(all, hidden ? failing : told);
        told.addAll(failing);
        return new Judgement(all, explanation, told, details);
    }

    private static Verdict worse(Verdict one, Verdict other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
