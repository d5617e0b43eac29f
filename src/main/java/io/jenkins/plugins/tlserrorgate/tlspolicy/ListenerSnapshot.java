package io.jenkins.plugins.tlserrorgate.tlspolicy;

import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a load balancer offered in TLS at one moment.
 *
 * @param loadBalancer the balancer as CloudWatch knows it, {@code app/NAME/ID}; as the user named it if that could not be
 *     found out
 * @param takenAt when it was read
 * @param exists false if AWS said that there is no such balancer
 * @param listeners its listeners by port, those without TLS too
 * @param targetGroups its target groups by name
 * @param unread what could not be read; the rest is complete
 */
public record ListenerSnapshot(
        String loadBalancer,
        Instant takenAt,
        boolean exists,
        List<ListenerTls> listeners,
        List<TargetGroupTls> targetGroups,
        List<Unread> unread)
        implements Serializable {

    /** Puts listeners and target groups in order. */
    public ListenerSnapshot {
        listeners = listeners.stream()
                .sorted(Comparator.comparingInt(ListenerTls::port).thenComparing(ListenerTls::protocol))
                .toList();
        targetGroups = targetGroups.stream()
                .sorted(Comparator.comparing(group -> group.id().dimension()))
                .toList();
        unread = unread.stream().distinct().toList();
    }

    /** The snapshot of a balancer that does not exist. */
    public static ListenerSnapshot missing(String loadBalancer, Instant takenAt) {
        return new ListenerSnapshot(loadBalancer, takenAt, false, List.of(), List.of(), List.of());
    }

    /** The listeners with which clients speak TLS. */
    public List<ListenerTls> tlsListeners() {
        return listeners.stream().filter(ListenerTls::isTls).toList();
    }

    /** The listeners with TLS and their policies, a line each; what could not be read. */
    public List<String> brief() {
        List<String> lines = new ArrayList<>();
        if (isRead(Unread.Subject.LISTENERS) && tlsListeners().isEmpty()) {
            lines.add("no listener of " + loadBalancer + " speaks TLS");
        }
        tlsListeners()
                .forEach(listener ->
                        lines.add("listener " + listener.port() + " of " + loadBalancer + " has " + listener.policy()));
        unread.forEach(gap -> lines.add(gap.sentence()));
        return lines.stream().map(PlainText::oneLine).toList();
    }

    /** Whether this part could be read. */
    public boolean isRead(Unread.Subject subject) {
        return exists && unread.stream().noneMatch(gap -> gap.subject() == subject || hides(gap.subject(), subject));
    }

    private static boolean hides(Unread.Subject gap, Unread.Subject subject) {
        return gap == Unread.Subject.BALANCER
                || gap == Unread.Subject.LISTENERS
                        && (subject == Unread.Subject.SNI_CERTIFICATES || subject == Unread.Subject.POLICIES);
    }
}
