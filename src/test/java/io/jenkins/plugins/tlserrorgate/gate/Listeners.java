package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.MutualTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SecurityPolicy;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TargetGroupTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.time.Instant;
import java.util.List;

/** Snapshots of a balancer with one HTTPS listener on port 443 and target groups. */
final class Listeners {

    static final SecurityPolicy OLD = new SecurityPolicy(
            "ELBSecurityPolicy-2016-08",
            List.of("TLSv1", "TLSv1.1", "TLSv1.2"),
            List.of("ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA", "AES128-SHA"));
    static final SecurityPolicy NEW = new SecurityPolicy(
            "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
            List.of("TLSv1.2", "TLSv1.3"),
            List.of("TLS_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256"));
    static final String CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111";

    private Listeners() {}

    static ListenerTls https(SecurityPolicy policy, String certificate) {
        return new ListenerTls(443, "HTTPS", policy, certificate, List.of(), MutualTls.OFF);
    }

    static TargetGroupTls group(String name, String protocol) {
        return new TargetGroupTls(
                new TargetGroupId("targetgroup/" + name + "/73e2d6bc24d8a067"), protocol, "HTTP1", "ip");
    }

    static ListenerSnapshot snapshot(Instant takenAt) {
        return snapshotOf("app/shop/50dc6c495c0c9188", takenAt);
    }

    static ListenerSnapshot snapshotOf(String loadBalancer, Instant takenAt) {
        return new ListenerSnapshot(
                loadBalancer, takenAt, true, List.of(https(OLD, CERTIFICATE)), List.of(), List.of());
    }

    static ListenerSnapshot with(Instant takenAt, ListenerTls... listeners) {
        return new ListenerSnapshot(
                "app/shop/50dc6c495c0c9188", takenAt, true, List.of(listeners), List.of(), List.of());
    }

    static ListenerSnapshot withGroups(ListenerSnapshot snapshot, TargetGroupTls... groups) {
        return new ListenerSnapshot(
                snapshot.loadBalancer(),
                snapshot.takenAt(),
                true,
                snapshot.listeners(),
                List.of(groups),
                snapshot.unread());
    }

    /** A snapshot of an identity that may read nothing. */
    static ListenerSnapshot denied(ListenerSnapshot snapshot) {
        return new ListenerSnapshot(
                snapshot.loadBalancer(),
                snapshot.takenAt(),
                true,
                List.of(),
                List.of(),
                List.of(
                        Unread.denied(Unread.Subject.LISTENERS, "elasticloadbalancing:DescribeListeners"),
                        Unread.denied(Unread.Subject.TARGET_GROUPS, "elasticloadbalancing:DescribeTargetGroups")));
    }
}
