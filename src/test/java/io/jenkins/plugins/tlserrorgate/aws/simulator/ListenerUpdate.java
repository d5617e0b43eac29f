package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a change replaces at a listener.
 *
 * @param port the listener's port
 * @param sslPolicy new security policy; null leaves it
 * @param certificates new certificates' ARNs; empty leaves them
 */
public record ListenerUpdate(@JsonProperty(required = true) int port, String sslPolicy, List<String> certificates) {
    public ListenerUpdate {
        certificates = certificates == null ? List.of() : List.copyOf(certificates);
        SslPolicy.checkExists(sslPolicy);
        Check.that(
                sslPolicy != null || !certificates.isEmpty(),
                "a listener update replaces sslPolicy, certificates or both");
    }

    /** Replaces the security policy. */
    public static ListenerUpdate policy(int port, String sslPolicy) {
        return new ListenerUpdate(port, sslPolicy, List.of());
    }

    /** Replaces all certificates. */
    public static ListenerUpdate certificates(int port, String... arns) {
        return new ListenerUpdate(port, null, List.of(arns));
    }
}
