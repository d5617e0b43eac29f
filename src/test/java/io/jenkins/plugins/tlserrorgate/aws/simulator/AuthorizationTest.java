package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class AuthorizationTest {
    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");

    private static void refused(int status, String code, Executable call) {
        AwsServiceException e = assertThrows(AwsServiceException.class, call);
        assertEquals(status, e.statusCode());
        assertEquals(code, e.awsErrorDetails().errorCode());
    }

    private static HttpResponse<String> post(SimulatedAws aws, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(aws.endpoint())
                .POST(HttpRequest.BodyPublishers.ofString("Action=DescribeSSLPolicies&Version=2015-12-01"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void unknownKeysAreRefusedByAllServices() {
        try (SimulatedAws aws = SimulatedAws.start(Scenario.builder().build(), SimulatedClock.fixed(NOW));
                Clients stranger = Clients.of(aws, AccessKey.of("AKIAUNKNOWN", "s"), "eu-central-1")) {
            refused(403, "InvalidClientTokenId", () -> stranger.sts().getCallerIdentity());
            refused(403, "InvalidClientTokenId", () -> stranger.loadBalancing().describeSSLPolicies());
            refused(403, "InvalidClientTokenId", () -> stranger.cloudWatch().listMetrics());
            assertEquals("AKIAUNKNOWN", aws.requests().all().get(0).accessKeyId());
            assertEquals("InvalidClientTokenId", aws.requests().all().get(0).errorCode());
        }
    }

    @Test
    void aWrongSecretIsRefused() {
        AccessKey wrong = AccessKey.of(Account.DEFAULT_KEY.accessKeyId(), "not-the-secret");
        try (SimulatedAws aws = SimulatedAws.start(Scenario.builder().build(), SimulatedClock.fixed(NOW));
                Clients thief = Clients.of(aws, wrong, "eu-central-1")) {
            refused(403, "SignatureDoesNotMatch", () -> thief.sts().getCallerIdentity());
            refused(403, "SignatureDoesNotMatch", () -> thief.loadBalancing().describeSSLPolicies());
            refused(403, "SignatureDoesNotMatch", () -> thief.cloudWatch().listMetrics());
        }
    }

    @Test
    void missingPermissionsAreNamed() {
        AccessKey key = AccessKey.of("AKIAREADER", "s").allowing("elasticloadbalancing:DescribeLoad*");
        Scenario scenario =
                Scenario.builder().accounts(Account.of(Account.DEFAULT_ID, key)).build();
        try (SimulatedAws aws = SimulatedAws.start(scenario, SimulatedClock.fixed(NOW));
                Clients reader = Clients.of(aws, key, "eu-central-1")) {
            reader.loadBalancing().describeLoadBalancers();
            refused(403, "AccessDenied", () -> reader.loadBalancing().describeSSLPolicies());
            refused(403, "AccessDenied", () -> reader.cloudWatch().listMetrics());
        }
    }

    @Test
    void requestsMustBeSigned() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start(Scenario.builder().build(), SimulatedClock.fixed(NOW))) {
            HttpResponse<String> unsigned = post(aws);
            assertEquals(403, unsigned.statusCode());
            assertTrue(unsigned.body().contains("<Code>MissingAuthenticationToken</Code>"), unsigned.body());
            HttpResponse<String> basic = post(aws, "Authorization", "Basic eDp5");
            assertTrue(basic.body().contains("<Code>IncompleteSignature</Code>"), basic.body());
            String scope = "AWS4-HMAC-SHA256 Credential=AKIASIMULATED0000001/20260114/eu-central-1/sts/aws4_request,"
                    + " SignedHeaders=host, Signature=" + "0".repeat(64);
            HttpResponse<String> otherService = post(aws, "Authorization", scope);
            assertTrue(otherService.body().contains("<Code>SignatureDoesNotMatch</Code>"), otherService.body());
        }
    }

    @Test
    void onlyTheScenariosRegionsAreValid() {
        Scenario scenario = Scenario.builder().regions("eu-central-1").build();
        try (SimulatedAws aws = SimulatedAws.start(scenario, SimulatedClock.fixed(NOW));
                Clients here = Clients.of(aws);
                Clients mistyped = Clients.of(aws, Account.DEFAULT_KEY, "eu-centrl-1")) {
            here.cloudWatch().listMetrics();
            refused(403, "SignatureDoesNotMatch", () -> mistyped.cloudWatch().listMetrics());
        }
    }

    @Test
    void oldSignaturesAreRefusedIfAsked() {
        Scenario scenario = Scenario.builder().checksDate(true).build();
        try (SimulatedAws late = SimulatedAws.start(scenario, SimulatedClock.fixed(NOW));
                Clients clients = Clients.of(late)) {
            refused(403, "SignatureDoesNotMatch", () -> clients.sts().getCallerIdentity());
        }
        try (SimulatedAws present = SimulatedAws.start(scenario, SimulatedClock.running(Instant.now(), 1));
                Clients clients = Clients.of(present)) {
            clients.sts().getCallerIdentity();
        }
    }
}
