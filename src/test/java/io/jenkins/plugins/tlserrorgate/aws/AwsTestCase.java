package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Publication;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Role;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedClock;
import io.jenkins.plugins.tlserrorgate.aws.simulator.TargetGroup;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Traffic;
import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A simulated AWS over HTTP with a few balancers and identities, and connections to it. */
abstract class AwsTestCase {

    static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");
    /** So fast that no test has to wait for its calls. */
    static final int PACE = 10_000;

    static final AccessKey ADMIN = Account.DEFAULT_KEY;
    static final AccessKey READER = new AccessKey(
            "AKIAREADER0000000001",
            "reader-secret",
            "reader",
            java.util.List.of("cloudwatch:GetMetricData", "sts:AssumeRole"));
    static final AccessKey LISTER = new AccessKey(
            "AKIALISTER0000000001",
            "lister-secret",
            "lister",
            java.util.List.of("elasticloadbalancing:DescribeLoadBalancers"));
    static final String ROLE = "arn:aws:iam::123456789012:role/gate";
    static final String EXTERNAL_ID = "external-7f3a";

    static final TargetGroup API = TargetGroup.builder("api").build();
    static final TargetGroup FUNCTION =
            TargetGroup.builder("function").targetType("lambda").build();
    static final TargetGroup OTHERS = TargetGroup.builder("others").build();
    static final Balancer SHOP = Balancer.application("shop")
            .targetGroups(API, FUNCTION)
            .traffic(Traffic.steady(100))
            .build();
    static final Balancer EDGE = Balancer.network("edge").targetGroups(OTHERS).build();

    final SimulatedClock clock = SimulatedClock.fixed(NOW);
    final SimulatedAws aws = SimulatedAws.start(
            Scenario.builder()
                    .publication(Publication.IMMEDIATE)
                    .accounts(Account.of(Account.DEFAULT_ID, ADMIN, READER, LISTER)
                            .withRoles(
                                    Role.of("gate", "cloudwatch:*", "elasticloadbalancing:*")
                                            .withExternalId(EXTERNAL_ID),
                                    Role.of("powerless")))
                    .balancers(SHOP, EDGE)
                    .build(),
            clock);

    @AfterEach
    void close() {
        aws.close();
    }

    static AwsCredentialsProvider credentials(AccessKey key) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    }

    AwsSettings settings(AccessKey key) {
        return settings(key, null, null);
    }

    AwsSettings settings(AccessKey key, String roleArn, String externalId) {
        return new AwsSettings(
                Region.EU_CENTRAL_1, credentials(key), roleArn, externalId, aws.endpoint(), null, null, PACE);
    }

    AwsConnection open(AccessKey key) throws SourceException, InterruptedException {
        return AwsConnection.open(settings(key));
    }

    /** A connection that does not wait long for an answer. */
    AwsConnection openImpatiently() throws SourceException, InterruptedException {
        return AwsConnection.open(
                settings(ADMIN),
                new AwsConnection.Timeouts(
                        Duration.ofSeconds(10),
                        Duration.ofMillis(1_500),
                        Duration.ofSeconds(15),
                        Duration.ofMillis(5)));
    }

    /** Runs what must fail for lack of an answer; the message is one line without a secret. */
    static SourceException fails(SourceException.Kind kind, Executable action) {
        SourceException error = assertThrows(SourceException.class, action);
        assertThat(error.getMessage(), error.kind(), is(kind));
        Errors.checkOneLine(error.getMessage());
        for (AccessKey key : new AccessKey[] {ADMIN, READER, LISTER}) {
            assertThat(error.getMessage(), not(containsString(key.secretAccessKey())));
        }
        assertThat(error.getMessage(), not(containsString("AWS4-HMAC-SHA256")));
        assertThat(error.getMessage(), not(containsString(EXTERNAL_ID)));
        return error;
    }

    /** The request id of the last request that the simulator answered. */
    String lastRequestId() {
        var all = aws.requests().all();
        return all.get(all.size() - 1).requestId();
    }
}
