package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.Retention;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What gates have read within this minute, so that others who ask for the same need no request of their own. CloudWatch
 * gets new points once a minute. Nothing is shared between identities: who asks must have the very same secret, role,
 * region and endpoint.
 */
public final class SharedReads {

    private static final Logger LOGGER = Logger.getLogger(SharedReads.class.getName());

    /** 128 MB as numbers: one and a half hundred reads of two metrics and fourteen days, which may go when memory is short. */
    private static final long MOST_POINTS = 16_000_000;

    private final InstantSource clock;

    /** The oldest first. */
    private final Map<Request, Reference<CompletableFuture<Answer>>> reads = new LinkedHashMap<>();

    private long points;

    /** None so far. */
    public SharedReads() {
        this(InstantSource.system());
    }

    SharedReads(InstantSource clock) {
        this.clock = clock;
    }

    private record Request(String identity, Instant at, Set<SeriesKey> keys, Window window) {

        Instant minute() {
            return at.truncatedTo(ChronoUnit.MINUTES);
        }

        /**
         * Whether this answers another of which only a part is needed, and for which what was asked before that had settled
         * is too old.
         */
        boolean answers(Request other, Window needed, Instant settled) {
            return identity.equals(other.identity)
                    && minute().equals(other.minute())
                    && (settled.isAfter(other.at) || !at.isBefore(settled))
                    && !window.start().isAfter(needed.start())
                    && !window.end().isBefore(needed.end())
                    && keys.containsAll(other.keys);
        }

        long points() {
            return (long) keys.size() * window.minutes();
        }
    }

    /** What was read, and those parts of it that were asked for: who asks for the same gets the very same. */
    private static final class Answer {

        private final Map<SeriesKey, Series> series;

        /** By their series and window. */
        private final Map<List<?>, Map<SeriesKey, Series>> parts = new ConcurrentHashMap<>();

        Answer(Map<SeriesKey, Series> series) {
            this.series = series;
        }

        Map<SeriesKey, Series> part(Set<SeriesKey> keys, Window window) {
            return parts.computeIfAbsent(List.of(keys, window), each -> {
                Map<SeriesKey, Series> part = new HashMap<>();
                keys.forEach(key -> part.put(key, series.get(key).during(window)));
                return Collections.unmodifiableMap(part);
            });
        }
    }

    /**
     * A source that shares what others have read.
     *
     * @param source where series are read otherwise
     * @param identity who reads, and where; the same only for the same rights
     * @param settle how long after its end a window has settled for who asks
     * @param calls counts what was shared
     */
    MetricSource of(MetricSource source, String identity, Duration settle, AccountCalls calls) {
        // Gates read minutes; who looks at longer periods hardly ever asks for the very same.
        return (keys, window, period) -> period.equals(Window.MINUTE)
                ? read(source, identity, settle, calls, keys, window)
                : source.read(keys, window, period);
    }

    private Map<SeriesKey, Series> read(
            MetricSource source,
            String identity,
            Duration settle,
            AccountCalls calls,
            Set<SeriesKey> keys,
            Window window)
            throws SourceException, InterruptedException {
        while (true) {
            Instant now = clock.instant();
            Request request = new Request(identity, now, Set.copyOf(keys), widened(window, settle, now));
            CompletableFuture<Answer> own = new CompletableFuture<>();
            CompletableFuture<Answer> read = begin(request, window, window.end().plus(settle), own);
            if (read == own) {
                return perform(source, request, own).part(request.keys(), window);
            }
            try {
                Map<SeriesKey, Series> part = read.get().part(request.keys(), window);
                calls.shared();
                LOGGER.log(Level.FINE, () -> keys.size() + " series of " + window + ": shared");
                return part;
            } catch (CancellationException e) {
                // Who was reading was stopped; somebody else must.
                LOGGER.log(Level.FINE, e, () -> keys.size() + " series of " + window + ": the read was stopped");
            } catch (ExecutionException e) {
                throw SourceException.class.cast(e.getCause());
            }
        }
    }

    /**
     * A little more than was asked for, from the full hour to the newest minute that has settled: then a gate whose deployment
     * was some minutes earlier or later finds its own in it. CloudWatch bills metrics, not points.
     */
    private static Window widened(Window window, Duration settle, Instant now) {
        Instant start = window.start().truncatedTo(ChronoUnit.HOURS);
        Instant end = Window.floor(now.minus(settle));
        return new Window(
                Retention.of(Window.MINUTE).compareTo(Duration.between(start, now)) < 0 ? window.start() : start,
                end.isAfter(window.end()) ? end : window.end());
    }

    private synchronized CompletableFuture<Answer> begin(
            Request request, Window needed, Instant settled, CompletableFuture<Answer> own) {
        for (Map.Entry<Request, Reference<CompletableFuture<Answer>>> each : reads.entrySet()) {
            CompletableFuture<Answer> read = each.getValue().get();
            if (read != null && each.getKey().answers(request, needed, settled)) {
                return read;
            }
        }
        if (reads.put(request, new SoftReference<>(own)) == null) {
            points += request.points();
        }
        Iterator<Request> oldest = reads.keySet().iterator();
        while (points > MOST_POINTS && reads.size() > 1) {
            points -= oldest.next().points();
            oldest.remove();
        }
        return own;
    }

    private Answer perform(MetricSource source, Request request, CompletableFuture<Answer> own)
            throws SourceException, InterruptedException {
        boolean done = false;
        try {
            Answer answer = new Answer(source.read(request.keys(), request.window()));
            LOGGER.log(Level.FINE, () -> request.keys().size() + " series of " + request.window() + ": read");
            own.complete(answer);
            done = true;
            Duration rest = Duration.between(clock.instant(), request.minute().plus(1, ChronoUnit.MINUTES));
            CompletableFuture.delayedExecutor(Math.max(0, rest.toMillis()), TimeUnit.MILLISECONDS)
                    .execute(() -> forget(request));
            return answer;
        } catch (SourceException e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            own.cancel(false);
            if (!done) {
                forget(request);
            }
        }
    }

    private synchronized void forget(Request request) {
        if (reads.remove(request) != null) {
            points -= request.points();
        }
    }
}
