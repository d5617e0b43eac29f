package io.jenkins.plugins.tlserrorgate.tlspolicy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        String loadBalancer, Instant from, Instant to, List<TlsChange> changes, List<Unread> unread) {

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
            changes.add(TlsChange.ofBalancer("BalancerRemoved", before.loadBalancer() + " no longer exists"));
        } else if (after.exists()) {
            changes.add(TlsChange.ofBalancer("BalancerAdded", after.loadBalancer() + " is new"));
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
        if (!changes.isEmpty()) {
            return changes.size() + (changes.size() == 1 ? " change" : " changes") + " to TLS of " + loadBalancer
                    + moments;
        }
        return isChanged() == Answer.NO
                ? "nothing about TLS of " + loadBalancer + " changed" + moments
                : "whether anything about TLS of " + loadBalancer + " changed" + moments + " is not known";
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
            // CloudWatch counts the errors of two balancers of one name apart.
            changes.add(TlsChange.ofBalancer(
                    "BalancerReplaced", before.loadBalancer() + " was replaced by " + after.loadBalancer()));
        }
    }

    private static void addListeners(List<TlsChange> changes, ListenerSnapshot before, ListenerSnapshot after) {
        boolean sniRead = areRead(before, after, Unread.Subject.SNI_CERTIFICATES);
        Map<Integer, ListenerTls> once = byPort(before);
        Map<Integer, ListenerTls> now = byPort(after);
        for (int port : union(once.keySet(), now.keySet())) {
            ListenerTls was = once.get(port);
            ListenerTls is = now.get(port);
            if (was != null && is != null) {
                addListener(changes, port, was, is, sniRead);
            } else if (is != null && is.isTls()) {
                String sentence = " is new: " + is.protocol() + " with " + is.policy();
                changes.add(TlsChange.ofListener("ListenerAdded", port, false, sentence));
            } else if (was != null && was.isTls()) {
                String sentence = " was removed (" + was.protocol() + " with " + was.policy()
                        + "); its clients can no longer connect";
                changes.add(TlsChange.ofListener("ListenerRemoved", port, false, sentence));
            }
        }
    }

    private static void addListener(
            List<TlsChange> changes, int port, ListenerTls before, ListenerTls after, boolean sniRead) {
        if (!before.protocol().equals(after.protocol()) && (before.isTls() || after.isTls())) {
            String consequence = before.isTls() ? "" : " with " + after.policy() + "; clients have to speak TLS now";
            String sentence = ": " + before.protocol() + " -> " + after.protocol()
                    + (after.isTls()
                            ? consequence
                            : "; the load balancer no longer ends TLS there and counts no TLS errors of its clients");
            changes.add(TlsChange.ofListener("ProtocolChanged", port, true, sentence));
        }
        if (!before.isTls() || !after.isTls()) {
            return;
        }
        if (isOtherPolicy(before.policy(), after.policy())) {
            changes.add(TlsChange.ofPolicy(port, new PolicyDifference(before.policy(), after.policy())));
        }
        if (!Objects.equals(before.defaultCertificate(), after.defaultCertificate())) {
            String sentence = ": default certificate " + Arns.tail(before.defaultCertificate()) + " -> "
                    + Arns.tail(after.defaultCertificate());
            changes.add(TlsChange.ofListener("DefaultCertificateChanged", port, true, sentence));
        }
        if (sniRead && !before.sniCertificates().equals(after.sniCertificates())) {
            String sentence = Stream.of(
                            certificates("removed ", before.sniCertificates(), after.sniCertificates()),
                            certificates("added ", after.sniCertificates(), before.sniCertificates()))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("; ", ": certificates for SNI: ", ""));
            changes.add(TlsChange.ofListener("SniCertificatesChanged", port, true, sentence));
        }
        MutualTls mutualTls = after.mutualTls();
        if (!before.mutualTls().equals(mutualTls)) {
            String consequence = mutualTls.isVerified()
                    ? "; clients without a certificate that the trust store vouches for can no longer connect"
                    : "";
            String sentence = ": mutual TLS " + before.mutualTls() + " -> " + mutualTls + consequence;
            changes.add(TlsChange.ofListener("MutualTlsChanged", port, mutualTls.isVerified(), sentence));
        }
    }

    /** The certificates of one listener that another lacks, after a word; nothing if it has all. */
    private static String certificates(String word, List<String> all, List<String> others) {
        List<String> tails =
                PolicyDifference.less(all, others).stream().map(Arns::tail).toList();
        return tails.isEmpty() ? "" : word + String.join(", ", tails);
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
            if (was == null) {
                addTargetGroup(changes, "TargetGroupAdded", is, " is new: " + is.manner());
            } else if (is == null) {
                addTargetGroup(changes, "TargetGroupRemoved", was, " was removed (" + was.manner() + ")");
            } else if (!was.equals(is)) {
                addTargetGroup(
                        changes,
                        "TargetGroupChanged",
                        was.isTls() ? was : is,
                        ": " + was.manner() + " -> " + is.manner());
            }
        }
    }

    private static void addTargetGroup(List<TlsChange> changes, String kind, TargetGroupTls tls, String sentence) {
        if (tls.isTls()) {
            changes.add(TlsChange.ofTargetGroup(kind, tls.id(), sentence));
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
}
