package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import java.util.Set;

/**
 * A listener of one load balancer.
 *
 * @param port port, unique on the balancer
 * @param protocol HTTP, HTTPS, TCP or TLS
 * @param sslPolicy security policy; null where the protocol has no TLS
 * @param certificates certificates' ARNs, the default one first
 * @param mutualTls off, passthrough or verify
 * @param targetGroup name of the group that the default action forwards to; null for the balancer's first
 */
@JsonDeserialize(builder = Listener.Builder.class)
public record Listener(
        int port, String protocol, String sslPolicy, List<String> certificates, String mutualTls, String targetGroup) {
    private static final Set<String> PROTOCOLS = Set.of("HTTP", "HTTPS", "TCP", "TLS");
    private static final Set<String> MUTUAL_TLS = Set.of("off", "passthrough", "verify");

    public Listener {
        Check.that(port >= 1 && port <= 65535, "port must be between 1 and 65535 but is " + port);
        Check.that(PROTOCOLS.contains(protocol), "protocol must be HTTP, HTTPS, TCP or TLS, not " + protocol);
        Check.that(MUTUAL_TLS.contains(mutualTls), "mutualTls must be off, passthrough or verify, not " + mutualTls);
        certificates = List.copyOf(certificates);
        SslPolicy.checkExists(sslPolicy);
    }

    /** Whether clients speak TLS to this listener. */
    public boolean isTls() {
        return protocol.equals("HTTPS") || protocol.equals("TLS");
    }

    /** The same listener with what the update replaces. */
    Listener with(ListenerUpdate update) {
        return new Listener(
                port,
                protocol,
                update.sslPolicy() == null ? sslPolicy : update.sslPolicy(),
                update.certificates().isEmpty() ? certificates : update.certificates(),
                mutualTls,
                targetGroup);
    }

    /** An HTTPS listener on port 443 with one certificate. */
    public static Listener https(String sslPolicy) {
        return builder().sslPolicy(sslPolicy).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Listener}; what is not set describes HTTPS on port 443 with the API's default policy. */
    @JsonPOJOBuilder(withPrefix = "")
    public static final class Builder {
        private int port = 443;
        private String protocol = "HTTPS";
        private String sslPolicy;
        private List<String> certificates;
        private String mutualTls = "off";
        private String targetGroup;

        private Builder() {}

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder protocol(String value) {
            protocol = value;
            return this;
        }

        public Builder sslPolicy(String value) {
            sslPolicy = value;
            return this;
        }

        public Builder certificates(String... arns) {
            certificates = List.of(arns);
            return this;
        }

        public Builder mutualTls(String value) {
            mutualTls = value;
            return this;
        }

        public Builder targetGroup(String name) {
            targetGroup = name;
            return this;
        }

        public Listener build() {
            boolean tls = "HTTPS".equals(protocol) || "TLS".equals(protocol);
            List<String> defaults = tls
                    ? List.of("arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555")
                    : List.of();
            return new Listener(
                    port,
                    protocol,
                    tls && sslPolicy == null ? "ELBSecurityPolicy-2016-08" : sslPolicy,
                    certificates == null ? defaults : certificates,
                    mutualTls,
                    targetGroup);
        }
    }
}
