package io.jenkins.plugins.tlserrorgate.report;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import io.jenkins.plugins.tlserrorgate.gate.PartMinutes;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Points;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Thins minutes to points that are worth storing. A build keeps its report as long as it is kept itself, so a report
 * has a limited number of points, which its parts share; the exact counts stand beside them.
 */
final class PointsOf {

    /** Points in a report; each takes some twelve characters. */
    static final int MOST_POINTS = 3_000;

    /** More charts would make the page heavy and leave too few points to each; what failed has its chart first. */
    static final int MOST_CHARTS = 12;

    /** How many minutes a point may stand for: such that people can add them up. */
    private static final int[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1_440};

    private PointsOf() {}

    /** The points of each comparison of a report; null for those for which there is no room. */
    static List<Points> report(GateReport report) {
        List<Comparison> comparisons = report.comparisons();
        return parts(
                report.minutes(),
                report.split(),
                Comparator.comparing((Integer i) -> comparisons.get(i).verdict())
                        .reversed());
    }

    /** The points of each of these parts; null for those beyond the first {@link #MOST_CHARTS}. */
    static List<Points> parts(List<PartMinutes> parts, Split split) {
        return parts(parts, split, Comparator.naturalOrder());
    }

    private static List<Points> parts(List<PartMinutes> parts, Split split, Comparator<Integer> order) {
        Points[] points = new Points[parts.size()];
        IntStream.range(0, points.length)
                .boxed()
                .sorted(order)
                .limit(MOST_CHARTS)
                .forEach(i ->
                        points[i] = points(parts.get(i), split, MOST_POINTS / Math.min(points.length, MOST_CHARTS)));
        return Arrays.asList(points);
    }

    // The observation is what people look at: it gets half of the room, the baseline and the deployment what is left.
    private static Points points(PartMinutes part, Split split, int room) {
        Window between = new Window(split.baseline().end(), split.observation().start());
        int after = step(split.observation(), room / 2);
        int used = ceil(split.observation().minutes(), after);
        int gap = step(between, room / 6);
        int before = step(split.baseline(), room - used - ceil(between.minutes(), gap));
        return new Points(
                segment(part, split.baseline(), before),
                segment(part, between, gap),
                segment(part, split.observation(), after));
    }

    private static int step(Window window, int room) {
        for (int step : STEPS) {
            if (ceil(window.minutes(), step) <= room) {
                return step;
            }
        }
        return Math.max(1, window.minutes());
    }

    private static int ceil(int minutes, int step) {
        return (minutes + step - 1) / step;
    }

    /** The part of the window that has been read, null if that is nothing. */
    private static Segment segment(PartMinutes part, Window window, int step) {
        int from = minutes(part.span(), window.start());
        int to = minutes(part.span(), window.end());
        if (from < 0 || from >= Math.min(to, part.errors().length)) {
            return null;
        }
        int end = Math.min(to, part.errors().length);
        List<Long> errors = new ArrayList<>();
        List<Long> exposure = new ArrayList<>();
        for (int i = from; i < end; i += step) {
            errors.add(sum(part.errors(), i, Math.min(i + step, end)));
            exposure.add(sum(part.exposure(), i, Math.min(i + step, end)));
        }
        return new Segment(window.start().toString(), step, errors, exposure);
    }

    private static int minutes(Window span, java.time.Instant instant) {
        return Math.toIntExact(Duration.between(span.start(), instant).toMinutes());
    }

    private static Long sum(double[] values, int from, int to) {
        double sum = 0;
        boolean known = false;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                known = true;
            }
        }
        return known ? Math.round(sum) : null;
    }
}
