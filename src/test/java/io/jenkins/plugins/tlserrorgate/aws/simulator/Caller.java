package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.List;

/**
 * Who sent a request, and where to.
 *
 * @param account account number
 * @param arn ARN of the user or of the assumed role
 * @param userId unique id
 * @param accessKeyId the access key that signed
 * @param region region of the credential scope
 * @param actions what the caller may do
 */
record Caller(String account, String arn, String userId, String accessKeyId, String region, List<String> actions) {
    boolean may(String action) {
        return actions.stream().anyMatch(pattern -> matches(pattern, action));
    }

    private static boolean matches(String pattern, String action) {
        return pattern.endsWith("*")
                ? action.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(action);
    }
}
