package io.jenkins.plugins.tlserrorgate.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import java.io.Serializable;

/**
 * Where a step wants to look, and as whom, as the pipeline says it: names, never secrets.
 *
 * @param region the parameter {@code region}, null if not given
 * @param credentialsId the parameter {@code credentialsId}, null if not given
 * @param roleArn the role to assume, null for none
 * @param externalId the external id that the role demands, null for none
 */
public record AwsIdentity(String region, String credentialsId, String roleArn, String externalId)
        implements Serializable {

    /**
     * The identity of what a pipeline or a form says; blanks count as not given.
     *
     * @throws InvalidParameterException if the role is no ARN of one, or an external id has no role that could demand it
     */
    public static AwsIdentity of(
            @CheckForNull String region,
            @CheckForNull String credentialsId,
            @CheckForNull String roleArn,
            @CheckForNull String externalId) {
        AwsIdentity identity = new AwsIdentity(
                Util.fixEmptyAndTrim(region),
                Util.fixEmptyAndTrim(credentialsId),
                Util.fixEmptyAndTrim(roleArn),
                Util.fixEmptyAndTrim(externalId));
        if (identity.externalId != null && identity.roleArn == null) {
            throw new InvalidParameterException(
                    "externalId", externalId, "goes with roleArn; set that too or leave this out");
        }
        if (identity.roleArn != null
                && !identity.roleArn.matches("arn:aws[a-z0-9-]{0,20}:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}")) {
            throw new InvalidParameterException(
                    "roleArn",
                    roleArn,
                    "is not the ARN of a role; it should look like arn:aws:iam::123456789012:role/my-role");
        }
        return identity;
    }
}
