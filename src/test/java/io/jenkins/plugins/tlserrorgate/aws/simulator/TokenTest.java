package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

class TokenTest {
    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");
    private static final String REGION = "eu-central-1";
    private static final String GATE = "arn:aws:iam::999999999999:role/gate";
    private static final AccessKey POWERLESS =
            AccessKey.of("AKIAPOWERLESS", "s").allowing("cloudwatch:Get*");

    private final Balancer shop =
            Balancer.application("shop").account("999999999999").build();
    private final SimulatedClock clock = SimulatedClock.fixed(NOW);
    private final SimulatedAws aws = SimulatedAws.start(
            Scenario.builder()
                    .accounts(
                            Account.of(Account.DEFAULT_ID, Account.DEFAULT_KEY, POWERLESS),
                            Account.of("999999999999")
                                    .withRoles(
                                            Role.of("gate", "cloudwatch:GetMetricData")
                                                    .withExternalId("tls"),
                                            Role.of("open", "*")))
                    .balancers(shop)
                    .build(),
            clock);
    private final Clients clients = Clients.of(aws);
    private final StsClient sts = clients.sts();

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    private AssumeRoleResponse assume(String arn, String externalId) {
        return sts.assumeRole(request -> request.roleArn(arn)
                .roleSessionName("build-7")
                .externalId(externalId)
                .durationSeconds(900));
    }

    private Clients as(Credentials credentials, String token) {
        return Clients.of(
                aws,
                AwsSessionCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey(), token),
                REGION);
    }

    private static AwsServiceException refused(int status, String code, Executable call) {
        AwsServiceException e = assertThrows(AwsServiceException.class, call);
        assertEquals(status, e.statusCode());
        assertEquals(code, e.awsErrorDetails().errorCode());
        return e;
    }

    private int points(CloudWatchClient client) {
        return client.getMetricData(request -> request.startTime(NOW.minusSeconds(600))
                        .endTime(NOW.minusSeconds(300))
                        .metricDataQueries(Queries.sums("a", shop, "NewConnectionCount", 60)))
                .metricDataResults()
                .get(0)
                .values()
                .size();
    }

    @Test
    void tellsTheCallerWhoTheyAre() {
        var identity = sts.getCallerIdentity();
        assertEquals(Account.DEFAULT_ID, identity.account());
        assertEquals("arn:aws:iam::123456789012:user/jenkins", identity.arn());
    }

    @Test
    void assumedRolesSeeTheirAccountWithTheirPermissionsUntilTheyExpire() {
        AssumeRoleResponse role = assume(GATE, "tls");
        assertEquals(NOW.plusSeconds(900), role.credentials().expiration());
        assertEquals(
                "arn:aws:sts::999999999999:assumed-role/gate/build-7",
                role.assumedRoleUser().arn());
        try (Clients assumed = as(role.credentials(), role.credentials().sessionToken())) {
            CloudWatchClient client = assumed.cloudWatch();
            assertEquals(5, points(client));
            assertEquals(
                    role.assumedRoleUser().arn(),
                    assumed.sts().getCallerIdentity().arn());
            AwsServiceException denied = refused(403, "AccessDenied", client::listMetrics);
            assertEquals(
                    "User: arn:aws:sts::999999999999:assumed-role/gate/build-7 is not authorized to perform:"
                            + " cloudwatch:ListMetrics because no identity-based policy allows"
                            + " the cloudwatch:ListMetrics action",
                    denied.awsErrorDetails().errorMessage());
            clock.advance(Duration.ofSeconds(900));
            refused(403, "ExpiredToken", () -> points(client));
            refused(403, "ExpiredToken", () -> assumed.sts().getCallerIdentity());
        }
        assertEquals(0, points(clients.cloudWatch()), "the balancer belongs to the other account");
    }

    @Test
    void aSessionNeedsItsOwnToken() {
        Credentials credentials = assume(GATE, "tls").credentials();
        try (Clients wrong = as(credentials, "another")) {
            refused(403, "InvalidClientTokenId", () -> points(wrong.cloudWatch()));
        }
    }

    @Test
    void rolesAreDeniedWithoutTheirExternalIdOrPermission() {
        for (Executable call : new Executable[] {
            () -> assume(GATE, null),
            () -> assume(GATE, "TLS"),
            () -> assume("arn:aws:iam::999999999999:role/missing", "tls"),
            () -> assume("arn:aws:iam::000000000000:role/gate", "tls")
        }) {
            AwsServiceException e = refused(403, "AccessDenied", call);
            assertTrue(
                    e.awsErrorDetails()
                            .errorMessage()
                            .startsWith("User: arn:aws:iam::123456789012:user/jenkins is not authorized to perform:"
                                    + " sts:AssumeRole on resource: arn:aws:iam::"),
                    e.getMessage());
        }
        try (Clients powerless = Clients.of(aws, POWERLESS, REGION)) {
            refused(
                    403,
                    "AccessDenied",
                    () -> powerless
                            .sts()
                            .assumeRole(request -> request.roleArn("arn:aws:iam::999999999999:role/open")
                                    .roleSessionName("x1")));
        }
    }

    @Test
    void invalidArgumentsAreRefused() {
        refused(400, "ValidationError", () -> assume("gate", "tls"));
        refused(
                400,
                "ValidationError",
                () -> sts.assumeRole(request -> request.roleArn(GATE).roleSessionName("build 7")));
        refused(
                400,
                "ValidationError",
                () -> sts.assumeRole(request ->
                        request.roleArn(GATE).roleSessionName("build").durationSeconds(60)));
    }
}
