package io.jenkins.plugins.tlserrorgate.report;

import io.jenkins.plugins.tlserrorgate.tlspolicy.ClientFamily;
import io.jenkins.plugins.tlserrorgate.tlspolicy.LockOut;
import io.jenkins.plugins.tlserrorgate.tlspolicy.PolicyDifference;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SnapshotDifference;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsChange;
import java.util.List;
import java.util.Locale;

/**
 * What changed about a load balancer's TLS, as data. Plain types only, as in {@link ReportDocument}.
 *
 * @param version the version of this form, {@value #VERSION} today; a reader passes over fields it does not know
 * @param loadBalancer the balancer
 * @param from when the earlier snapshot was taken, ISO-8601, UTC
 * @param to when the later one was
 * @param changed yes, no or unknown
 * @param summary the same in one sentence
 * @param changes what changed
 * @param unread what was not compared
 */
public record TlsChangeDocument(
        int version,
        String loadBalancer,
        String from,
        String to,
        String changed,
        String summary,
        List<Change> changes,
        List<TlsSnapshotDocument.Gap> unread) {

    /** The version that this code writes. */
    public static final int VERSION = 1;

    /** Copies the lists; a document without them has none. */
    public TlsChangeDocument {
        changes = TlsSnapshotDocument.copy(changes);
        unread = TlsSnapshotDocument.copy(unread);
    }

    /**
     * One change.
     *
     * @param kind what sort of change: PolicyChanged, ListenerAdded and so on
     * @param port the listener's port, null if it is about no listener
     * @param targetGroup the target group, null if it is about none
     * @param sentence the change in words
     * @param policy the two policies, null if it is about none
     */
    public record Change(String kind, Integer port, String targetGroup, String sentence, PolicyChange policy) {
        /** The change without who can no longer connect. */
        String brief() {
            int tail = policy == null || policy.lockedOut().isEmpty()
                    ? -1
                    : sentence.indexOf(
                            "; clients that " + policy.lockedOut().get(0).clients());
            return tail < 0 ? sentence : sentence.substring(0, tail);
        }
    }

    /**
     * What changes with a policy.
     *
     * @param before name of the policy that was
     * @param after name of the policy that is
     * @param droppedProtocols protocols no longer offered
     * @param addedProtocols protocols offered only now
     * @param droppedCiphers ciphers no longer offered
     * @param addedCiphers ciphers offered only now
     * @param postQuantumBefore whether post-quantum key exchange was offered
     * @param postQuantumAfter whether it is
     * @param lockedOut who can no longer connect
     * @param sentence all that in words
     */
    public record PolicyChange(
            String before,
            String after,
            List<String> droppedProtocols,
            List<String> addedProtocols,
            List<String> droppedCiphers,
            List<String> addedCiphers,
            boolean postQuantumBefore,
            boolean postQuantumAfter,
            List<LockedOut> lockedOut,
            String sentence) {

        /** Copies the lists; a change without them has none. */
        public PolicyChange {
            droppedProtocols = TlsSnapshotDocument.copy(droppedProtocols);
            addedProtocols = TlsSnapshotDocument.copy(addedProtocols);
            droppedCiphers = TlsSnapshotDocument.copy(droppedCiphers);
            addedCiphers = TlsSnapshotDocument.copy(addedCiphers);
            lockedOut = TlsSnapshotDocument.copy(lockedOut);
        }

        /** The difference as data. */
        public static PolicyChange of(PolicyDifference difference) {
            return new PolicyChange(
                    difference.before().name(),
                    difference.after().name(),
                    difference.droppedProtocols(),
                    difference.addedProtocols(),
                    difference.droppedCiphers(),
                    difference.addedCiphers(),
                    difference.before().isPostQuantum(),
                    difference.after().isPostQuantum(),
                    difference.lockedOut().stream().map(LockedOut::of).toList(),
                    difference.sentence());
        }
    }

    /**
     * Clients that can no longer connect.
     *
     * @param reason protocol or cipher
     * @param clients who they are, as the rest of "clients that"
     * @param traits the kinds of ciphers that are gone
     * @param examples families of clients among them
     */
    public record LockedOut(String reason, String clients, List<String> traits, List<String> examples) {
        /** Copies the lists. */
        public LockedOut {
            traits = TlsSnapshotDocument.copy(traits);
            examples = TlsSnapshotDocument.copy(examples);
        }

        private String words() {
            return examples.isEmpty() ? clients : clients + " (such as " + String.join(", ", examples) + ")";
        }

        private static LockedOut of(LockOut lockOut) {
            return new LockedOut(
                    lockOut.reason().name().toLowerCase(Locale.ROOT),
                    lockOut.who(),
                    lockOut.traits().stream().map(Enum::name).toList(),
                    lockOut.examples().stream().map(ClientFamily::label).toList());
        }
    }

    /** Who can no longer connect, a sentence for each listener and reason. */
    public List<String> lockedOut() {
        return changes.stream()
                .filter(change -> change.policy() != null)
                .flatMap(change -> change.policy().lockedOut().stream()
                        .map(who -> "listener " + change.port() + ": clients that " + who.words()
                                + " can no longer connect"))
                .toList();
    }

    /** The difference as data. */
    public static TlsChangeDocument of(SnapshotDifference difference) {
        return new TlsChangeDocument(
                VERSION,
                difference.loadBalancer(),
                difference.from().toString(),
                difference.to().toString(),
                difference.isChanged().name().toLowerCase(Locale.ROOT),
                difference.summary(),
                difference.changes().stream().map(TlsChangeDocument::change).toList(),
                difference.unread().stream().map(TlsSnapshotDocument.Gap::of).toList());
    }

    private static Change change(TlsChange change) {
        return new Change(
                change.kind(),
                change.port(),
                change.targetGroup() == null ? null : change.targetGroup().dimension(),
                change.sentence(),
                change.policies() == null ? null : PolicyChange.of(change.policies()));
    }
}
