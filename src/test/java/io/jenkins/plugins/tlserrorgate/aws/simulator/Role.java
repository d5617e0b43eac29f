package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A role that can be assumed.
 *
 * @param name name
 * @param externalId the external id that its trust policy asks for; null for none
 * @param trustedAccounts accounts whose users may assume it; null or empty for any
 * @param actions what whoever assumed it may do
 */
public record Role(
        @JsonProperty(required = true) String name,
        String externalId,
        List<String> trustedAccounts,
        @JsonProperty(required = true) List<String> actions) {
    public Role {
        Check.notBlank("name", name);
        trustedAccounts = trustedAccounts == null ? List.of() : List.copyOf(trustedAccounts);
        actions = List.copyOf(actions);
    }

    /** A role that may do this and asks for no external id. */
    public static Role of(String name, String... actions) {
        return new Role(name, null, List.of(), List.of(actions));
    }

    /** The same role behind an external id. */
    public Role withExternalId(String value) {
        return new Role(name, value, trustedAccounts, actions);
    }

    boolean trusts(String account) {
        return trustedAccounts.isEmpty() || trustedAccounts.contains(account);
    }
}
