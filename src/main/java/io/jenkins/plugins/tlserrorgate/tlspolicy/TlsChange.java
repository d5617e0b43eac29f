package io.jenkins.plugins.tlserrorgate.tlspolicy;

import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One thing about a load balancer's TLS that differs between two moments. */
public sealed interface TlsChange extends Serializable {

    /** The change and what follows from it for clients, in one sentence without a full stop. */
    String sentence();

    /** Something about one listener. */
    sealed interface OfListener extends TlsChange {
        /** The listener's port. */
        int port();
    }

    /** Something about one target group. */
    sealed interface OfTargetGroup extends TlsChange {
        /** The target group. */
        TargetGroupId targetGroup();
    }

    /** The load balancer was deleted. */
    record BalancerRemoved(String loadBalancer) implements TlsChange {
        @Override
        public String sentence() {
            return "load balancer " + loadBalancer + " no longer exists";
        }
    }

    /** The load balancer was created. */
    record BalancerAdded(String loadBalancer) implements TlsChange {
        @Override
        public String sentence() {
            return "load balancer " + loadBalancer + " is new";
        }
    }

    /** Another load balancer of the same name took its place; CloudWatch counts its errors apart. */
    record BalancerReplaced(String before, String after) implements TlsChange {
        @Override
        public String sentence() {
            return "load balancer " + before + " was replaced by " + after;
        }
    }

    /** A listener with TLS is new. */
    record ListenerAdded(ListenerTls listener) implements OfListener {
        @Override
        public int port() {
            return listener.port();
        }

        @Override
        public String sentence() {
            return "listener " + port() + " is new: " + listener.protocol() + " with " + listener.policy();
        }
    }

    /** A listener with TLS is gone. */
    record ListenerRemoved(ListenerTls listener) implements OfListener {
        @Override
        public int port() {
            return listener.port();
        }

        @Override
        public String sentence() {
            return "listener " + port() + " was removed (" + listener.protocol() + " with " + listener.policy()
                    + "); its clients can no longer connect";
        }
    }

    /** A listener changed its protocol, from, to or between those with TLS. */
    record ProtocolChanged(ListenerTls before, ListenerTls after) implements OfListener {
        @Override
        public int port() {
            return after.port();
        }

        @Override
        public String sentence() {
            return "listener " + port() + ": " + before.protocol() + " -> " + after.protocol() + consequence();
        }

        private String consequence() {
            if (!after.isTls()) {
                return "; the load balancer no longer ends TLS there and counts no TLS errors of its clients";
            }
            return before.isTls() ? "" : " with " + after.policy() + "; clients have to speak TLS now";
        }
    }

    /** A listener has another security policy. */
    record PolicyChanged(int port, PolicyDifference difference) implements OfListener {
        @Override
        public String sentence() {
            return "listener " + port + ": " + difference.before() + " -> " + difference.after() + ": "
                    + difference.sentence();
        }
    }

    /** A listener shows another certificate to clients that name no server, or one without a certificate of its own. */
    record DefaultCertificateChanged(int port, String before, String after) implements OfListener {
        @Override
        public String sentence() {
            return "listener " + port + ": default certificate " + Arns.tail(before) + " -> " + Arns.tail(after);
        }
    }

    /** A listener has other certificates to choose from by server name. */
    record SniCertificatesChanged(int port, List<String> added, List<String> removed) implements OfListener {
        /** Copies the lists. */
        public SniCertificatesChanged {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }

        @Override
        public String sentence() {
            List<String> parts = new ArrayList<>();
            if (!removed.isEmpty()) {
                parts.add("removed " + tails(removed));
            }
            if (!added.isEmpty()) {
                parts.add("added " + tails(added));
            }
            return "listener " + port + ": certificates for SNI: " + String.join("; ", parts);
        }

        private static String tails(List<String> arns) {
            return arns.stream().map(Arns::tail).collect(Collectors.joining(", "));
        }
    }

    /** A listener treats certificates of clients in another way. */
    record MutualTlsChanged(int port, MutualTls before, MutualTls after) implements OfListener {
        @Override
        public String sentence() {
            return "listener " + port + ": mutual TLS " + before + " -> " + after
                    + (after.isVerified()
                            ? "; clients without a certificate that the trust store vouches for can no longer connect"
                            : "");
        }
    }

    /** A target group with TLS is new. */
    record TargetGroupAdded(TargetGroupTls group) implements OfTargetGroup {
        @Override
        public TargetGroupId targetGroup() {
            return group.id();
        }

        @Override
        public String sentence() {
            return "target group " + group.id().name() + " is new: " + group.manner();
        }
    }

    /** A target group with TLS is gone. */
    record TargetGroupRemoved(TargetGroupTls group) implements OfTargetGroup {
        @Override
        public TargetGroupId targetGroup() {
            return group.id();
        }

        @Override
        public String sentence() {
            return "target group " + group.id().name() + " was removed (" + group.manner() + ")";
        }
    }

    /** The load balancer speaks otherwise with a target group. */
    record TargetGroupChanged(TargetGroupTls before, TargetGroupTls after) implements OfTargetGroup {
        @Override
        public TargetGroupId targetGroup() {
            return after.id();
        }

        @Override
        public String sentence() {
            return "target group " + after.id().name() + ": " + before.manner() + " -> " + after.manner();
        }
    }
}
