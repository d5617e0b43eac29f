package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** The score of one part after the deployment, and at every shift of the very same windows into its history. */
final class Replay {

    /** Fewer windows than this tell nothing about one time in a hundred. */
    static final int LEAST_WINDOWS = 40;

    /** A window across a lasting change, found to within this many minutes, is left out. */
    private static final int MARGIN = 60;

    private static final double CONTRADICTION = 0.2;

    /** More than any balancer has in a day. */
    private static final long MOST_ERRORS = 1L << 40;

    private final MinuteModel model;
    private final Shifts shifts;
    private final List<Integer> changes;
    private final boolean frequentDeployments;
    private final int windows;
    private final boolean typical;
    private final double wandering;
    private final double[] longerWandering = new double[VisibleRises.LONGER.length];
    private final double[] placebo;
    private final WindowScore[] raw;
    private final Expectation[] expected;
    private final Expectation now;
    private final WindowScore observed;

    /**
     * Scores everything at once and keeps no more of it than the verdict needs: there may be hundreds of parts.
     *
     * @param minutes the evidence; there must be traffic in baseline and observation
     * @param shifts the windows
     * @param span the minutes' times
     * @param tolerance the factor by which the rate may rise
     * @param earlierDeployments deployments known to lie in the history; passed over where they leave too few windows
     */
    Replay(Minutes minutes, Shifts shifts, Window span, double tolerance, List<Window> earlierDeployments) {
        this.shifts = shifts;
        model = MinuteModel.fit(minutes, shifts.earliest(), shifts.deployment());
        CalmSums sums = new CalmSums(minutes, model.burst(), shifts.deployment());
        changes = LastingChanges.find(sums, shifts.earliest(), shifts.deployment());
        int historyFrom = changes.stream().max(Integer::compare).orElse(shifts.earliest());
        ExpectedRate rate = new ExpectedRate(sums, shifts, historyFrom);
        boolean[] undisturbed = leftOut(minutes, rate, span, earlierDeployments);
        // Where deployments are so frequent that hardly a window is free of them, they are what is normal.
        frequentDeployments = used(undisturbed) < LEAST_WINDOWS && !earlierDeployments.isEmpty();
        boolean[] leftOut = frequentDeployments ? leftOut(minutes, rate, span, List.of()) : undisturbed;
        windows = used(leftOut);
        RiseScores scores = new RiseScores(model);
        placebo = new double[shifts.count()];
        Arrays.fill(placebo, Double.NaN);
        raw = new WindowScore[shifts.count()];
        expected = new Expectation[shifts.count()];
        if (calibrated()) {
            rate.fit(leftOut);
            for (int w = 0; w < raw.length; w++) {
                if (!leftOut[w]) {
                    expected[w] = rate.expectation(w);
                    raw[w] = score(minutes, scores, shifts.shift(w), expected[w].rate());
                }
            }
            wandering = standardize();
            int observe = shifts.observationTo() - shifts.observationFrom();
            for (int i = 0; i < longerWandering.length; i++) {
                longerWandering[i] = rate.wandering(observe * VisibleRises.LONGER[i], model.frailty(), expected);
            }
        } else {
            wandering = 0;
        }
        typical = rate.typical(rate.now());
        now = rate.expectation(rate.now());
        observed = score(minutes, scores, 0, now.rate() * tolerance);
    }

    private static int used(boolean[] leftOut) {
        int used = 0;
        for (boolean out : leftOut) {
            used += out ? 0 : 1;
        }
        return used;
    }

    private boolean[] leftOut(Minutes minutes, ExpectedRate rate, Window span, List<Window> earlierDeployments) {
        boolean[] out = new boolean[shifts.count()];
        for (int w = 0; w < out.length; w++) {
            int shift = shifts.shift(w);
            int from = Math.min(shifts.baselineFrom(), shifts.observationFrom()) - shift;
            int to = Math.max(shifts.baselineTo(), shifts.observationTo()) - shift;
            out[w] = !(rate.baseline(w) > 0)
                    || !traffic(minutes, shifts.observationFrom() - shift, shifts.observationTo() - shift);
            for (int change : changes) {
                out[w] |= from < change + MARGIN && to > change - MARGIN;
            }
            for (Window deployment : earlierDeployments) {
                long start = Duration.between(span.start(), deployment.start()).toMinutes();
                long end = Duration.between(span.start(), deployment.end()).toMinutes();
                out[w] |= from < Math.max(end, start + 1) && to > start;
            }
        }
        return out;
    }

    private static boolean traffic(Minutes minutes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (minutes.known(i)) {
                return true;
            }
        }
        return false;
    }

    /** Fills the placebo scores and returns how far the rate wanders: the variance of a window's own frailty. */
    private double standardize() {
        double excess = 0;
        double squares = 0;
        for (WindowScore window : raw) {
            if (window != null) {
                excess += window.excess() * window.excess() - window.variance();
                squares += window.mean() * window.mean();
            }
        }
        double own = squares > 0 ? Math.max(0, excess / squares) : 0;
        for (int w = 0; w < raw.length; w++) {
            if (raw[w] != null) {
                placebo[w] = raw[w].against(own);
            }
        }
        return own;
    }

    private WindowScore score(Minutes minutes, RiseScores scores, int shift, double rate) {
        return WindowScore.of(
                minutes,
                scores,
                model.frailty(),
                shifts.observationFrom() - shift,
                shifts.observationTo() - shift,
                rate);
    }

    /** Whether a significant rise after the deployment makes a failure. */
    boolean fails(double tolerance, double minExtraErrors) {
        return fails(now, observed, tolerance, minExtraErrors);
    }

    /**
     * Whether a rise above the level would make a failure: the baseline taken alone must not contradict it, and it must
     * be enough errors to matter. The first keeps a level that changed earlier, and shows in the history only, from being
     * blamed on the deployment.
     */
    private static boolean fails(Expectation expected, WindowScore window, double tolerance, double minExtraErrors) {
        double exposure = window.mean() / (expected.rate() * tolerance);
        RateTest alone = new RateTest(
                expected.baselineErrors(),
                expected.baselineExposure(),
                exposure,
                tolerance,
                Math.max(1, window.dispersion(0)));
        return window.errors() - window.mean() >= minExtraErrors
                && window.errors() - alone.expected() >= minExtraErrors
                && alone.pValue(window.mean() + window.excess()) <= CONTRADICTION;
    }

    /**
     * The most errors after the deployment that make no failure if they come as evenly as the traffic.
     *
     * @param minutes the evidence that was given to the constructor
     * @param tolerance the factor by which the rate may rise
     * @param minExtraErrors errors more than expected that a failure needs
     * @param significant whether a window shows a rise
     * @return null if no number of errors makes a failure
     */
    Double limit(Minutes minutes, double tolerance, double minExtraErrors, Predicate<WindowScore> significant) {
        RiseScores scores = new RiseScores(model);
        int to = shifts.observationTo() - shifts.observationFrom();
        double[] exposure = Arrays.copyOfRange(minutes.exposure(), shifts.observationFrom(), shifts.observationTo());
        LongPredicate fails = errors -> {
            WindowScore window = WindowScore.of(
                    new Minutes(even(errors, exposure), exposure),
                    scores,
                    model.frailty(),
                    0,
                    to,
                    now.rate() * tolerance);
            return significant.test(window) && fails(now, window, tolerance, minExtraErrors);
        };
        long low = 0;
        long high = 1;
        while (!fails.test(high)) {
            low = high;
            high *= 2;
            if (high > MOST_ERRORS) {
                return null;
            }
        }
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (fails.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (double) low;
    }

    /** So many errors over minutes, whole ones in each, as evenly as the exposure. */
    static double[] even(long errors, double[] exposure) {
        double all = Arrays.stream(exposure).filter(e -> e > 0).sum();
        double[] spread = new double[exposure.length];
        double passed = 0;
        for (int i = 0; i < spread.length; i++) {
            double before = Math.rint(errors * passed / all);
            passed += exposure[i] > 0 ? exposure[i] : 0;
            spread[i] = exposure[i] > 0 ? Math.rint(errors * passed / all) - before : Double.NaN;
        }
        return spread;
    }

    /** In how many placebo windows the rule would have fired. */
    int fired(double critical, double minExtraErrors) {
        int fired = 0;
        for (int w = 0; w < placebo.length; w++) {
            // A window that is left out has NaN, which is not at or above anything.
            if (placebo[w] >= critical && fails(expected[w], raw[w], 1, minExtraErrors)) {
                fired++;
            }
        }
        return fired;
    }

    /** The same variance as {@link #wandering()} for an observation {@link VisibleRises#LONGER}[n] times as long. */
    double longerWandering(int n) {
        return longerWandering[n];
    }

    /** Whether there are enough windows to hold the score against. */
    boolean calibrated() {
        return windows >= LEAST_WINDOWS;
    }

    /** How many windows there are. */
    int windows() {
        return windows;
    }

    /** The score after the deployment. */
    double observed() {
        return observed.against(wandering);
    }

    /** The score after the deployment in detail. */
    WindowScore observedWindow() {
        return observed;
    }

    /** The score at each shift, NaN where the window is left out. */
    double[] placebo() {
        return placebo;
    }

    /** The scores of all windows that are not left out. */
    PlaceboDistribution distribution() {
        return new PlaceboDistribution(
                Arrays.stream(placebo).filter(s -> !Double.isNaN(s)).toArray());
    }

    /** Variance of the frailty that all minutes of a window have in common. */
    double wandering() {
        return wandering;
    }

    MinuteModel model() {
        return model;
    }

    /** What was to be expected after the deployment. */
    Expectation expectation() {
        return now;
    }

    /** Whether the rate in the baseline is one that the history's baselines have, too. */
    boolean typical() {
        return typical;
    }

    Shifts shifts() {
        return shifts;
    }

    /** Whether the history is so full of deployments that windows across them had to be taken as well. */
    boolean frequentDeployments() {
        return frequentDeployments;
    }

    /** Moments at which the rate changed for good. */
    List<Integer> changes() {
        return changes;
    }
}
