package io.jenkins.plugins.tlserrorgate.report;

import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.MutualTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SecurityPolicy;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TargetGroupTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * A snapshot of a load balancer's TLS settings as data: what is stored with a build or in a file, to be compared with later.
 * Plain types only, as in {@link ReportDocument}.
 *
 * @param version the version of this form, {@value #VERSION} today; a reader passes over fields it does not know
 * @param loadBalancer the balancer as CloudWatch knows it; as the user named it if that could not be found out
 * @param takenAt when it was read, ISO-8601, UTC
 * @param exists false if there is no such balancer
 * @param listeners its listeners
 * @param targetGroups its target groups
 * @param unread what could not be read
 */
public record TlsSnapshotDocument(
        int version,
        String loadBalancer,
        String takenAt,
        boolean exists,
        List<Listener> listeners,
        List<TargetGroup> targetGroups,
        List<Gap> unread) {

    /** The version that this code writes. */
    public static final int VERSION = 1;

    /** Copies the lists; a document without them has none. */
    public TlsSnapshotDocument {
        listeners = copy(listeners);
        targetGroups = copy(targetGroups);
        unread = copy(unread);
    }

    /**
     * A listener.
     *
     * @param port its port
     * @param protocol HTTPS, TLS, HTTP, TCP and so on
     * @param policy its security policy, null without TLS
     * @param defaultCertificate ARN of the certificate for clients that name no server
     * @param sniCertificates ARNs of those chosen by server name
     * @param mutualTls off, passthrough or verify
     * @param trustStore ARN of the trust store that clients' certificates are judged by
     */
    public record Listener(
            int port,
            String protocol,
            Policy policy,
            String defaultCertificate,
            List<String> sniCertificates,
            String mutualTls,
            String trustStore) {
        /** Copies the list. */
        public Listener {
            sniCertificates = copy(sniCertificates);
        }
    }

    /**
     * A security policy.
     *
     * @param name its name
     * @param protocols its protocols as AWS calls them, none if they were not read
     * @param ciphers its ciphers in order of preference
     * @param postQuantum whether it offers post-quantum key exchange, by its name
     */
    public record Policy(String name, List<String> protocols, List<String> ciphers, boolean postQuantum) {
        /** Copies the lists. */
        public Policy {
            protocols = copy(protocols);
            ciphers = copy(ciphers);
        }

        /** The policy as data. */
        public static Policy of(SecurityPolicy policy) {
            return new Policy(policy.name(), policy.protocols(), policy.ciphers(), policy.isPostQuantum());
        }

        private SecurityPolicy policy() {
            return new SecurityPolicy(required("policy.name", name), protocols, ciphers);
        }
    }

    /**
     * A target group.
     *
     * @param targetGroup the group as CloudWatch knows it
     * @param protocol HTTPS, TLS, HTTP, TCP and so on; null for Lambda functions
     * @param protocolVersion HTTP1, HTTP2 or GRPC, null where it does not apply
     * @param targetType instance, ip, lambda or alb
     */
    public record TargetGroup(String targetGroup, String protocol, String protocolVersion, String targetType) {}

    /**
     * What could not be read.
     *
     * @param subject BALANCER, LISTENERS, SNI_CERTIFICATES, POLICIES or TARGET_GROUPS
     * @param action the IAM action that would allow it, null if permissions are not the reason
     * @param sentence the matter in words
     */
    public record Gap(String subject, String action, String sentence) {
        static Gap of(Unread unread) {
            return new Gap(unread.subject().name(), unread.action(), unread.sentence());
        }
    }

    /** The snapshot as data. */
    public static TlsSnapshotDocument of(ListenerSnapshot snapshot) {
        return new TlsSnapshotDocument(
                VERSION,
                snapshot.loadBalancer(),
                snapshot.takenAt().toString(),
                snapshot.exists(),
                snapshot.listeners().stream().map(TlsSnapshotDocument::listener).toList(),
                snapshot.targetGroups().stream()
                        .map(group -> new TargetGroup(
                                group.id().dimension(), group.protocol(), group.protocolVersion(), group.targetType()))
                        .toList(),
                snapshot.unread().stream().map(Gap::of).toList());
    }

    private static Listener listener(ListenerTls listener) {
        return new Listener(
                listener.port(),
                listener.protocol(),
                listener.isTls() ? Policy.of(listener.policy()) : null,
                listener.defaultCertificate(),
                listener.sniCertificates(),
                listener.mutualTls().mode(),
                listener.mutualTls().trustStore());
    }

    /**
     * The snapshot that this is about.
     *
     * @throws IllegalArgumentException if it is none, for what it lacks or for a time that is no time
     */
    public ListenerSnapshot snapshot() {
        try {
            return new ListenerSnapshot(
                    required("loadBalancer", loadBalancer),
                    Instant.parse(required("takenAt", takenAt)),
                    exists,
                    listeners.stream().map(TlsSnapshotDocument::listener).toList(),
                    targetGroups.stream()
                            .map(group -> new TargetGroupTls(
                                    new TargetGroupId(required("targetGroup", group.targetGroup())),
                                    group.protocol(),
                                    group.protocolVersion(),
                                    required("targetType", group.targetType())))
                            .toList(),
                    unread.stream()
                            .map(gap -> new Unread(
                                    Unread.Subject.valueOf(required("subject", gap.subject())),
                                    gap.action(),
                                    gap.sentence()))
                            .toList());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("takenAt is no time: " + e.getParsedString(), e);
        }
    }

    private static ListenerTls listener(Listener listener) {
        return new ListenerTls(
                listener.port(),
                required("protocol", listener.protocol()),
                listener.policy() == null ? null : listener.policy().policy(),
                listener.defaultCertificate(),
                listener.sniCertificates(),
                listener.mutualTls() == null
                        ? MutualTls.OFF
                        : new MutualTls(listener.mutualTls(), listener.trustStore()));
    }

    private static String required(String field, String value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
