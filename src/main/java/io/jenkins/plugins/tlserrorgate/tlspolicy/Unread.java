package io.jenkins.plugins.tlserrorgate.tlspolicy;

import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import java.io.Serializable;

/**
 * Something about a load balancer that could not be read.
 *
 * @param subject what is not known
 * @param action the IAM action that would allow to read it, null if permissions are not the reason
 * @param sentence the whole matter in one sentence
 */
public record Unread(Subject subject, String action, String sentence) implements Serializable {

    /** What may be missing from a snapshot. */
    public enum Subject {
        /** Which load balancer it is: without its ARN nothing else can be asked. */
        BALANCER("which load balancer is meant, and all of its TLS settings,"),
        /** The listeners, and with them their policies and certificates. */
        LISTENERS("the listeners with their security policies and certificates"),
        /** The certificates chosen by server name. */
        SNI_CERTIFICATES("the listeners' further certificates (SNI)"),
        /** Protocols and ciphers of the policies, whose names are known. */
        POLICIES("the protocols and ciphers of the security policies"),
        /** The target groups. */
        TARGET_GROUPS("the target groups' protocols");

        private final String noun;

        Subject(String noun) {
            this.noun = noun;
        }
    }

    /** The identity may not read it. */
    public static Unread denied(Subject subject, String action) {
        return new Unread(
                subject,
                action,
                "Not read: " + subject.noun + (subject.noun.endsWith(",") ? "" : ",") + " as " + action
                        + " is not allowed to this identity; allow that IAM action.");
    }

    /** There is no such load balancer. */
    public static Unread noBalancer(String loadBalancer) {
        return new Unread(
                Subject.BALANCER,
                null,
                "Not read: load balancer " + PlainText.quote(loadBalancer) + ", as it does not exist.");
    }

    /** AWS does not know a policy, or not in this region. */
    public static Unread unknownPolicy(String name) {
        return new Unread(
                Subject.POLICIES,
                null,
                "Not read: the protocols and ciphers of " + PlainText.quote(name)
                        + ", as AWS knows no security policy of that name in this region.");
    }
}
