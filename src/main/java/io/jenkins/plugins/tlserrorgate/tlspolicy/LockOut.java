package io.jenkins.plugins.tlserrorgate.tlspolicy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Clients that could connect before a change of policy and no longer can.
 *
 * @param reason what they fail at
 * @param who which clients they are, as the rest of a sentence that begins with "clients that"
 * @param traits the kinds of cipher suites that are gone, if that is the reason
 * @param examples client families that are cut off for this reason, those with the newest protocol first
 */
public record LockOut(Reason reason, String who, List<CipherTrait> traits, List<ClientFamily> examples) {

    private static final int MOST_EXAMPLES = 5;

    /** What a client can fail at. */
    public enum Reason {
        /** No version of TLS in common. */
        PROTOCOL,
        /** No cipher suite in common. */
        CIPHER
    }

    /** Copies the lists. */
    public LockOut {
        traits = List.copyOf(traits);
        examples = List.copyOf(examples);
    }

    /** Who they are, with some examples. */
    public String words() {
        if (examples.isEmpty()) {
            return who;
        }
        return who + " (such as "
                + examples.stream()
                        .limit(MOST_EXAMPLES)
                        .map(ClientFamily::label)
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
