package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Any bytes as CloudWatch's answer (CBOR): series of counts, or the one documented error. */
public final class MetricAnswerFuzz {

    private static final Instant START = Instant.parse("2026-01-14T12:00:00Z");
    private static final Window WINDOW = new Window(START, START.plusSeconds(300));
    private static final SeriesKey KEY = new SeriesKey(
            Scope.of(LoadBalancerId.of("app/shop/50dc6c495c0c9188")), "NewConnectionCount", Statistic.SUM);
    private static final OneAnswer AWS = new OneAnswer();
    private static final CloudWatchClient CLIENT = AWS.client(CloudWatchClient.builder());
    private static final MetricSource SOURCE = UsableAnswers.metrics(() -> new CloudWatchSource(CLIENT));

    private MetricAnswerFuzz() {}

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] input) throws InterruptedException {
        AWS.set(input);
        try {
            Map<SeriesKey, Series> read = SOURCE.read(Set.of(KEY), WINDOW);
            for (double value : read.get(KEY).values()) {
                if (value < 0 || Double.isInfinite(value)) {
                    throw new AssertionError(read);
                }
            }
        } catch (SourceException e) {
            Errors.checkOneLine(e.getMessage());
        }
    }
}
