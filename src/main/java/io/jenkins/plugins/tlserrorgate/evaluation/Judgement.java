package io.jenkins.plugins.tlserrorgate.evaluation;

import java.io.Serializable;
import java.util.List;

/**
 * All comparisons of a gate and what follows from them together.
 *
 * @param verdict the verdict: FAIL if any part fails, else INCONCLUSIVE if any part is that is no detail, else PASS
 * @param explanation the verdict's reason in one line
 * @param comparisons each part that is no detail, and each detail that fails
 * @param details each detail with traffic, whatever its verdict
 */
public record Judgement(Verdict verdict, String explanation, List<Comparison> comparisons, List<Comparison> details)
        implements Serializable {
    /** Copies the lists. */
    public Judgement {
        comparisons = List.copyOf(comparisons);
        details = List.copyOf(details);
    }
}
