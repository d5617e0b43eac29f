package io.jenkins.plugins.tlserrorgate.evaluation;

import java.io.Serializable;
import java.util.List;

/**
 * All comparisons of a gate and what follows from them together.
 *
 * @param verdict the verdict: FAIL if any part fails, else INCONCLUSIVE if any part is, else PASS
 * @param explanation the verdict's reason in one line
 * @param comparisons each part
 */
public record Judgement(Verdict verdict, String explanation, List<Comparison> comparisons) implements Serializable {
    /** Copies the list. */
    public Judgement {
        comparisons = List.copyOf(comparisons);
    }
}
