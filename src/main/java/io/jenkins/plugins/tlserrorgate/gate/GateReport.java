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
 */
public final class GateReport implements Serializable {

    // Jenkins' serialization reads a record only as long as it has the very same components, but a class may have
    // got more fields than were stored. The number is that of a record, which this was when it was stored first.
    private static final long serialVersionUID = 0L;

    private final Verdict verdict;
    private final String explanation;
    private final GateSettings settings;
    private final String region;
    private final LoadBalancerId balancer;
    private final Split split;
    private final Instant judgedAt;
    private final List<Comparison> comparisons;
    private final List<String> notes;
    private final List<PartMinutes> minutes;
    private final TlsWatch tls;
    private final List<Comparison> details;
    private final Diagnosis diagnosis;
    private final List<LoadBalancerId> others;

    /** A copy of these values; see the accessors. */
    public GateReport(
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
            List<LoadBalancerId> others) {
        this.verdict = verdict;
        this.explanation = explanation;
        this.settings = settings;
        this.region = region;
        this.balancer = balancer;
        this.split = split;
        this.judgedAt = judgedAt;
        this.comparisons = List.copyOf(comparisons);
        this.notes = List.copyOf(notes);
        this.minutes = minutes == null ? List.of() : List.copyOf(minutes);
        this.tls = tls == null ? TlsWatch.NOTHING : tls;
        this.details = details == null ? List.of() : List.copyOf(details);
        this.diagnosis = diagnosis;
        this.others = others == null ? List.of() : List.copyOf(others);
    }

    private Object readResolve() {
        return new GateReport(
                verdict,
                explanation,
                settings,
                region,
                balancer,
                split,
                judgedAt,
                comparisons,
                notes,
                minutes,
                tls,
                details,
                diagnosis,
                others);
    }

    /** The verdict. */
    public Verdict verdict() {
        return verdict;
    }

    /** Its reason in one line. */
    public String explanation() {
        return explanation;
    }

    /** What was asked. */
    public GateSettings settings() {
        return settings;
    }

    /** Where the balancers are, null if they were never found. */
    public String region() {
        return region;
    }

    /** The balancer, the first one of several, null if it was never found. */
    public LoadBalancerId balancer() {
        return balancer;
    }

    /** The windows that were compared; the observation is cut short where the gate failed early. */
    public Split split() {
        return split;
    }

    /** When the verdict was given. */
    public Instant judgedAt() {
        return judgedAt;
    }

    /** Each metric of each part, empty with {@link Verdict#ERROR}. */
    public List<Comparison> comparisons() {
        return comparisons;
    }

    /** What else is worth knowing, a sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** The minutes that the comparisons rest on, in their order; empty where nothing was read. */
    public List<PartMinutes> minutes() {
        return minutes;
    }

    /** What is known of the listeners. */
    public TlsWatch tls() {
        return tls;
    }

    /** Each metric of target groups and zones beside the comparisons, as far as they have traffic. */
    public List<Comparison> details() {
        return details;
    }

    /** Where the rise is; null unless the verdict is {@link Verdict#FAIL} for one. */
    public Diagnosis diagnosis() {
        return diagnosis;
    }

    /** The further balancers; none where there is but one. */
    public List<LoadBalancerId> others() {
        return others;
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
