package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a gate found.
 *
 * @param verdict the verdict
 * @param explanation its reason in one line
 * @param settings what was asked
 * @param region where the balancers are, null if they were never found
 * @param balancer the balancer, the first one of several, null if it was never found
 * @param split the windows that were compared; the observation is cut short where the gate failed early
 * @param judgedAt when the verdict was given
 * @param comparisons each metric of each part, empty with {@link Verdict#ERROR}
 * @param notes what else is worth knowing, a sentence each
 * @param minutes the minutes that the comparisons rest on, in their order; empty where nothing was read
 * @param tls what is known of the listeners
 * @param details each metric of target groups and zones beside the comparisons, as far as they have traffic
 * @param diagnosis where the rise is; null unless the verdict is {@link Verdict#FAIL} for one
 * @param others the further balancers; null in reports stored when a gate had but one
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
        Diagnosis diagnosis,
        List<LoadBalancerId> others)
        implements Serializable {

    /** Copies the lists; a report that was stored without minutes has none, nor one without listeners. */
    public GateReport {
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
        minutes = minutes == null ? List.of() : List.copyOf(minutes);
        tls = tls == null ? TlsWatch.NOTHING : tls;
        details = details == null ? List.of() : List.copyOf(details);
        others = others == null ? List.of() : List.copyOf(others);
    }

    /** The balancers as CloudWatch knows them; as the user named them if they were never found. */
    public List<String> balancers() {
        if (balancer == null) {
            return settings.balancers().stream().map(LoadBalancerSpec::text).toList();
        }
        return Stream.concat(Stream.of(balancer), others.stream())
                .map(LoadBalancerId::dimension)
                .toList();
    }

    /** A report for which nothing was counted. */
    static GateReport withoutCounts(
            Verdict verdict,
            String explanation,
            GateSettings settings,
            String region,
            List<LoadBalancerId> balancers,
            Instant judgedAt,
            List<String> notes,
            TlsWatch tls) {
        return new GateReport(
                verdict,
                explanation,
                settings,
                region,
                balancers.isEmpty() ? null : balancers.get(0),
                settings.split(),
                judgedAt,
                List.of(),
                notes,
                List.of(),
                tls,
                List.of(),
                null,
                balancers.isEmpty() ? List.of() : balancers.subList(1, balancers.size()));
    }
}
