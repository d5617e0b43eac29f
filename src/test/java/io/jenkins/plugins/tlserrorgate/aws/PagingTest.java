package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException.Kind;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** Answers that CloudWatch should never give, straight to the reader of pages. */
class PagingTest {

    private static final Instant START = Instant.parse("2026-01-14T12:00:00Z");
    private static final Window WINDOW = new Window(START, START.plusSeconds(180));
    private static final SeriesKey KEY = new SeriesKey(
            Scope.of(LoadBalancerId.of("app/shop/50dc6c495c0c9188")), "NewConnectionCount", Statistic.SUM);

    private final List<GetMetricDataRequest> requests = new ArrayList<>();
    private Duration page = Duration.ZERO;

    private Series read(Function<Integer, GetMetricDataResponse> pages) throws Exception {
        CloudWatchClient client = new CloudWatchClient() {
            @Override
            public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
                requests.add(request);
                return pages.apply(requests.size());
            }

            @Override
            public String serviceName() {
                return "monitoring";
            }

            @Override
            public void close() {}
        };
        return new CloudWatchSource(client, () -> page.toNanos() * requests.size())
                .read(Set.of(KEY), WINDOW)
                .get(KEY);
    }

    private static GetMetricDataResponse page(String token, StatusCode status, int minute, Double... values) {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            times.add(START.plusSeconds(60L * (minute + i)));
        }
        return page(
                token,
                MetricDataResult.builder()
                        .id("m0")
                        .statusCode(status)
                        .timestamps(times)
                        .values(values)
                        .build());
    }

    private static GetMetricDataResponse page(String token, MetricDataResult... results) {
        return GetMetricDataResponse.builder()
                .metricDataResults(results)
                .nextToken(token)
                .build();
    }

    private String fails(Function<Integer, GetMetricDataResponse> pages) {
        return AwsTestCase.fails(Kind.TRANSIENT, () -> read(pages)).getMessage();
    }

    @Test
    void aSeriesGoesOnOverPagesUntilItIsComplete() throws Exception {
        Series series = read(n ->
                n == 1 ? page("next", StatusCode.PARTIAL_DATA, 0, 1.0, 2.0) : page(null, StatusCode.COMPLETE, 2, 3.0));
        assertThat(series.values(), is(new double[] {1, 2, 3}));
        assertThat(requests.get(0).nextToken(), nullValue());
        assertThat(requests.get(1).nextToken(), is("next"));
        assertThat(requests.get(1).toBuilder().nextToken(null).build(), is(requests.get(0)));
    }

    @Test
    void aSeriesThatIsStillPartialOnTheLastPageIsNotComplete() {
        String message = fails(
                n -> n == 1 ? page("next", StatusCode.COMPLETE, 0, 1.0) : page(null, StatusCode.PARTIAL_DATA, 1, 1.0));
        assertThat(message, containsString("only as PartialData"));
    }

    @Test
    void theSamePageAgainAndAgainComesToAnEnd() {
        String message = fails(n -> page("same", StatusCode.PARTIAL_DATA, 0, 1.0));
        assertThat(message, containsString("the same page again and again"));
        assertThat(requests.size(), is(2));
    }

    @Test
    void everNewPagesComeToAnEnd() {
        fails(n -> page("page" + n, StatusCode.PARTIAL_DATA, 0, 1.0));
        assertThat(requests.size(), lessThan(1_100));
    }

    @Test
    void aSeriesThatIsLeftOutIsNotTakenForOneWithoutPoints() {
        assertThat(fails(n -> page(null)), containsString("left out NewConnectionCount of shop"));
    }

    @Test
    void timesWithoutValuesAreNotGuessedAt() {
        String message = fails(n -> page(
                null,
                MetricDataResult.builder()
                        .id("m0")
                        .statusCode(StatusCode.COMPLETE)
                        .timestamps(START, START.plusSeconds(60))
                        .values(1.0)
                        .build()));
        assertThat(message, containsString("2 times for 1 values"));
    }

    @Test
    void whatIsNoCountIsNoCount() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
            fails(n -> page(null, StatusCode.COMPLETE, 0, value));
        }
    }

    @Test
    void aResultWithoutAStatusIsNotComplete() throws SourceException {
        fails(n -> page(null, MetricDataResult.builder().id("m0").build()));
    }

    @Test
    void allPagesTogetherMayTakeFiveMinutes() throws Exception {
        page = Duration.ofSeconds(60);
        read(call -> page(call < 6 ? "page " + call : null, StatusCode.COMPLETE, 0));
        assertThat(requests.size(), is(6));
        requests.clear();
        page = Duration.ofSeconds(61);
        assertThat(
                fails(call -> page("page " + call, StatusCode.COMPLETE, 0)),
                containsString("not all pages came within 5 minutes"));
        assertThat(requests.size(), is(5));
    }
}
