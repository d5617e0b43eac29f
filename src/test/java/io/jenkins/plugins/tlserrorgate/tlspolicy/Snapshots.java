package io.jenkins.plugins.tlserrorgate.tlspolicy;

import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import java.time.Instant;
import java.util.List;

/** Snapshots to compare, of a balancer called shop. */
public final class Snapshots {

    public static final Instant BEFORE = Instant.parse("2026-05-04T12:00:00Z");
    public static final Instant AFTER = Instant.parse("2026-05-04T12:30:00Z");
    public static final String SHOP = "app/shop/50dc6c495c0c9188";
    public static final String CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/aaaa";
    public static final String OTHER_CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/bbbb";
    public static final String TRUST_STORE =
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:truststore/partners/1234";

    private Snapshots() {}

    /** The earlier snapshot of an old listener and these groups. */
    public static ListenerSnapshot before(TargetGroupTls... groups) {
        return before(https(443, Policies.OLD), groups);
    }

    static ListenerSnapshot before(ListenerTls listener, TargetGroupTls... groups) {
        return new ListenerSnapshot(SHOP, BEFORE, true, List.of(listener), List.of(groups), List.of());
    }

    static ListenerSnapshot after(ListenerTls listener, TargetGroupTls... groups) {
        return new ListenerSnapshot(SHOP, AFTER, true, List.of(listener), List.of(groups), List.of());
    }

    /** The later snapshot of these listeners. */
    public static ListenerSnapshot after(List<ListenerTls> listeners) {
        return new ListenerSnapshot(SHOP, AFTER, true, listeners, List.of(), List.of());
    }

    /** The same snapshot with something that was not read. */
    public static ListenerSnapshot lacking(ListenerSnapshot snapshot, Unread... unread) {
        return new ListenerSnapshot(
                snapshot.loadBalancer(),
                snapshot.takenAt(),
                snapshot.exists(),
                snapshot.listeners(),
                snapshot.targetGroups(),
                List.of(unread));
    }

    /** An HTTPS listener with one certificate. */
    public static ListenerTls https(int port, SecurityPolicy policy) {
        return new ListenerTls(port, "HTTPS", policy, CERTIFICATE, List.of(), MutualTls.OFF);
    }

    /** An HTTPS listener with further certificates. */
    public static ListenerTls https(int port, String certificate, String... others) {
        return new ListenerTls(port, "HTTPS", Policies.OLD, certificate, List.of(others), MutualTls.OFF);
    }

    /** An HTTPS listener that treats clients' certificates like this. */
    public static ListenerTls https(int port, MutualTls mutualTls) {
        return new ListenerTls(port, "HTTPS", Policies.OLD, CERTIFICATE, List.of(), mutualTls);
    }

    /** A target group. */
    public static TargetGroupTls group(String name, String protocol, String version) {
        return new TargetGroupTls(new TargetGroupId("targetgroup/" + name + "/1"), protocol, version, "ip");
    }
}
