package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;

/**
 * Sees every answer of AWS before anybody believes it: cuts off one that does not end, and holds this machine's clock
 * against the one that AWS answers with.
 */
final class AnswerGuard implements ExecutionInterceptor {

    /** A full answer of GetMetricData, 100,800 points, has about 2 MB. */
    private static final int MOST_MEBIBYTES = 16;

    /**
     * The SDK signs with AWS' clock whatever this machine's says; but the windows are cut by this machine's, and with a
     * minute that is off errors from before the deployment would count as its own, or the other way round.
     */
    private static final Duration MOST_SKEW = Duration.ofMinutes(1);

    private final AtomicInteger answers = new AtomicInteger();
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        answers.incrementAndGet();
        context.httpResponse().firstMatchingHeader("Date").ifPresent(date -> {
            try {
                ahead = Duration.between(
                        DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from), Instant.now());
            } catch (DateTimeException e) {
                // Not a date, so nothing to compare with.
                ahead = Duration.ZERO;
            }
        });
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responseBody().map(Bounded::new);
    }

    /** How many answers have come so far, those that are tried again included. */
    int answers() {
        return answers.get();
    }

    /**
     * @throws SourceException if by the last answer's time this machine's clock is off by more than a minute; permanent,
     *     as the times of the deployment were taken by that clock
     */
    void checkClock() throws SourceException {
        if (ahead.abs().compareTo(MOST_SKEW) > 0) {
            throw new SourceException(
                    SourceException.Kind.PERMANENT,
                    "this machine's clock is " + ahead.abs().toSeconds() + " s "
                            + (ahead.isNegative() ? "behind" : "ahead of")
                            + " that of AWS, so the minutes before and after the deployment can't be told apart;"
                            + " synchronize it, for example with NTP",
                    null);
        }
    }

    private static final class Bounded extends FilterInputStream {

        private long left = (long) MOST_MEBIBYTES << 20;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int bytes) {
            left -= Math.max(0, bytes);
            if (left < 0) {
                if (in instanceof Abortable connection) {
                    // To close it would be to read what is left.
                    connection.abort();
                }
                throw NonRetryableException.create("the answer is longer than " + MOST_MEBIBYTES + " MiB");
            }
        }
    }
}
