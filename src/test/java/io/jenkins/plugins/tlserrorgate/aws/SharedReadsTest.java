package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may have what another has read, over HTTP against the simulator. */
@Timeout(60)
class SharedReadsTest extends AwsTestCase {

    private static final Scope SCOPE = Scope.of(LoadBalancerId.of("app/shop/0123456789abcdef"));
    private static final SeriesKey ERRORS = key(TlsMetric.CLIENT.metricName());
    private static final SeriesKey CONNECTIONS = key("NewConnectionCount");
    private static final Set<SeriesKey> BOTH = Set.of(ERRORS, CONNECTIONS);
    private static final Window WINDOW = new Window(NOW.minus(Duration.ofMinutes(30)), NOW);

    /** The windows have just settled. */
    private static final Duration SETTLE = Duration.ZERO;

    private final SharedReads shared = new SharedReads(clock);

    private static SeriesKey key(String metric) {
        return new SeriesKey(SCOPE, metric, Statistic.SUM);
    }

    private Map<SeriesKey, Series> read(AwsSettings settings, Set<SeriesKey> keys, Window window)
            throws SourceException, InterruptedException {
        try (AwsConnection connection = AwsConnection.open(settings)) {
            return connection.metrics(shared, SETTLE).read(keys, window);
        }
    }

    private int requests() {
        return aws.requests().of("GetMetricData").size();
    }

    @Test
    void theSameWithinTheMinuteIsAskedOnce() throws Exception {
        Map<SeriesKey, Series> first = read(settings(ADMIN), BOTH, WINDOW);
        Map<SeriesKey, Series> second = read(settings(ADMIN), BOTH, WINDOW);
        assertThat(requests(), is(1));
        assertThat(second, is(sameInstance(first)));
        Map<SeriesKey, Series> part = read(settings(ADMIN), Set.of(ERRORS), WINDOW);
        assertThat(part.get(ERRORS).values(), is(first.get(ERRORS).values()));
    }

    @Test
    void aPartOfItIsCutOutOfIt() throws Exception {
        Window newest = new Window(NOW.minus(Duration.ofMinutes(7)), NOW.minus(Duration.ofMinutes(2)));
        Map<SeriesKey, Series> whole = read(settings(ADMIN), BOTH, WINDOW);
        Map<SeriesKey, Series> part = read(settings(ADMIN), Set.of(CONNECTIONS), newest);
        assertThat(requests(), is(1));
        assertThat(part.keySet(), is(Set.of(CONNECTIONS)));
        assertThat(part.get(CONNECTIONS).window(), is(newest));
        for (int i = 0; i < newest.minutes(); i++) {
            assertThat(part.get(CONNECTIONS).value(i), is(whole.get(CONNECTIONS).value(23 + i)));
        }
    }

    @Test
    void moreThanWasReadIsAskedAnew() throws Exception {
        read(settings(ADMIN), Set.of(ERRORS), WINDOW);
        read(settings(ADMIN), BOTH, WINDOW);
        read(settings(ADMIN), BOTH, new Window(WINDOW.start().minus(Duration.ofHours(1)), WINDOW.end()));
        assertThat(requests(), is(3));
    }

    @Test
    void gatesOfDeploymentsSomeMinutesApartShareWhatBothNeed() throws Exception {
        Instant hour = NOW.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));
        Window later = new Window(hour.plus(Duration.ofMinutes(23)), NOW.minus(Duration.ofMinutes(4)));
        Window earlier = new Window(hour.plus(Duration.ofMinutes(2)), NOW.minus(Duration.ofMinutes(25)));
        Map<SeriesKey, Series> first = read(settings(ADMIN), BOTH, later);
        assertThat(first.get(ERRORS).window(), is(later));
        Map<SeriesKey, Series> second = read(settings(ADMIN), BOTH, earlier);
        Map<SeriesKey, Series> third = read(settings(ADMIN), BOTH, new Window(later.start(), NOW));
        assertThat(requests(), is(1));
        int offset = 21;
        for (int i = 0; i + offset < earlier.minutes(); i++) {
            assertThat(
                    second.get(CONNECTIONS).value(i + offset),
                    is(first.get(CONNECTIONS).value(i)));
            assertThat(
                    third.get(CONNECTIONS).value(i), is(first.get(CONNECTIONS).value(i)));
        }
    }

    @Test
    void noMinuteIsAskedForThatCloudWatchNoLongerKeeps() throws Exception {
        Window oldest = new Window(NOW.minus(Duration.ofDays(15)).plus(Window.MINUTE), NOW);
        clock.advance(Duration.ofSeconds(1));
        read(settings(ADMIN), BOTH, oldest);
        Number start =
                (Number) aws.requests().of("GetMetricData").get(0).parameters().get("StartTime");
        assertThat(start.longValue(), is(oldest.start().getEpochSecond()));
    }

    @Test
    void theNextMinuteHasNewPoints() throws Exception {
        read(settings(ADMIN), BOTH, WINDOW);
        clock.advance(Duration.ofMinutes(1));
        read(settings(ADMIN), BOTH, WINDOW);
        assertThat(requests(), is(2));
    }

    @Test
    void whatWasReadBeforeAWindowHadSettledIsTooOld() throws Exception {
        Duration later = Duration.ofSeconds(30);
        read(settings(ADMIN), BOTH, WINDOW);
        clock.advance(later);
        try (AwsConnection connection = AwsConnection.open(settings(ADMIN))) {
            connection.metrics(shared, later).read(BOTH, WINDOW);
            assertThat("read before it had settled", requests(), is(2));
            connection.metrics(shared, later).read(BOTH, WINDOW);
            assertThat("read since", requests(), is(2));
        }
    }

    @Test
    void nothingIsSharedBetweenIdentities() throws Exception {
        read(settings(ADMIN), BOTH, WINDOW);
        read(settings(READER), BOTH, WINDOW);
        assertThat("another key", requests(), is(2));
        read(settings(READER, ROLE, EXTERNAL_ID), BOTH, WINDOW);
        assertThat("a role", requests(), is(3));
        AwsSettings elsewhere = new AwsSettings(
                software.amazon.awssdk.regions.Region.EU_WEST_1,
                credentials(ADMIN),
                null,
                null,
                aws.endpoint(),
                null,
                null,
                PACE);
        read(elsewhere, BOTH, WINDOW);
        assertThat("another region", requests(), is(4));
    }

    @Test
    void whoKnowsOnlyTheAccessKeysIdGetsNothing() throws Exception {
        read(settings(ADMIN), BOTH, WINDOW);
        AccessKey pretended = AccessKey.of(ADMIN.accessKeyId(), "a wrong secret");
        assertThrows(SourceException.class, () -> read(settings(pretended), BOTH, WINDOW));
    }

    @Test
    void aFailureIsNotKept() throws Exception {
        aws.faults().inject(Fault.error(403, "AccessDenied", "no").on("GetMetricData"));
        assertThrows(SourceException.class, () -> read(settings(ADMIN), BOTH, WINDOW));
        read(settings(ADMIN), BOTH, WINDOW);
        assertThat(requests(), is(2));
    }

    @Test
    void whoAsksMeanwhileWaitsForTheAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        List<String> readers = new ArrayList<>();
        MetricSource slow = (keys, window, period) -> {
            readers.add(Thread.currentThread().getName());
            asked.countDown();
            answer.await();
            return series(keys, window, period);
        };
        AccountCalls calls = new AccountCalls("", "", System::nanoTime);
        ExecutorService pool = Executors.newFixedThreadPool(5);
        try {
            Callable<Map<SeriesKey, Series>> read =
                    () -> shared.of(slow, "someone", SETTLE, calls).read(BOTH, WINDOW);
            List<Future<Map<SeriesKey, Series>>> all = new ArrayList<>();
            all.add(pool.submit(read));
            asked.await();
            for (int i = 0; i < 4; i++) {
                all.add(pool.submit(read));
            }
            answer.countDown();
            for (Future<Map<SeriesKey, Series>> each : all) {
                assertThat(each.get(30, TimeUnit.SECONDS).keySet(), is(BOTH));
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(readers, hasSize(1));
        assertThat(calls.counts().shared(), is(4L));
    }

    @Test
    void whenTheReaderIsStoppedTheNextReads() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        MetricSource slow = (keys, window, period) -> {
            asked.countDown();
            new CountDownLatch(1).await();
            throw new AssertionError();
        };
        AccountCalls calls = new AccountCalls("", "", System::nanoTime);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<?> stopped =
                    pool.submit(() -> shared.of(slow, "someone", SETTLE, calls).read(BOTH, WINDOW));
            asked.await();
            MetricSource quick = SharedReadsTest::series;
            Future<Map<SeriesKey, Series>> next =
                    pool.submit(() -> shared.of(quick, "someone", SETTLE, calls).read(BOTH, WINDOW));
            stopped.cancel(true);
            assertThat(next.get(30, TimeUnit.SECONDS).keySet(), is(BOTH));
        } finally {
            pool.shutdownNow();
        }
    }

    private static Map<SeriesKey, Series> series(Set<SeriesKey> keys, Window window, Duration period) {
        Map<SeriesKey, Series> series = new java.util.HashMap<>();
        keys.forEach(key -> series.put(key, Series.ofPoints(window, period, List.of(), List.of())));
        return series;
    }

    @Test
    void callsAndThrottlesAreCounted() throws Exception {
        AccountCalls.Counts before = counts();
        aws.faults().inject(Fault.of(Fault.Kind.THROTTLING).on("GetMetricData"));
        read(settings(ADMIN), BOTH, WINDOW);
        read(settings(ADMIN), BOTH, WINDOW);
        AccountCalls.Counts after = counts();
        assertThat(after.calls() - before.calls(), is(2L));
        assertThat(after.throttled() - before.throttled(), is(1L));
        assertThat(after.failed() - before.failed(), is(0L));
        assertThat(after.shared() - before.shared(), is(1L));
    }

    private AccountCalls.Counts counts() {
        return AccountCalls.of(settings(ADMIN).payer(), "eu-central-1").counts();
    }
}
