package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.aws.simulator.LoggedRequest;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException.Kind;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudWatchSourceTest extends AwsTestCase {

    private static final Scope BALANCER = Scope.of(LoadBalancerId.of(SHOP.dimension()));
    private static final SeriesKey CLIENT = sum("ClientTLSNegotiationErrorCount");
    private static final SeriesKey CONNECTIONS = sum("NewConnectionCount");
    private static final SeriesKey REQUESTS = sum("RequestCount");
    private static final Window HOUR = new Window(NOW.minus(Duration.ofHours(1)), NOW);

    private static SeriesKey sum(String metric) {
        return new SeriesKey(BALANCER, metric, Statistic.SUM);
    }

    private Map<SeriesKey, Series> read(Set<SeriesKey> keys, Window window) throws Exception {
        return read(ADMIN, keys, window);
    }

    private Map<SeriesKey, Series> read(AccessKey key, Set<SeriesKey> keys, Window window) throws Exception {
        try (AwsConnection connection = open(key)) {
            return connection.metrics().read(keys, window);
        }
    }

    private Map<SeriesKey, Series> readImpatiently() throws Exception {
        try (AwsConnection connection = openImpatiently()) {
            return connection.metrics().read(Set.of(CLIENT), HOUR);
        }
    }

    private List<LoggedRequest> requests() {
        return aws.requests().of("GetMetricData");
    }

    @Test
    void allSeriesOfALookComeWithOneRequest() throws Exception {
        Map<SeriesKey, Series> series = read(Set.of(CLIENT, CONNECTIONS, REQUESTS), HOUR);
        assertThat(requests(), hasSize(1));
        assertThat(requests().get(0).queries(), is(3));
        assertThat(series.keySet(), is(Set.of(CLIENT, CONNECTIONS, REQUESTS)));
        assertThat(series.get(CONNECTIONS).count(), is(60));
        assertThat(sum(series.get(CONNECTIONS)), greaterThan(60 * 100.0));
        assertThat(sum(series.get(CLIENT)), allOf(greaterThan(0.0), lessThan(60.0)));
        assertThat(series.get(CLIENT).count(), lessThan(60));
    }

    @Test
    void aPointStandsInItsOwnMinute() throws Exception {
        double[] whole = read(Set.of(CONNECTIONS), HOUR).get(CONNECTIONS).values();
        Window minute = new Window(HOUR.start().plusSeconds(600), HOUR.start().plusSeconds(660));
        assertThat(read(Set.of(CONNECTIONS), minute).get(CONNECTIONS).value(0), is(whole[10]));
    }

    @Test
    void allStatisticsAreRead() throws Exception {
        Set<SeriesKey> keys = new LinkedHashSet<>();
        for (Statistic statistic : Statistic.values()) {
            keys.add(new SeriesKey(BALANCER, "NewConnectionCount", statistic));
        }
        Map<SeriesKey, Series> series = read(keys, HOUR);
        assertThat(requests(), hasSize(1));
        double samples = value(series, Statistic.SAMPLE_COUNT);
        assertThat(samples, is(6.0));
        assertThat(value(series, Statistic.AVERAGE), is(value(series, Statistic.SUM) / samples));
        assertThat(value(series, Statistic.MINIMUM), lessThan(value(series, Statistic.AVERAGE)));
        assertThat(value(series, Statistic.MAXIMUM), greaterThan(value(series, Statistic.AVERAGE)));
    }

    private static double value(Map<SeriesKey, Series> series, Statistic statistic) {
        return series.get(new SeriesKey(BALANCER, "NewConnectionCount", statistic))
                .value(7);
    }

    @Test
    void aNetworkLoadBalancerHasANamespaceOfItsOwn() throws Exception {
        SeriesKey flows =
                new SeriesKey(Scope.of(LoadBalancerId.of(EDGE.dimension())), "NewFlowCount_TLS", Statistic.SUM);
        assertThat(read(Set.of(flows), HOUR).get(flows).count(), is(60));
    }

    @Test
    void aTargetGroupIsAskedForByBothDimensions() throws Exception {
        SeriesKey requests = new SeriesKey(
                new Scope(LoadBalancerId.of(SHOP.dimension()), new TargetGroupId(API.dimension())),
                "RequestCount",
                Statistic.SUM);
        assertThat(read(Set.of(requests), HOUR).get(requests).count(), is(60));
    }

    @Test
    void aBalancerThatDoesNotExistHasNoPoints() throws Exception {
        SeriesKey key = new SeriesKey(
                Scope.of(LoadBalancerId.of("app/shoq/50dc6c495c0c9188")), "NewConnectionCount", Statistic.SUM);
        assertThat(read(Set.of(key), HOUR).get(key).count(), is(0));
    }

    @Test
    void moreThanFiveHundredSeriesTakeASecondRequest() throws Exception {
        Set<SeriesKey> keys = new LinkedHashSet<>();
        for (int i = 0; i < 501; i++) {
            keys.add(sum("Metric" + i));
        }
        keys.add(CONNECTIONS);
        Map<SeriesKey, Series> series = read(keys, HOUR);
        assertThat(requests().stream().map(LoggedRequest::queries).toList(), is(List.of(500, 2)));
        assertThat(series.keySet(), hasSize(502));
        assertThat(series.get(CONNECTIONS).count(), is(60));
    }

    @Test
    void morePointsThanOneAnswerHoldsCompleteEachOtherOverThePages() throws Exception {
        Set<SeriesKey> keys = new LinkedHashSet<>();
        for (String metric : List.of("NewConnectionCount", "RequestCount", "ActiveConnectionCount")) {
            for (Statistic statistic : Statistic.values()) {
                keys.add(new SeriesKey(BALANCER, metric, statistic));
            }
        }
        Window days = new Window(NOW.minus(Duration.ofDays(5)), NOW);
        Map<SeriesKey, Series> series = read(keys, days);
        assertThat(15 * days.minutes(), greaterThan(100_800));
        assertThat(requests(), hasSize(2));
        assertThat(series.values().stream().map(Series::count).toList(), everyItem(is(days.minutes())));
    }

    @Test
    void aPageThatCloudWatchNoLongerKnowsMayPassAsTheNextLookBeginsAnew() {
        aws.faults().inject(Fault.error(400, "InvalidNextToken", "The next token specified is invalid."));
        fails(Kind.TRANSIENT, () -> read(Set.of(CLIENT), HOUR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PartialData", "InternalError"})
    void aSeriesThatIsNotCompleteIsNotTakenForOneWithoutErrors(String status) {
        aws.faults().inject(Fault.metricStatus("ClientTLSNegotiationErrorCount", status));
        SourceException error = fails(Kind.TRANSIENT, () -> read(Set.of(CLIENT, CONNECTIONS), HOUR));
        assertThat(
                error.getMessage(),
                is("cloudwatch:GetMetricData: CloudWatch has ClientTLSNegotiationErrorCount of shop only as "
                        + status));
    }

    @Test
    void aSeriesThatIsForbiddenNamesTheIamAction() {
        aws.faults().inject(Fault.metricStatus("ClientTLSNegotiationErrorCount", "Forbidden"));
        SourceException error = fails(Kind.PERMANENT, () -> read(Set.of(CLIENT, CONNECTIONS), HOUR));
        assertThat(
                error.getMessage(),
                startsWith("cloudwatch:GetMetricData was denied for ClientTLSNegotiationErrorCount of shop; allow the"
                        + " IAM action cloudwatch:GetMetricData"));
    }

    @Test
    void aStatusOfAKindToComeIsNotTakenForComplete() {
        aws.faults().inject(Fault.metricStatus("ClientTLSNegotiationErrorCount", "Approximate"));
        fails(Kind.TRANSIENT, () -> read(Set.of(CLIENT), HOUR));
    }

    @Test
    void aMissingPermissionNamesTheActionAndTheRequest() {
        SourceException error = fails(Kind.PERMANENT, () -> read(LISTER, Set.of(CLIENT), HOUR));
        assertThat(
                error.getMessage(),
                startsWith("cloudwatch:GetMetricData was denied; allow the IAM action cloudwatch:GetMetricData to"
                        + " this identity: AccessDenied"));
        assertThat(error.getMessage(), containsString("user/lister"));
        assertThat(error.getMessage(), containsString("(request id " + lastRequestId() + ")"));
        assertThat("a refusal is not tried again", requests(), hasSize(1));
    }

    @Test
    void anUnknownAccessKeyIsSaidToBeOne() {
        AccessKey unknown = AccessKey.of("AKIAUNKNOWN000000001", "unknown-secret");
        SourceException error = fails(Kind.PERMANENT, () -> read(unknown, Set.of(CLIENT), HOUR));
        assertThat(error.getMessage(), containsString("AWS does not accept the credentials"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"THROTTLING", "INTERNAL_FAILURE", "SERVICE_UNAVAILABLE", "DROP", "TRUNCATED_BODY"})
    void aFaultThatPassesIsTriedAgainAtOnceWithoutTheGateNoticing(Fault.Kind kind) throws Exception {
        aws.faults().inject(Fault.of(kind).times(2));
        assertThat(readImpatiently().get(CLIENT).count(), greaterThan(0));
        assertThat(requests(), hasSize(3));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {
                "THROTTLING",
                "INTERNAL_FAILURE",
                "SERVICE_UNAVAILABLE",
                "DROP",
                "TRUNCATED_BODY",
                "MALFORMED_BODY",
                "EXPIRED_TOKEN",
                "HOLD"
            })
    void aFaultThatStaysIsGivenBackAsOneThatMayPass(Fault.Kind kind) {
        aws.faults().inject(Fault.of(kind).times(0));
        SourceException error = fails(Kind.TRANSIENT, this::readImpatiently);
        assertThat(error.getMessage(), startsWith("cloudwatch:GetMetricData"));
        assertThat(requests().size(), lessThan(4));
    }

    @Test
    void anAnswerThatTakesTooLongIsGivenUp() {
        aws.faults().inject(Fault.hold(Duration.ofSeconds(20)).times(0));
        long begun = System.nanoTime();
        SourceException error = fails(Kind.TRANSIENT, this::readImpatiently);
        assertThat(error.getMessage(), containsString("no answer from AWS in time"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun), lessThan(Duration.ofSeconds(5)));
    }

    @Test
    void aRefusalThatIsNoneOfTheUsualOnesIsPermanentAndSaysWhatAwsSaid() {
        aws.faults().inject(Fault.error(400, "ValidationError", "The end is near.\nFAIL: forged"));
        SourceException error = fails(Kind.PERMANENT, () -> read(Set.of(CLIENT), HOUR));
        assertThat(error.getMessage(), containsString("ValidationError: The end is near. FAIL: forged"));
    }

    @Test
    void aWrongSignatureDoesNotSpillTheRequestIntoTheLog() {
        aws.faults()
                .inject(Fault.error(
                        403,
                        "SignatureDoesNotMatch",
                        "The canonical request should have been AWS4-HMAC-SHA256 Credential=AKIA/... "
                                + ADMIN.secretAccessKey()));
        SourceException error = fails(Kind.PERMANENT, () -> read(Set.of(CLIENT), HOUR));
        assertThat(error.getMessage(), containsString("SignatureDoesNotMatch"));
    }

    @Test
    void aVeryLongAnswerIsCutInTheMessage() {
        aws.faults().inject(Fault.error(400, "ValidationError", "x".repeat(50_000)));
        SourceException error = fails(Kind.PERMANENT, () -> read(Set.of(CLIENT), HOUR));
        assertThat(error.getMessage().length(), lessThan(700));
    }

    @Test
    void newFieldsAndPaddingInAnAnswerArePassedOver() throws Exception {
        aws.faults().inject(Fault.of(Fault.Kind.UNKNOWN_FIELDS));
        aws.faults().inject(Fault.oversizedBody(1 << 20));
        assertThat(read(Set.of(CONNECTIONS), HOUR).get(CONNECTIONS).count(), is(60));
    }

    @Test
    void anAbortedBuildAsksNothingMore() throws Exception {
        try (AwsConnection connection = openImpatiently()) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> connection.metrics().read(Set.of(CLIENT), HOUR));
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aBuildThatIsAbortedWhileAwsKeepsSilentDoesNotHang() throws Exception {
        aws.faults().inject(Fault.hold(Duration.ofSeconds(20)).times(0));
        CountDownLatch ended = new CountDownLatch(1);
        Thread build = new Thread(() -> {
            try {
                readImpatiently();
            } catch (Exception e) {
                ended.countDown();
            }
        });
        build.start();
        while (requests().isEmpty()) {
            Thread.sleep(5);
        }
        build.interrupt();
        assertThat(ended.await(5, TimeUnit.SECONDS), is(true));
    }

    private static double sum(Series series) {
        return Arrays.stream(series.values())
                .filter(value -> !Double.isNaN(value))
                .sum();
    }
}
