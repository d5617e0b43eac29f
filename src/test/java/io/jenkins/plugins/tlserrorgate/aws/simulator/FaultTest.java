package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

class FaultTest {
    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");

    private final Balancer shop = Balancer.application("shop").build();
    private final SimulatedAws aws =
            SimulatedAws.start(Scenario.builder().balancers(shop).build(), SimulatedClock.fixed(NOW));
    private final Clients clients = Clients.of(aws);
    private final CloudWatchClient cloudWatch = clients.cloudWatch();
    private final ElasticLoadBalancingV2Client loadBalancing = clients.loadBalancing();

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    private GetMetricDataResponse read() {
        return read(cloudWatch);
    }

    private GetMetricDataResponse read(CloudWatchClient client) {
        return client.getMetricData(request -> request.startTime(NOW.minusSeconds(900))
                .endTime(NOW.minusSeconds(300))
                .metricDataQueries(
                        Queries.sums("a", shop, "NewConnectionCount", 60),
                        Queries.sums("b", shop, "RequestCount", 60)));
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLING, 400, Throttling, Rate exceeded",
        "INTERNAL_FAILURE, 500, InternalFailure, unknown error",
        "SERVICE_UNAVAILABLE, 503, ServiceUnavailable, temporary failure",
        "EXPIRED_TOKEN, 403, ExpiredToken, expired",
        "ACCESS_DENIED, 403, AccessDenied, user/jenkins is not authorized to perform: "
    })
    void errorsLookLikeAwsInBothProtocols(Fault.Kind kind, int status, String code, String message) {
        aws.faults().inject(Fault.of(kind).times(2));
        AwsServiceException cbor = assertThrows(AwsServiceException.class, this::read);
        AwsServiceException query = assertThrows(AwsServiceException.class, loadBalancing::describeLoadBalancers);
        for (AwsServiceException e : List.of(cbor, query)) {
            assertEquals(status, e.statusCode());
            assertEquals(code, e.awsErrorDetails().errorCode());
            assertTrue(e.awsErrorDetails().errorMessage().contains(message), e.getMessage());
            assertNotNull(e.requestId());
        }
        assertEquals(kind == Fault.Kind.THROTTLING, cbor.isThrottlingException());
        assertEquals(20, points(read()));
        assertEquals(
                List.of(cbor.requestId(), query.requestId()),
                aws.requests().all().stream()
                        .limit(2)
                        .map(LoggedRequest::requestId)
                        .toList());
    }

    private static int points(GetMetricDataResponse response) {
        return response.metricDataResults().stream()
                .mapToInt(result -> result.values().size())
                .sum();
    }

    @Test
    void faultsConcernTheirOperationAsOftenAsTheySay() {
        aws.faults()
                .inject(Fault.error(418, "Teapot", "short and stout")
                        .on("GetMetricData")
                        .times(2));
        loadBalancing.describeLoadBalancers();
        assertEquals(
                "Teapot",
                assertThrows(AwsServiceException.class, this::read)
                        .awsErrorDetails()
                        .errorCode());
        assertEquals(418, assertThrows(AwsServiceException.class, this::read).statusCode());
        read();
        aws.faults().inject(Fault.of(Fault.Kind.THROTTLING).times(0));
        for (int i = 0; i < 5; i++) {
            assertThrows(AwsServiceException.class, this::read);
        }
        aws.faults().clear();
        read();
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP", "MALFORMED_BODY", "TRUNCATED_BODY"})
    void brokenAnswersAreNoAnswers(Fault.Kind kind) {
        aws.faults().inject(Fault.of(kind).times(2));
        assertThrows(SdkException.class, this::read);
        assertThrows(SdkException.class, loadBalancing::describeLoadBalancers);
        assertEquals(20, points(read()));
    }

    @Test
    void heldAnswersTimeOut() {
        aws.faults().inject(Fault.hold(Duration.ofSeconds(30)));
        CloudWatchClient impatient = clients.cloudWatch(Duration.ofMillis(300));
        assertThrows(SdkClientException.class, () -> read(impatient));
        assertEquals(0, aws.requests().all().get(0).status());
        assertEquals(20, points(read()));
    }

    @Test
    void slowBodiesOutlastTheTimeOfAnAttempt() {
        CloudWatchClient impatient = clients.cloudWatch(Duration.ofMillis(500));
        aws.faults().inject(Fault.slowBody(Duration.ofSeconds(2)));
        assertThrows(ApiCallAttemptTimeoutException.class, () -> read(impatient));
        aws.faults().inject(Fault.slowBody(Duration.ofMillis(200)));
        assertEquals(20, points(read()));
    }

    @ParameterizedTest
    @CsvSource({"PartialData, 5", "InternalError, 0", "Forbidden, 0"})
    void oneMetricCanBeIncomplete(String code, int points) {
        aws.faults().inject(Fault.metricStatus("RequestCount", code));
        List<MetricDataResult> results = read().metricDataResults();
        assertEquals("Complete", results.get(0).statusCodeAsString());
        assertEquals(10, results.get(0).values().size());
        assertEquals(code, results.get(1).statusCodeAsString());
        assertEquals(points, results.get(1).values().size());
        assertEquals(code, results.get(1).messages().get(0).code());
    }

    @Test
    void tokensCanRepeat() {
        aws.faults().inject(Fault.of(Fault.Kind.REPEATED_TOKEN).times(2));
        assertEquals(read().nextToken(), read().nextToken());
        assertNull(read().nextToken());
    }

    @Test
    void unknownMembersAndLongOnesDoNotDisturbTheSdk() {
        GetMetricDataResponse plain = read();
        aws.faults().inject(Fault.of(Fault.Kind.UNKNOWN_FIELDS).times(2));
        assertEquals(plain.metricDataResults(), read().metricDataResults());
        assertEquals(1, loadBalancing.describeLoadBalancers().loadBalancers().size());
        aws.faults().inject(Fault.oversizedBody(5 << 20));
        assertEquals(plain.metricDataResults(), read().metricDataResults());
    }

    @Test
    void differentFaultsMeetInOneRequest() {
        aws.faults().inject(Fault.metricStatus("RequestCount", "Forbidden"));
        aws.faults().inject(Fault.metricStatus("NewConnectionCount", "InternalError"));
        assertEquals(
                List.of("InternalError", "Forbidden"),
                read().metricDataResults().stream()
                        .map(MetricDataResult::statusCodeAsString)
                        .toList());
    }

    @Test
    void requestsAreLogged() {
        read();
        loadBalancing.describeLoadBalancers(request -> request.names("shop"));
        LoggedRequest metrics = aws.requests().all().get(0);
        assertEquals(NOW, metrics.time());
        assertEquals("monitoring", metrics.service());
        assertEquals("GetMetricData", metrics.operation());
        assertEquals(2, metrics.queries());
        assertEquals("eu-central-1", metrics.region());
        assertEquals(Account.DEFAULT_KEY.accessKeyId(), metrics.accessKeyId());
        assertEquals(200, metrics.status());
        assertNull(metrics.errorCode());
        LoggedRequest balancers = aws.requests().of("DescribeLoadBalancers").get(0);
        assertEquals("shop", balancers.parameters().get("Names.member.1"));
        aws.requests().clear();
        assertEquals(List.of(), aws.requests().all());
    }
}
