package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.aws.simulator.LoggedRequest;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException.Kind;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

class AwsConnectionTest extends AwsTestCase {

    private static void look(AwsConnection connection) throws SourceException, InterruptedException {
        connection.directory().resolve(List.of(LoadBalancerSpec.parse("loadBalancer", "shop")), List.of());
        SeriesKey key =
                new SeriesKey(Scope.of(LoadBalancerId.of(SHOP.dimension())), "NewConnectionCount", Statistic.SUM);
        connection.metrics().read(Set.of(key), new Window(NOW.minus(Duration.ofMinutes(5)), NOW));
    }

    private void open(AccessKey key, String roleArn, String externalId) throws SourceException, InterruptedException {
        try (AwsConnection connection = AwsConnection.open(settings(key, roleArn, externalId))) {
            look(connection);
        }
    }

    @Test
    void aRoleIsAssumedOnceForAllCallsOfALook() throws Exception {
        try (AwsConnection connection = AwsConnection.open(settings(READER, ROLE, EXTERNAL_ID))) {
            look(connection);
        }
        List<LoggedRequest> all = aws.requests().all();
        assertThat(
                all.stream().map(LoggedRequest::operation).toList(),
                is(List.of("AssumeRole", "DescribeLoadBalancers", "GetMetricData")));
        assertThat(all.get(0).accessKeyId(), is(READER.accessKeyId()));
        assertThat(all.get(1).accessKeyId(), startsWith("ASIA"));
        assertThat(all.get(2).accessKeyId(), is(all.get(1).accessKeyId()));
        assertThat(all.stream().map(LoggedRequest::region).toList(), everyItem(is("eu-central-1")));
    }

    @Test
    void whoeverReadsCloudTrailSeesWhoAssumedTheRole() throws Exception {
        open(ADMIN, ROLE, EXTERNAL_ID);
        assertThat(
                String.valueOf(aws.requests().of("AssumeRole").get(0).parameters()), containsString("tls-error-gate"));
    }

    @Test
    void aRoleThatIsDeniedNamesTheActionTheRoleAndTheRequest() {
        for (String externalId : new String[] {null, "wrong"}) {
            SourceException error = fails(Kind.PERMANENT, () -> open(ADMIN, ROLE, externalId));
            assertThat(
                    error.getMessage(),
                    allOf(
                            startsWith("sts:AssumeRole of " + ROLE + " was denied"),
                            containsString("allow the IAM action sts:AssumeRole"),
                            containsString("trust policy"),
                            containsString("external id"),
                            containsString("(request id " + lastRequestId() + ")")));
        }
        fails(Kind.PERMANENT, () -> open(ADMIN, ROLE + "s", EXTERNAL_ID));
    }

    @Test
    void aRoleWithoutPermissionsIsToldApartFromOneThatCanNotBeAssumed() {
        SourceException error = fails(Kind.PERMANENT, () -> {
            try (AwsConnection connection =
                    AwsConnection.open(settings(ADMIN, "arn:aws:iam::123456789012:role/powerless", null))) {
                look(connection);
            }
        });
        assertThat(error.getMessage(), startsWith("elasticloadbalancing:DescribeLoadBalancers was denied"));
        assertThat(error.getMessage(), containsString("assumed-role/powerless/tls-error-gate"));
    }

    @Test
    void anUnknownAccessKeyIsSaidToBeOneBeforeTheRoleIsBlamed() {
        AccessKey unknown = AccessKey.of("AKIAUNKNOWN000000001", "unknown-secret");
        SourceException error = fails(Kind.PERMANENT, () -> open(unknown, ROLE, EXTERNAL_ID));
        assertThat(error.getMessage(), containsString("AWS does not accept the credentials"));
        assertThat(error.getMessage(), not(containsString("unknown-secret")));
    }

    @Test
    void aFaultOfTheTokenServiceMayPass() {
        aws.faults()
                .inject(Fault.of(Fault.Kind.INTERNAL_FAILURE).on("AssumeRole").times(0));
        SourceException error = fails(Kind.TRANSIENT, () -> open(ADMIN, ROLE, EXTERNAL_ID));
        assertThat(error.getMessage(), startsWith("sts:AssumeRole of " + ROLE));
        assertThat(aws.requests().all(), hasSize(3));
    }

    @Test
    void aTokenThatExpiresDuringALookMayPassAsTheNextLookAssumesTheRoleAnew() throws Exception {
        try (AwsConnection connection = AwsConnection.open(settings(ADMIN, ROLE, EXTERNAL_ID))) {
            look(connection);
            clock.advance(Duration.ofHours(2));
            SourceException error = fails(Kind.TRANSIENT, () -> look(connection));
            assertThat(error.getMessage(), containsString("has expired"));
        }
        try (AwsConnection connection = AwsConnection.open(settings(ADMIN, ROLE, EXTERNAL_ID))) {
            look(connection);
        }
    }

    @Test
    void aMachineWithoutCredentialsIsToldWhereToPutThem() throws Exception {
        AwsSettings nobody = new AwsSettings(
                Region.EU_CENTRAL_1,
                AwsCredentialsProviderChain.of(() -> {
                    throw SdkClientException.create("nothing here");
                }),
                null,
                null,
                aws.endpoint(),
                null,
                null,
                PACE);
        try (AwsConnection connection = AwsConnection.open(nobody)) {
            SourceException error = fails(Kind.PERMANENT, () -> look(connection));
            assertThat(error.getMessage(), containsString("no AWS credentials were found; set credentialsId"));
        }
        assertThat(aws.requests().all(), hasSize(0));
    }

    @Test
    void anEndpointWhereNobodyListensMayPass() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        AwsSettings nowhere = new AwsSettings(
                Region.EU_CENTRAL_1,
                credentials(ADMIN),
                null,
                null,
                URI.create("http://127.0.0.1:" + port),
                null,
                null,
                PACE);
        try (AwsConnection connection = AwsConnection.open(nowhere)) {
            SourceException error = fails(Kind.TRANSIENT, () -> look(connection));
            assertThat(error.getMessage(), containsString("no usable answer from AWS: ConnectException"));
        }
    }
}
