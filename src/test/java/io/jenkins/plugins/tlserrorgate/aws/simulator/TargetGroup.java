package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.Set;

/**
 * A target group of one load balancer.
 *
 * @param name name, at most 32 characters
 * @param id the 16 hexadecimal digits at the ARN's end
 * @param protocol HTTP, HTTPS, TCP or TLS; null for Lambda functions
 * @param protocolVersion HTTP1, HTTP2 or GRPC; null where it does not apply
 * @param port the targets' port; 0 for Lambda functions
 * @param targetType instance, ip, lambda or alb
 * @param weight share of the balancer's target connections relative to its other groups
 * @param errors TLS negotiation errors per connection to a target
 */
@JsonDeserialize(builder = TargetGroup.Builder.class)
public record TargetGroup(
        String name,
        String id,
        String protocol,
        String protocolVersion,
        int port,
        String targetType,
        double weight,
        ErrorProcess errors) {
    private static final Set<String> TYPES = Set.of("instance", "ip", "lambda", "alb");
    private static final Set<String> PROTOCOLS = Set.of("HTTP", "HTTPS", "TCP", "TLS");

    public TargetGroup {
        Check.notBlank("name", name);
        Check.that(name.matches("[A-Za-z0-9-]{1,32}"), "name must be 1 to 32 letters, digits and hyphens: " + name);
        Check.that(id.matches("[0-9a-f]{16}"), "id must be 16 hexadecimal digits: " + id);
        Check.that(TYPES.contains(targetType), "targetType must be instance, ip, lambda or alb, not " + targetType);
        boolean lambda = targetType.equals("lambda");
        Check.that(
                lambda ? protocol == null : protocol != null && PROTOCOLS.contains(protocol),
                lambda
                        ? "protocol does not apply to lambda"
                        : "protocol must be HTTP, HTTPS, TCP or TLS, not " + protocol);
        Check.that(!lambda || errors.perThousand() == 0, "errors do not apply to lambda");
        Check.that(errors.bursts().probability() == 0, "bursts apply to client errors only");
        Check.notNegative("weight", weight);
    }

    /** What CloudWatch shows as the dimension {@code TargetGroup}. */
    public String dimension() {
        return "targetgroup/" + name + "/" + id;
    }

    /** Whether the load balancer speaks TLS to the targets. */
    public boolean isTls() {
        return "HTTPS".equals(protocol) || "TLS".equals(protocol);
    }

    public static Builder builder(String name) {
        return new Builder().name(name);
    }

    /** Builds a {@link TargetGroup}; what is not set describes HTTPS instances on port 443 without errors. */
    @JsonPOJOBuilder(withPrefix = "")
    public static final class Builder {
        private String name;
        private String id;
        private String protocol;
        private String protocolVersion;
        private int port = 443;
        private String targetType = "instance";
        private double weight = 1;
        private ErrorProcess errors = ErrorProcess.NONE;

        private Builder() {}

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder id(String value) {
            id = value;
            return this;
        }

        public Builder protocol(String value) {
            protocol = value;
            return this;
        }

        public Builder protocolVersion(String value) {
            protocolVersion = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder targetType(String value) {
            targetType = value;
            return this;
        }

        public Builder weight(double value) {
            weight = value;
            return this;
        }

        public Builder errors(ErrorProcess value) {
            errors = value;
            return this;
        }

        public TargetGroup build() {
            Check.notBlank("name", name);
            boolean lambda = "lambda".equals(targetType);
            String usedProtocol = protocol != null || lambda ? protocol : "HTTPS";
            boolean http = usedProtocol != null && usedProtocol.startsWith("HTTP");
            return new TargetGroup(
                    name,
                    id == null ? Identifiers.sixteenDigits("targetgroup/" + name) : id,
                    usedProtocol,
                    protocolVersion == null && http ? "HTTP1" : protocolVersion,
                    lambda ? 0 : port,
                    targetType,
                    weight,
                    errors);
        }
    }
}
