package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An access key of a user.
 *
 * @param accessKeyId the public part
 * @param secretAccessKey the secret part
 * @param user name of the user
 * @param actions what the user may do: {@code cloudwatch:GetMetricData}, {@code elasticloadbalancing:*}, {@code *}
 */
public record AccessKey(
        @JsonProperty(required = true) String accessKeyId,
        @JsonProperty(required = true) String secretAccessKey,
        @JsonProperty(required = true) String user,
        @JsonProperty(required = true) List<String> actions) {
    public AccessKey {
        Check.notBlank("accessKeyId", accessKeyId);
        Check.notBlank("secretAccessKey", secretAccessKey);
        Check.notBlank("user", user);
        actions = List.copyOf(actions);
    }

    /** A key whose user may do everything. */
    public static AccessKey of(String accessKeyId, String secretAccessKey) {
        return new AccessKey(accessKeyId, secretAccessKey, "jenkins", List.of("*"));
    }

    /** The same key whose user may do only this. */
    public AccessKey allowing(String... allowed) {
        return new AccessKey(accessKeyId, secretAccessKey, user, List.of(allowed));
    }
}
