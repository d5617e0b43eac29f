package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.aws.AccountCalls;
import io.jenkins.plugins.tlserrorgate.aws.AwsSettings;
import io.jenkins.plugins.tlserrorgate.aws.Regions;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import java.net.URI;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** How to reach AWS, and as whom; credentials come from the SDK's default chain. */
final class AwsOptions {

    private static final LoadBalancerSpec NO_BALANCER = new LoadBalancerSpec("", null, null, null, "");

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The balancer's region; else its ARN's, AWS_REGION, or the profile's.")
    private String region;

    @Option(names = "--profile", paramLabel = "NAME", description = "A profile of the AWS configuration files.")
    private String profile;

    @Option(names = "--role-arn", paramLabel = "ARN", description = "A role to assume.")
    private String roleArn;

    @Option(names = "--external-id", paramLabel = "ID", description = "The external id that the role demands.")
    private String externalId;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "What to call instead of AWS' own endpoints, such as a simulator.")
    private URI endpoint;

    /** Adds what a step knows, too: it has credentials of its own in the place of profiles. */
    Snippet addTo(Snippet call) {
        return call.set("region", region).set("roleArn", roleArn).set("externalId", externalId);
    }

    /**
     * The settings for a look that is about no balancer.
     *
     * @throws InvalidParameterException if an option is wrong or the region can't be found
     */
    AwsSettings settings() {
        return settings(NO_BALANCER);
    }

    /**
     * The settings for a look at this balancer.
     *
     * @throws InvalidParameterException if an option is wrong or the region can't be found
     */
    AwsSettings settings(LoadBalancerSpec balancer) {
        if (externalId != null && roleArn == null) {
            throw new InvalidParameterException(
                    "externalId", externalId, "goes with --role-arn; set it or leave this out");
        }
        if (endpoint != null
                && (endpoint.getHost() == null
                        || !String.valueOf(endpoint.getScheme()).matches("https?"))) {
            throw new InvalidParameterException("endpointUrl", endpoint, "is no URL; write it like https://host:port");
        }
        return new AwsSettings(
                Regions.choose(
                        region,
                        balancer,
                        System.getenv(),
                        null,
                        DefaultAwsRegionProviderChain.builder()
                                .profileName(profile)
                                .build()),
                DefaultCredentialsProvider.builder().profileName(profile).build(),
                roleArn,
                externalId,
                endpoint,
                null,
                AwsSettings.accountIn(balancer.arn()),
                // The usual rate is for hundreds of gates at once; one command has a handful of calls in its life.
                AccountCalls.HIGHEST_RATE);
    }
}
