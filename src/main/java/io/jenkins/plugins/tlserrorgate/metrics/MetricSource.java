package io.jenkins.plugins.tlserrorgate.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Where time series come from; the port that the AWS adapter and the tests implement. */
@FunctionalInterface
public interface MetricSource {

    /**
     * Reads all series over one window in as few requests as the source allows, with a point a minute.
     *
     * @param keys the series wanted
     * @param window the time wanted, in minutes
     * @return a series of the very window for each key, without points where the source has none
     * @throws SourceException if any of them can't be read completely
     * @throws InterruptedException if the calling thread is interrupted
     */
    default Map<SeriesKey, Series> read(Set<SeriesKey> keys, Window window)
            throws SourceException, InterruptedException {
        return read(keys, window, Window.MINUTE);
    }

    /**
     * Like {@link #read(Set, Window)}, with a point for each period.
     *
     * @param keys the series wanted
     * @param window the time wanted, whole periods counted from 1970 on
     * @param period how long a point is, a multiple of a minute
     * @return a series of the very window and period for each key, without points where the source has none
     * @throws SourceException if any of them can't be read completely
     * @throws InterruptedException if the calling thread is interrupted
     */
    Map<SeriesKey, Series> read(Set<SeriesKey> keys, Window window, Duration period)
            throws SourceException, InterruptedException;
}
