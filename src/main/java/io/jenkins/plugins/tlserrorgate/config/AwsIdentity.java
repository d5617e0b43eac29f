package io.jenkins.plugins.tlserrorgate.config;

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
        implements Serializable {}
