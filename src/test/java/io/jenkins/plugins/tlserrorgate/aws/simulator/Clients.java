package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's clients for a simulated AWS, without retries and with a short timeout. */
final class Clients implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SimulatedAws aws;
    private final AwsCredentials credentials;
    private final String region;
    private final List<SdkAutoCloseable> open = new ArrayList<>();

    private Clients(SimulatedAws aws, AwsCredentials credentials, String region) {
        this.aws = aws;
        this.credentials = credentials;
        this.region = region;
    }

    /** Clients of the default account in eu-central-1. */
    static Clients of(SimulatedAws aws) {
        return of(aws, Account.DEFAULT_KEY, "eu-central-1");
    }

    static Clients of(SimulatedAws aws, AccessKey key, String region) {
        return of(aws, AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()), region);
    }

    static Clients of(SimulatedAws aws, AwsCredentials credentials, String region) {
        return new Clients(aws, credentials, region);
    }

    CloudWatchClient cloudWatch() {
        return cloudWatch(TIMEOUT);
    }

    CloudWatchClient cloudWatch(Duration timeout) {
        return configured(CloudWatchClient.builder(), timeout)
                .httpClient(http(timeout))
                .build();
    }

    ElasticLoadBalancingV2Client loadBalancing() {
        return configured(ElasticLoadBalancingV2Client.builder(), TIMEOUT)
                .httpClient(http(TIMEOUT))
                .build();
    }

    StsClient sts() {
        return configured(StsClient.builder(), TIMEOUT)
                .httpClient(http(TIMEOUT))
                .build();
    }

    private SdkHttpClient http(Duration timeout) {
        SdkHttpClient client = ApacheHttpClient.builder().socketTimeout(timeout).build();
        open.add(client);
        return client;
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder, Duration timeout) {
        return builder.endpointOverride(aws.endpoint())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(override ->
                        override.apiCallAttemptTimeout(timeout).retryStrategy(strategy -> strategy.maxAttempts(1)));
    }

    @Override
    public void close() {
        Collections.reverse(open);
        open.forEach(SdkAutoCloseable::close);
    }
}
