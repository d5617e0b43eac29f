package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The clients of one look at AWS; the one place that builds them. They are built, and the role is assumed, when first
 * something is asked: many a look finds all it wants among what others have just read. Closing it closes them all.
 */
public final class AwsConnection implements AutoCloseable {

    /** Shows in CloudTrail who assumed the role. */
    private static final String SESSION_NAME = "tls-error-gate";

    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(20);

    /**
     * How long to wait for AWS.
     *
     * @param connect for a connection
     * @param attempt for the answer to one attempt
     * @param call for all attempts together
     * @param firstRetry before the second attempt, about; ten times as long after throttling
     */
    record Timeouts(Duration connect, Duration attempt, Duration call, Duration firstRetry) {

        static final Timeouts USUAL = new Timeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofMillis(100));
    }

    private final AnswerGuard guard = new AnswerGuard();
    private final AwsSettings settings;
    private final Timeouts timeouts;
    private final AccountCalls calls;
    private Clients clients;

    private record Clients(
            SdkHttpClient http, CloudWatchClient cloudWatch, ElasticLoadBalancingV2Client loadBalancing) {}

    private AwsConnection(AwsSettings settings, Timeouts timeouts) {
        this.settings = settings;
        this.timeouts = timeouts;
        this.calls = AccountCalls.of(settings.payer(), settings.region().id());
    }

    /** The way to AWS that these settings tell of; asks nothing yet. */
    public static AwsConnection open(AwsSettings settings) {
        return open(settings, Timeouts.USUAL);
    }

    static AwsConnection open(AwsSettings settings, Timeouts timeouts) {
        return new AwsConnection(settings, timeouts);
    }

    /** Builds the clients, and assumes the role if there is one: once, so that all calls of this look share it. */
    private synchronized Clients clients() throws SourceException, InterruptedException {
        if (clients == null) {
            clients = build();
        }
        return clients;
    }

    private Clients build() throws SourceException, InterruptedException {
        SecretsInLogs.blacken();
        ApacheHttpClient.Builder builder =
                ApacheHttpClient.builder().connectionTimeout(timeouts.connect()).socketTimeout(timeouts.attempt());
        if (settings.proxy() != null) {
            builder.proxyConfiguration(settings.proxy());
        }
        SdkHttpClient http = builder.build();
        try {
            AwsCredentialsProvider credentials = identity(settings, timeouts, http, calls);
            return new Clients(
                    http,
                    configured(
                                    CloudWatchClient.builder().httpClient(http),
                                    settings,
                                    timeouts,
                                    credentials,
                                    guard,
                                    calls)
                            .build(),
                    configured(
                                    ElasticLoadBalancingV2Client.builder().httpClient(http),
                                    settings,
                                    timeouts,
                                    credentials,
                                    guard,
                                    calls)
                            .build());
        } catch (SourceException | InterruptedException | RuntimeException e) {
            http.close();
            throw e;
        }
    }

    private static AwsCredentialsProvider identity(
            AwsSettings settings, Timeouts timeouts, SdkHttpClient http, AccountCalls calls)
            throws SourceException, InterruptedException {
        if (settings.roleArn() == null) {
            return settings.credentials();
        }
        try (StsClient sts = configured(
                        StsClient.builder().httpClient(http),
                        settings,
                        timeouts,
                        settings.credentials(),
                        new AnswerGuard(),
                        calls)
                .build()) {
            Credentials assumed = sts.assumeRole(AssumeRoleRequest.builder()
                            .roleArn(settings.roleArn())
                            .externalId(settings.externalId())
                            .roleSessionName(SESSION_NAME)
                            .build())
                    .credentials();
            return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                    assumed.accessKeyId(), assumed.secretAccessKey(), assumed.sessionToken()));
        } catch (SdkException e) {
            throw AwsErrors.translate(
                    "sts:AssumeRole of " + settings.roleArn(),
                    "allow the IAM action sts:AssumeRole to this identity, and check that the role's trust policy names"
                            + " it and the external id",
                    e);
        }
    }

    private static <B extends AwsClientBuilder<B, ?>> B configured(
            B builder,
            AwsSettings settings,
            Timeouts timeouts,
            AwsCredentialsProvider credentials,
            AnswerGuard guard,
            AccountCalls calls) {
        Pacer pacer = new Pacer(calls, settings.callsPerSecond());
        builder.region(settings.region())
                .credentialsProvider(credentials)
                .overrideConfiguration(o -> o.apiCallAttemptTimeout(timeouts.attempt())
                        .apiCallTimeout(timeouts.call())
                        .addExecutionInterceptor(guard)
                        .addExecutionInterceptor(pacer)
                        .addMetricPublisher(pacer)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .backoffStrategy(BackoffStrategy.exponentialDelay(timeouts.firstRetry(), LONGEST_RETRY))
                                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(
                                        timeouts.firstRetry().multipliedBy(10), LONGEST_RETRY))
                                .build()));
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        return builder;
    }

    /**
     * The port to CloudWatch; it fails where this machine's clock is off. As the others it fails, too, where the role
     * can't be assumed.
     */
    public MetricSource metrics() {
        MetricSource source =
                UsableAnswers.metrics(() -> new CloudWatchSource(clients().cloudWatch()));
        return (keys, window, period) -> {
            Map<SeriesKey, Series> series = source.read(keys, window, period);
            guard.checkClock();
            return series;
        };
    }

    /**
     * The same port, but what others have read as this very identity within the minute is not read again.
     *
     * @param shared what was read
     * @param settle how long after its end a window has settled for who asks
     */
    public MetricSource metrics(SharedReads shared, Duration settle) {
        String identity = settings.fingerprint();
        return identity == null ? metrics() : shared.of(metrics(), identity, settle, calls);
    }

    /** The port to Elastic Load Balancing. */
    public BalancerDirectory directory() {
        BalancerDirectory directory = UsableAnswers.directory(() -> new ElasticLoadBalancingDirectory(
                clients().loadBalancing(), settings.region().id()));
        return (balancers, targetGroups) -> {
            BalancerDirectory.Resolved found = directory.resolve(balancers, targetGroups);
            settings.learn(found.arn());
            return found;
        };
    }

    /** The port to the listeners' TLS settings. */
    public ListenerSource listeners() {
        return UsableAnswers.listeners(() -> new ElasticLoadBalancingListeners(
                clients().loadBalancing(), settings.region().id()));
    }

    /** How many answers AWS has given here; none where all was found among what others have read. */
    public int answers() {
        return guard.answers();
    }

    /**
     * The names of the region's Application and Network Load Balancers, sorted: those on the first page, which has up to 400.
     *
     * @throws SourceException if they can't be listed
     */
    public List<String> balancerNames() throws SourceException, InterruptedException {
        return UsableAnswers.choices(() -> new BalancerChoices(clients().loadBalancing()).balancers());
    }

    /**
     * The names of the target groups of load balancers whose target errors are counted, sorted: for each balancer those on the
     * first page, which has up to 400. A balancer that does not exist has none.
     *
     * @throws SourceException if they can't be listed
     */
    public List<String> targetGroupNames(List<LoadBalancerSpec> balancers)
            throws SourceException, InterruptedException {
        return UsableAnswers.choices(() -> new BalancerChoices(clients().loadBalancing()).targetGroups(balancers));
    }

    @Override
    public synchronized void close() {
        if (clients != null) {
            clients.cloudWatch().close();
            clients.loadBalancing().close();
            clients.http().close();
        }
    }
}
