package io.jenkins.plugins.tlserrorgate.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;

/**
 * How to reach AWS, and as whom. Lives as long as one look and is never stored.
 *
 * @param region where the balancer is
 * @param credentials the identity
 * @param roleArn a role to assume with that identity, null for none
 * @param externalId the external id that the role demands, null for none
 * @param endpoint what to call instead of AWS' own endpoints, null for those
 * @param proxy the way to the outside, null for a direct one
 */
public record AwsSettings(
        Region region,
        AwsCredentialsProvider credentials,
        String roleArn,
        String externalId,
        URI endpoint,
        ProxyConfiguration proxy) {}
