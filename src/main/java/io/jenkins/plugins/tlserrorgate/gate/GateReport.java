package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * What a gate found.
 *
 * @param verdict the verdict
 * @param explanation its reason in one line
 * @param settings what was asked
 * @param region where the balancer is, null if it was never found
 * @param balancer the balancer, null if it was never found
 * @param split the windows that were compared; the observation is cut short where the gate failed early
 * @param judgedAt when the verdict was given
 * @param comparisons each metric of each part, empty with {@link Verdict#ERROR}
 * @param notes what else is worth knowing, a sentence each
 * @param minutes the minutes that the comparisons rest on, in their order; empty where nothing was read
 * @param tls what is known of the listeners
 * @param details each metric of target groups and zones beside the comparisons, as far as they have traffic
 * @param diagnosis where the rise is; null unless the verdict is {@link Verdict#FAIL} for one
 */
public record GateReport(
        Verdict verdict,
        String explanation,
        GateSettings settings,
        String region,
        LoadBalancerId balancer,
        Split split,
        Instant judgedAt,
        List<Comparison> comparisons,
        List<String> notes,
        List<PartMinutes> minutes,
        TlsWatch tls,
        List<Comparison> details,
        Diagnosis diagnosis)
        implements Serializable {
    /** Copies the lists; a report that was stored without minutes has none, nor one without listeners. */
    public GateReport {
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
        minutes = minutes == null ? List.of() : List.copyOf(minutes);
        tls = tls == null ? TlsWatch.NOTHING : tls;
        details = details == null ? List.of() : List.copyOf(details);
    }

    /** A report for which nothing was counted. */
    static GateReport withoutCounts(
            Verdict verdict,
            String explanation,
            GateSettings settings,
            String region,
            LoadBalancerId balancer,
            Instant judgedAt,
            List<String> notes,
            TlsWatch tls) {
        return new GateReport(
                verdict,
                explanation,
                settings,
                region,
                balancer,
                settings.split(),
                judgedAt,
                List.of(),
                notes,
                List.of(),
                tls,
                List.of(),
                null);
    }

    /** A report without minutes and listeners. */
    public GateReport(
            Verdict verdict,
            String explanation,
            GateSettings settings,
            String region,
            LoadBalancerId balancer,
            Split split,
            Instant judgedAt,
            List<Comparison> comparisons,
            List<String> notes) {
        this(
                verdict,
                explanation,
                settings,
                region,
                balancer,
                split,
                judgedAt,
                comparisons,
                notes,
                List.of(),
                null,
                List.of(),
                null);
    }
}
