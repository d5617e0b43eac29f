package io.jenkins.plugins.tlserrorgate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.tlserrorgate.gate.TlsWatch;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The listeners' TLS settings as data.
 *
 * @param change what changed, null if there was nothing to compare with
 * @param snapshot what they were when the gate began, for the next gate to compare with
 * @param others those of the further balancers; none where the gate has but one
 */
public record TlsDocument(
        TlsChangeDocument change,
        TlsSnapshotDocument snapshot,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TlsDocument> others) {
    /** Copies the list. */
    public TlsDocument {
        others = TlsSnapshotDocument.copy(others);
    }

    /** Those of each balancer in their order. */
    public List<TlsDocument> each() {
        List<TlsDocument> all = new ArrayList<>();
        all.add(this);
        all.addAll(others);
        return all;
    }

    /** Whether anything changed at any balancer: yes, no or unknown; null if there was nothing to compare with. */
    public String changed() {
        Set<String> answers = new HashSet<>();
        each().forEach(tls ->
                answers.add(tls.change() == null ? null : tls.change().changed()));
        if (answers.contains("yes")) {
            return "yes";
        }
        return answers.size() == 1 ? answers.iterator().next() : "unknown";
    }

    /** What a sentence about a listener begins with, so that one knows whose it is; nothing with but one balancer. */
    String label(TlsDocument one) {
        return others.isEmpty() ? "" : LoadBalancerId.nameIn(one.snapshot().loadBalancer()) + ", ";
    }

    /** What changed, a sentence each. */
    public List<String> changes() {
        return sentences(change -> change.changes().stream().map(TlsChangeDocument.Change::sentence));
    }

    /** What changed, a sentence each, less what {@link #lockedOut} says. */
    public List<String> briefChanges() {
        return sentences(change -> change.changes().stream().map(TlsChangeDocument.Change::brief));
    }

    /** Who can no longer connect, a sentence for each listener and reason. */
    public List<String> lockedOut() {
        return sentences(change -> change.lockedOut().stream());
    }

    private List<String> sentences(Function<TlsChangeDocument, Stream<String>> said) {
        return each().stream()
                .filter(tls -> tls.change() != null)
                .flatMap(tls -> said.apply(tls.change()).map(sentence -> label(tls) + sentence))
                .toList();
    }

    /** What was not read, a sentence each, with the IAM action that would allow it. */
    public List<String> unread() {
        return each().stream()
                .map(tls -> tls.change() != null
                        ? tls.change().unread()
                        : tls.snapshot() != null ? tls.snapshot().unread() : List.<TlsSnapshotDocument.Gap>of())
                .flatMap(List::stream)
                .map(TlsSnapshotDocument.Gap::sentence)
                .distinct()
                .toList();
    }

    static TlsDocument of(TlsWatch watch) {
        return watch.after() == null
                ? null
                : new TlsDocument(
                        watch.difference() == null ? null : TlsChangeDocument.of(watch.difference()),
                        TlsSnapshotDocument.of(watch.after()),
                        watch.others().stream().map(TlsDocument::of).toList());
    }
}
