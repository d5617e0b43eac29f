package io.jenkins.plugins.tlserrorgate.tlspolicy;

import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import java.io.Serializable;

/**
 * A target group and how the load balancer speaks with it.
 *
 * @param id the group
 * @param protocol HTTPS or TLS; HTTP, TCP and others for one without TLS; null for Lambda functions
 * @param protocolVersion HTTP1, HTTP2 or GRPC; null where it does not apply
 * @param targetType instance, ip, lambda or alb
 */
public record TargetGroupTls(TargetGroupId id, String protocol, String protocolVersion, String targetType)
        implements Serializable {

    /** Whether the balancer speaks TLS with its targets. */
    public boolean isTls() {
        return "HTTPS".equals(protocol) || "TLS".equals(protocol);
    }

    /** How the balancer speaks with it in few words: {@code HTTPS (HTTP2) to ip}. */
    public String manner() {
        return (protocol == null ? "no protocol" : protocol)
                + (protocolVersion == null ? "" : " (" + protocolVersion + ")")
                + " to " + targetType;
    }
}
