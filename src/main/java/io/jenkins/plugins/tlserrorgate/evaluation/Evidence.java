package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known about one metric of one part of a balancer, minute by minute.
 *
 * <p>A load balancer publishes only values other than zero, and only while traffic flows. A minute without a point is
 * therefore a minute without errors if something proves that there was traffic in it, and an unknown minute otherwise.
 */
public final class Evidence {

    private final TlsMetric metric;
    private final Scope scope;
    private final Window span;
    private final Exposure basis;
    private final double[] errors;
    private final double[] exposure;
    private final Map<Statistic, double[]> reported;
    private final boolean detail;

    private Evidence(
            TlsMetric metric,
            Scope scope,
            Window span,
            Exposure basis,
            double[] errors,
            double[] exposure,
            Map<Statistic, double[]> reported,
            boolean detail) {
        this.metric = metric;
        this.scope = scope;
        this.span = span;
        this.basis = basis;
        this.errors = errors;
        this.exposure = exposure;
        this.reported = reported;
        this.detail = detail;
    }

    /**
     * @param metric the metric
     * @param scope the part of the balancer
     * @param errors its statistics as CloudWatch has them; {@link Statistic#SUM} must be among them
     * @param basis what {@code exposure} counts
     * @param exposure the traffic to hold the errors against
     * @param proofs further series that prove traffic in a minute by having a point other than zero
     */
    public static Evidence of(
            TlsMetric metric,
            Scope scope,
            Map<Statistic, Series> errors,
            Exposure basis,
            Series exposure,
            List<Series> proofs) {
        Series sum = errors.get(Statistic.SUM);
        int minutes = sum.length();
        double[] filled = new double[minutes];
        double[] held = new double[minutes];
        for (int i = 0; i < minutes; i++) {
            boolean traffic = sum.value(i) > 0 || exposure.value(i) > 0 || isProven(proofs, i);
            filled[i] = !traffic ? Double.NaN : orZero(sum.value(i));
            // A handshake that failed was a connection, whether or not the traffic metric counted it.
            held[i] = !traffic ? Double.NaN : Math.max(orZero(exposure.value(i)), filled[i]);
        }
        Map<Statistic, double[]> reported = new EnumMap<>(Statistic.class);
        errors.forEach((statistic, series) -> reported.put(statistic, series.values()));
        if (exposure.count() == 0) {
            // Errors but no traffic metric at all: time is the only exposure that is left.
            Arrays.setAll(held, i -> Double.isNaN(filled[i]) ? Double.NaN : 1);
            return new Evidence(metric, scope, sum.window(), Exposure.MINUTES, filled, held, reported, false);
        }
        return new Evidence(metric, scope, sum.window(), basis, filled, held, reported, false);
    }

    /** The series that make evidence: these statistics of the metric, the traffic and what proves it. */
    public static Set<SeriesKey> series(TlsMetric metric, Scope scope, Collection<Statistic> statistics) {
        Set<SeriesKey> series = new LinkedHashSet<>();
        statistics.forEach(statistic -> series.add(new SeriesKey(scope, metric.metricName(), statistic)));
        series.add(Exposure.series(scope));
        series.addAll(Exposure.proofs(scope));
        return series;
    }

    /**
     * The evidence in such {@link #series}.
     *
     * @param metric the metric
     * @param scope the part of the balancer
     * @param statistics its statistics, {@link Statistic#SUM} among them
     * @param data all series, and maybe others
     */
    public static Evidence of(
            TlsMetric metric, Scope scope, Collection<Statistic> statistics, Map<SeriesKey, Series> data) {
        Map<Statistic, Series> errors = new EnumMap<>(Statistic.class);
        statistics.forEach(
                statistic -> errors.put(statistic, data.get(new SeriesKey(scope, metric.metricName(), statistic))));
        return of(
                metric,
                scope,
                errors,
                Exposure.of(scope),
                data.get(Exposure.series(scope)),
                Exposure.proofs(scope).stream().map(data::get).toList());
    }

    private static boolean isProven(List<Series> proofs, int minute) {
        for (Series proof : proofs) {
            if (proof.value(minute) > 0) {
                return true;
            }
        }
        return false;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /** The same evidence as a detail of another: it may fail a gate, but a gate is never inconclusive for lack of it. */
    public Evidence asDetail() {
        return new Evidence(metric, scope, span, basis, errors, exposure, reported, true);
    }

    /** Whether this is a {@linkplain #asDetail detail}. */
    public boolean isDetail() {
        return detail;
    }

    /** The metric. */
    public TlsMetric metric() {
        return metric;
    }

    /** The part of the balancer. */
    public Scope scope() {
        return scope;
    }

    /** The minutes that are covered. */
    public Window span() {
        return span;
    }

    /** What the errors are held against. */
    public Exposure basis() {
        return basis;
    }

    /** Errors of each minute of the span, NaN where unknown; of each period if the series have a longer one. */
    public double[] errors() {
        return errors.clone();
    }

    /** Exposure of each minute of the span, NaN where unknown; of each period if the series have a longer one. */
    public double[] exposure() {
        return exposure.clone();
    }

    /** Errors a minute in the window, NaN where unknown. */
    public double[] errors(Window window) {
        return slice(errors, window);
    }

    /** Exposure a minute in the window, NaN where unknown. */
    public double[] exposure(Window window) {
        return slice(exposure, window);
    }

    /** All minutes of the span. */
    Minutes minutes() {
        return new Minutes(errors, exposure);
    }

    /** The points of one statistic that was read, as CloudWatch has them: one of each period, NaN where there is none. */
    public double[] reported(Statistic statistic) {
        return reported.get(statistic).clone();
    }

    /** The points of one statistic as CloudWatch has them, NaN where there is none; all NaN if it was not read. */
    public double[] reported(Statistic statistic, Window window) {
        double[] values = reported.get(statistic);
        if (values == null) {
            double[] none = new double[window.minutes()];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        return slice(values, window);
    }

    /** What the window adds up to. */
    public Counts counts(Window window) {
        double[] e = errors(window);
        double[] t = exposure(window);
        double errorSum = 0;
        double exposureSum = 0;
        int known = 0;
        for (int i = 0; i < e.length; i++) {
            if (!Double.isNaN(e[i])) {
                errorSum += e[i];
                exposureSum += t[i];
                known++;
            }
        }
        return new Counts(errorSum, exposureSum, known, e.length - known);
    }

    private double[] slice(double[] values, Window window) {
        int from =
                Math.toIntExact(Duration.between(span.start(), window.start()).toMinutes());
        if (from < 0 || from + window.minutes() > values.length) {
            throw new IllegalArgumentException("no evidence for " + window + ", only for " + span);
        }
        return Arrays.copyOfRange(values, from, from + window.minutes());
    }
}
