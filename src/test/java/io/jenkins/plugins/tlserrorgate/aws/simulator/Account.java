package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An AWS account with the identities in it.
 *
 * @param id account number
 * @param accessKeys users' access keys
 * @param roles roles
 */
public record Account(@JsonProperty(required = true) String id, List<AccessKey> accessKeys, List<Role> roles) {
    /** The account that balancers belong to where nothing else is said. */
    public static final String DEFAULT_ID = "123456789012";

    /** The key of the account that a scenario without accounts has. */
    public static final AccessKey DEFAULT_KEY = AccessKey.of("AKIASIMULATED0000001", "simulated-secret");

    public Account {
        Check.that(id.matches("[0-9]{12}"), "id must have 12 digits: " + id);
        accessKeys = accessKeys == null ? List.of() : List.copyOf(accessKeys);
        roles = roles == null ? List.of() : List.copyOf(roles);
    }

    /** An account with these keys and no roles. */
    public static Account of(String id, AccessKey... accessKeys) {
        return new Account(id, List.of(accessKeys), List.of());
    }

    /** The same account with these roles. */
    public Account withRoles(Role... values) {
        return new Account(id, accessKeys, List.of(values));
    }
}
