package io.jenkins.plugins.tlserrorgate.tlspolicy;

import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;

/**
 * One thing about a load balancer's TLS that differs between two moments.
 *
 * @param kind what sort of thing, as it is stored with builds: {@code PolicyChanged}, {@code ListenerAdded} and so on
 * @param port the listener's port, null if it is about no listener
 * @param targetGroup the target group, null if it is about none
 * @param policies the two security policies, null if it is about none
 * @param concernsClients whether clients may fail for it, beside those who fail for the policies
 * @param sentence the change and what follows from it for clients, in one sentence without a full stop
 */
public record TlsChange(
        String kind,
        Integer port,
        TargetGroupId targetGroup,
        PolicyDifference policies,
        boolean concernsClients,
        String sentence) {

    static TlsChange ofBalancer(String kind, String sentence) {
        return new TlsChange(kind, null, null, null, false, "load balancer " + sentence);
    }

    static TlsChange ofListener(String kind, int port, boolean concernsClients, String sentence) {
        return new TlsChange(kind, port, null, null, concernsClients, "listener " + port + sentence);
    }

    static TlsChange ofPolicy(int port, PolicyDifference policies) {
        return new TlsChange(
                "PolicyChanged",
                port,
                null,
                policies,
                false,
                "listener " + port + ": " + policies.before() + " -> " + policies.after() + ": " + policies.sentence());
    }

    static TlsChange ofTargetGroup(String kind, TargetGroupId group, String sentence) {
        return new TlsChange(kind, null, group, null, false, "target group " + group.name() + sentence);
    }
}
