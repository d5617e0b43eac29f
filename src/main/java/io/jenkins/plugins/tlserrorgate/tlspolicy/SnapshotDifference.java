package io.jenkins.plugins.tlserrorgate.tlspolicy;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What changed about a load balancer's TLS between two snapshots.
 *
 * @param loadBalancer the balancer as the later snapshot names it
 * @param from when the earlier snapshot was taken
 * @param to when the later one was
 * @param changes what changed: of the balancer, of its listeners by port, of its target groups by name
 * @param unread what at least one of the snapshots lacks, and so was not compared
 */
public record SnapshotDifference(
        String loadBalancer, Instant from, Instant to, List<TlsChange> changes, List<Unread> unread)
        implements Serializable {

    /** Whether anything changed. */
    public enum Answer {
        /** Something did. */
        YES,
        /** Nothing did, and everything was compared. */
        NO,
        /** Nothing that could be compared did; the rest is not known. */
        UNKNOWN
    }

    /** Copies the lists. */
    public SnapshotDifference {
        changes = List.copyOf(changes);
        unread = List.copyOf(unread);
    }

    /**
     * Compares two snapshots of a balancer, part by part; a part that one of them lacks is left out.
     *
     * @param before the earlier one
     * @param after the later one
     */
    public static SnapshotDifference between(ListenerSnapshot before, ListenerSnapshot after) {
        List<TlsChange> changes = new ArrayList<>();
        if (before.exists() && after.exists()) {
            addBalancer(changes, before, after);
            if (areRead(before, after, Unread.Subject.LISTENERS)) {
                addListeners(changes, before, after);
            }
            if (areRead(before, after, Unread.Subject.TARGET_GROUPS)) {
                addTargetGroups(changes, before, after);
            }
        } else if (before.exists()) {
            changes.add(new TlsChange.BalancerRemoved(before.loadBalancer()));
        } else if (after.exists()) {
            changes.add(new TlsChange.BalancerAdded(after.loadBalancer()));
        }
        List<Unread> unread = Stream.of(before.unread(), after.unread(), neither(before, after))
                .flatMap(List::stream)
                .distinct()
                .toList();
        return new SnapshotDifference(after.loadBalancer(), before.takenAt(), after.takenAt(), changes, unread);
    }

    /**
     * Whether anything about TLS changed. A missing permission for the policies' protocols and ciphers does not stand in the way:
     * a policy never changes under its name.
     */
    public Answer isChanged() {
        if (!changes.isEmpty()) {
            return Answer.YES;
        }
        boolean complete = unread.stream().allMatch(gap -> gap.subject() == Unread.Subject.POLICIES);
        return complete ? Answer.NO : Answer.UNKNOWN;
    }

    /** The answer of {@link #isChanged} in one sentence. */
    public String summary() {
        String moments = " between " + from + " and " + to;
        return switch (isChanged()) {
            case YES ->
                changes.size() + (changes.size() == 1 ? " change" : " changes") + " to TLS of " + loadBalancer
                        + moments;
            case NO -> "nothing about TLS of " + loadBalancer + " changed" + moments;
            case UNKNOWN -> "whether anything about TLS of " + loadBalancer + " changed" + moments + " is not known";
        };
    }

    /** Whether a listener dropped a version of TLS. */
    public boolean isAnyProtocolDropped() {
        return policyDifferences().anyMatch(policy -> !policy.droppedProtocols().isEmpty());
    }

    /** Whether clients exist that could connect to a listener before and no longer can, for protocols or ciphers. */
    public boolean isAnyClientLockedOut() {
        return policyDifferences().anyMatch(policy -> !policy.lockedOut().isEmpty());
    }

    /** Whether a listener has another certificate, default or chosen by server name. */
    public boolean isAnyCertificateChanged() {
        return changes.stream()
                .anyMatch(change -> change instanceof TlsChange.DefaultCertificateChanged
                        || change instanceof TlsChange.SniCertificatesChanged);
    }

    private Stream<PolicyDifference> policyDifferences() {
        return changes.stream()
                .filter(TlsChange.PolicyChanged.class::isInstance)
                .map(change -> ((TlsChange.PolicyChanged) change).difference());
    }

    // Of a balancer that never was nothing is known, least of all that it stayed as it was.
    private static List<Unread> neither(ListenerSnapshot before, ListenerSnapshot after) {
        return before.exists() || after.exists() ? List.of() : List.of(Unread.noBalancer(after.loadBalancer()));
    }

    private static boolean areRead(ListenerSnapshot before, ListenerSnapshot after, Unread.Subject subject) {
        return before.isRead(subject) && after.isRead(subject);
    }

    private static void addBalancer(List<TlsChange> changes, ListenerSnapshot before, ListenerSnapshot after) {
        // Where one of them has only the user's words for it, their difference means nothing.
        boolean known = areRead(before, after, Unread.Subject.BALANCER);
        if (known && !before.loadBalancer().equals(after.loadBalancer())) {
            changes.add(new TlsChange.BalancerReplaced(before.loadBalancer(), after.loadBalancer()));
        }
    }

    private static void addListeners(List<TlsChange> changes, ListenerSnapshot before, ListenerSnapshot after) {
        boolean sniRead = areRead(before, after, Unread.Subject.SNI_CERTIFICATES);
        Map<Integer, ListenerTls> once = byPort(before);
        Map<Integer, ListenerTls> now = byPort(after);
        for (int port : union(once.keySet(), now.keySet())) {
            addListener(changes, once.get(port), now.get(port), sniRead);
        }
    }

    private static void addListener(List<TlsChange> changes, ListenerTls before, ListenerTls after, boolean sniRead) {
        if (before == null || after == null) {
            if (after != null && after.isTls()) {
                changes.add(new TlsChange.ListenerAdded(after));
            } else if (before != null && before.isTls()) {
                changes.add(new TlsChange.ListenerRemoved(before));
            }
            return;
        }
        if (!before.protocol().equals(after.protocol()) && (before.isTls() || after.isTls())) {
            changes.add(new TlsChange.ProtocolChanged(before, after));
        }
        if (!before.isTls() || !after.isTls()) {
            return;
        }
        int port = after.port();
        if (isOtherPolicy(before.policy(), after.policy())) {
            changes.add(new TlsChange.PolicyChanged(port, new PolicyDifference(before.policy(), after.policy())));
        }
        if (!Objects.equals(before.defaultCertificate(), after.defaultCertificate())) {
            changes.add(new TlsChange.DefaultCertificateChanged(
                    port, before.defaultCertificate(), after.defaultCertificate()));
        }
        if (sniRead && !before.sniCertificates().equals(after.sniCertificates())) {
            changes.add(new TlsChange.SniCertificatesChanged(
                    port,
                    less(after.sniCertificates(), before.sniCertificates()),
                    less(before.sniCertificates(), after.sniCertificates())));
        }
        if (!before.mutualTls().equals(after.mutualTls())) {
            changes.add(new TlsChange.MutualTlsChanged(port, before.mutualTls(), after.mutualTls()));
        }
    }

    // That one of the two could not be read makes no other policy of it.
    private static boolean isOtherPolicy(SecurityPolicy before, SecurityPolicy after) {
        return before.isRead() && after.isRead()
                ? !before.equals(after)
                : !before.name().equals(after.name());
    }

    private static void addTargetGroups(List<TlsChange> changes, ListenerSnapshot before, ListenerSnapshot after) {
        Map<String, TargetGroupTls> once = byDimension(before);
        Map<String, TargetGroupTls> now = byDimension(after);
        for (String dimension : union(once.keySet(), now.keySet())) {
            TargetGroupTls was = once.get(dimension);
            TargetGroupTls is = now.get(dimension);
            if (was == null || is == null) {
                if (is != null && is.isTls()) {
                    changes.add(new TlsChange.TargetGroupAdded(is));
                } else if (was != null && was.isTls()) {
                    changes.add(new TlsChange.TargetGroupRemoved(was));
                }
            } else if (!was.equals(is) && (was.isTls() || is.isTls())) {
                changes.add(new TlsChange.TargetGroupChanged(was, is));
            }
        }
    }

    private static Map<Integer, ListenerTls> byPort(ListenerSnapshot snapshot) {
        return index(
                // Should a port ever have two listeners (TCP and UDP), the one with TLS counts.
                Stream.concat(
                        snapshot.tlsListeners().stream(),
                        snapshot.listeners().stream().filter(listener -> !listener.isTls())),
                ListenerTls::port);
    }

    private static Map<String, TargetGroupTls> byDimension(ListenerSnapshot snapshot) {
        return index(snapshot.targetGroups().stream(), group -> group.id().dimension());
    }

    private static <K, V> Map<K, V> index(Stream<V> values, Function<V, K> key) {
        Map<K, V> index = new LinkedHashMap<>();
        values.forEach(value -> index.putIfAbsent(key.apply(value), value));
        return index;
    }

    private static <T extends Comparable<T>> Collection<T> union(Collection<T> some, Collection<T> others) {
        Collection<T> union = new TreeSet<>(some);
        union.addAll(others);
        return union;
    }

    private static List<String> less(List<String> all, List<String> others) {
        return all.stream().filter(one -> !others.contains(one)).toList();
    }
}
