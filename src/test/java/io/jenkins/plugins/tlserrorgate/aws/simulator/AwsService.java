package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.Map;

/** One AWS service: answers operations, knows nothing of the wire. */
interface AwsService {
    /** The service's name in a credential scope. */
    String signingName();

    /** The prefix of its actions in IAM policies. */
    String actionPrefix();

    /** Whether an operation exists and a caller needs a permission for it. */
    Permission permission(String operation);

    /**
     * Answers an operation.
     *
     * @return the answer's members in order: strings, numbers, booleans, instants, lists and maps of these
     */
    Map<String, Object> answer(Call call);

    /** What a caller needs for an operation. */
    enum Permission {
        ACTION,
        NONE,
        UNKNOWN_OPERATION
    }
}
