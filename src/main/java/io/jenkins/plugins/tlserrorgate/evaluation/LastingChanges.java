package io.jenkins.plugins.tlserrorgate.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the moments in a history at which the rate of errors changed and stayed changed: an earlier deployment, most
 * likely, or new clients. Placebo windows across such a moment show no chance variation.
 *
 * <p>The rate of the day before is held against that of the day after, which leaves the daily rhythm out of it.
 */
final class LastingChanges {

    private static final int DAY = 1440;
    private static final int STEP = 15;
    private static final double LEAST_FACTOR = 1.4;
    private static final double DEVIATIONS = 6;

    private LastingChanges() {}

    /** The changes between the minutes {@code from} and {@code to}, in the order of their size. */
    static List<Integer> find(CalmSums sums, int from, int to) {
        int places = Math.max(0, Math.floorDiv(to - from - 2 * DAY, STEP) + 1);
        double[] sizes = new double[places];
        for (int p = 0; p < places; p++) {
            sizes[p] = size(sums, from + DAY + p * STEP);
        }
        List<Integer> changes = new ArrayList<>();
        for (int best = largest(sizes); best >= 0; best = largest(sizes)) {
            changes.add(from + DAY + best * STEP);
            for (int p = Math.max(0, best - DAY / STEP); p < Math.min(places, best + DAY / STEP); p++) {
                sizes[p] = 0;
            }
        }
        return changes;
    }

    private static int largest(double[] sizes) {
        int best = -1;
        for (int p = 0; p < sizes.length; p++) {
            if (sizes[p] > (best < 0 ? 0 : sizes[best])) {
                best = p;
            }
        }
        return best;
    }

    /** The logarithm of the factor, without its sign, if it is large and beyond chance; else 0. */
    private static double size(CalmSums sums, int at) {
        double before = sums.errors(at - DAY, at);
        double after = sums.errors(at, at + DAY);
        double trafficBefore = sums.exposure(at - DAY, at);
        double trafficAfter = sums.exposure(at, at + DAY);
        if (trafficBefore <= 0 || trafficAfter <= 0) {
            return 0;
        }
        double size = Math.abs(Math.log((after + 0.5) / trafficAfter) - Math.log((before + 0.5) / trafficBefore));
        if (size < Math.log(LEAST_FACTOR)) {
            return 0;
        }
        double scatter = Math.max(scatter(sums, at - DAY), scatter(sums, at));
        return size * size > DEVIATIONS * DEVIATIONS * scatter * (1 / (before + 0.5) + 1 / (after + 0.5)) ? size : 0;
    }

    /** Variance over mean of the hours of a day. */
    private static double scatter(CalmSums sums, int from) {
        double rate = (sums.errors(from, from + DAY) + 0.5) / sums.exposure(from, from + DAY);
        double chiSquare = 0;
        int hours = 0;
        for (int i = from; i < from + DAY; i += 60) {
            double expected = rate * sums.exposure(i, i + 60);
            if (expected > 0) {
                double off = sums.errors(i, i + 60) - expected;
                chiSquare += off * off / expected;
                hours++;
            }
        }
        return hours < 2 ? 1 : Math.max(1, chiSquare / (hours - 1));
    }
}
