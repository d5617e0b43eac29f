package io.jenkins.plugins.tlserrorgate.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;

/** One number a minute, or another period, over a window; where CloudWatch has no point it is {@code NaN}, not zero. */
public final class Series {

    /** All whole numbers up to about nine times this are exact as doubles. */
    private static final double LARGEST_COUNT = 1e15;

    private final Window window;
    private final Duration period;
    private final double[] values;

    /** Where its own values begin: a part of a series is a look at the same values. */
    private final int from;

    private final int length;

    private Series(Window window, Duration period, double[] values) {
        this(window, period, values, 0, values.length);
    }

    private Series(Window window, Duration period, double[] values, int from, int length) {
        this.window = window;
        this.period = period;
        this.values = values;
        this.from = from;
        this.length = length;
    }

    /**
     * @param window the minutes that the values are for
     * @param values a value for each minute of the window, NaN where there is no point
     * @throws IllegalArgumentException if there are more or fewer values than minutes
     */
    public static Series of(Window window, double... values) {
        if (values.length != window.minutes()) {
            throw new IllegalArgumentException(values.length + " values for " + window.minutes() + " minutes");
        }
        return new Series(window, Window.MINUTE, values.clone());
    }

    /** Whether the value can be a number of things in a minute, or their sum in seconds or bytes: 0 to 10<sup>15</sup>. */
    public static boolean isCount(double value) {
        return value >= 0 && value <= LARGEST_COUNT;
    }

    /**
     * The series of these points; points outside the window or off the period are passed over.
     *
     * @param window the time that it covers, whole periods
     * @param period how long a point is, a multiple of a minute
     * @param times when the points that there are begin; of two at the same time the later in the list counts
     * @param points a value for each
     */
    public static Series ofPoints(
            Window window, Duration period, Collection<Instant> times, Collection<Double> points) {
        double[] values = new double[Math.toIntExact(window.length().dividedBy(period))];
        Arrays.fill(values, Double.NaN);
        Iterator<Double> value = points.iterator();
        for (Instant time : times) {
            double point = value.next();
            long seconds = time.getEpochSecond() - window.start().getEpochSecond();
            if (seconds >= 0 && time.isBefore(window.end()) && seconds % period.toSeconds() == 0) {
                values[Math.toIntExact(seconds / period.toSeconds())] = point;
            }
        }
        return new Series(window, period, values);
    }

    /**
     * The part of it within a window of whole periods.
     *
     * @throws IllegalArgumentException if it does not cover all of that
     */
    public Series during(Window part) {
        if (part.equals(window)) {
            return this;
        }
        if (part.start().isBefore(window.start()) || part.end().isAfter(window.end())) {
            throw new IllegalArgumentException(part + " is not within " + window);
        }
        int later =
                Math.toIntExact(Duration.between(window.start(), part.start()).dividedBy(period));
        return new Series(
                part,
                period,
                values,
                from + later,
                Math.toIntExact(part.length().dividedBy(period)));
    }

    /** The minutes that it covers. */
    public Window window() {
        return window;
    }

    /** How long a point is. */
    public Duration period() {
        return period;
    }

    /** How many points it could have. */
    public int length() {
        return length;
    }

    /** A copy of the values, one a period, NaN where there is no point. */
    public double[] values() {
        return Arrays.copyOfRange(values, from, from + length);
    }

    /** The value of the n-th period, NaN if there is no point. */
    public double value(int index) {
        return values[from + Objects.checkIndex(index, length)];
    }

    /** How many periods have a point. */
    public int count() {
        return (int) Arrays.stream(values, from, from + length)
                .filter(v -> !Double.isNaN(v))
                .count();
    }
}
