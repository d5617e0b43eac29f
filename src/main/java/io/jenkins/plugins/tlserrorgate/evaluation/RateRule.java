package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.evaluation.Comparison.VisibleRise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;

/** Fails when the rate of errors rose significantly, and by enough errors to matter. */
final class RateRule {

    /** A pass says that at least a doubling, or errors on this share of the traffic, would have been seen. */
    static final double DOUBLING = 2;

    private static final double HARMFUL_SHARE = 0.05;

    /** If two of the last three minutes are bursts, errors may just have begun to rise. */
    private static final int LAST = 3;

    private static final int UNFINISHED = 2;

    private final Split split;
    private final RuleSettings settings;
    private final Circumstances circumstances;
    private final double alpha;

    RateRule(Split split, RuleSettings settings, Circumstances circumstances) {
        this.split = split;
        this.settings = settings;
        this.circumstances = circumstances;
        alpha = (1 - settings.confidence()) * circumstances.alphaShare();
    }

    /** One part with its replay, which is null where there was no traffic in one of the windows. */
    private record Part(Evidence evidence, Counts before, Counts after, Replay replay) {}

    /** Compares the windows of all parts. */
    List<Comparison> compare(List<Evidence> evidence) {
        List<Part> parts = evidence.stream().map(this::part).toList();
        List<Replay> replays =
                parts.stream().map(Part::replay).filter(r -> r != null).toList();
        List<Replay> calibrated = replays.stream().filter(Replay::calibrated).toList();
        JointCalibration joint = calibrated.isEmpty() ? null : new JointCalibration(calibrated);
        List<Comparison> comparisons = new ArrayList<>();
        for (Part part : parts) {
            if (part.replay() == null) {
                comparisons.add(Explanations.withoutTraffic(part.evidence(), part.before(), part.after()));
            } else if (part.replay().calibrated()) {
                comparisons.add(calibrated(
                        part, joint, calibrated.indexOf(part.replay()), (double) calibrated.size() / replays.size()));
            } else {
                comparisons.add(uncalibrated(part, 1.0 / replays.size()));
            }
        }
        return comparisons;
    }

    private Part part(Evidence evidence) {
        Counts before = evidence.counts(split.baseline());
        Counts after = evidence.counts(split.observation());
        if (before.exposure() <= 0 || after.exposure() <= 0) {
            return new Part(evidence, before, after, null);
        }
        Shifts shifts = Shifts.of(split, circumstances.deploymentStart(), evidence.span(), circumstances.history());
        Replay replay = new Replay(
                evidence.minutes(), shifts, evidence.span(), settings.tolerance(), circumstances.earlierDeployments());
        return new Part(evidence, before, after, replay);
    }

    /**
     * Significance by the placebo windows.
     *
     * @param share the share of alpha that the calibrated parts have together
     */
    private Comparison calibrated(Part part, JointCalibration joint, int index, double share) {
        Replay replay = part.replay();
        double pValue = Math.min(1, joint.adjusted(index) / share);
        PlaceboDistribution distribution = joint.distribution(index);
        double critical = distribution.score(joint.level(alpha * share));
        Placebo placebo = new Placebo(
                replay.fired(critical, settings.minExtraErrors()),
                replay.windows(),
                distribution.atLeast(replay.observed()),
                replay.placebo().length - replay.windows(),
                Duration.ofMinutes(replay.shifts().shift(replay.placebo().length - 1)),
                Explanations.historyNote(replay, part.evidence().span(), circumstances));
        double dispersion = Math.max(1, replay.observedWindow().dispersion(replay.wandering()));
        return compared(
                part,
                pValue,
                dispersion,
                new VisibleRises(settings).calibrated(replay, part.after(), critical),
                placebo,
                window -> window.against(replay.wandering()) >= critical);
    }

    /** Significance by the test of two rates alone, with the dispersion of the baseline. */
    private Comparison uncalibrated(Part part, double share) {
        Replay replay = part.replay();
        Dispersion dispersion = Dispersion.of(
                part.evidence().minutes(), replay.model().burst(), replay.shifts(), settings.blockMinutes());
        RateTest test = new RateTest(
                replay.expectation().baselineErrors(),
                replay.expectation().baselineExposure(),
                part.after().exposure(),
                settings.tolerance(),
                dispersion.value());
        double capped = replay.observedWindow().mean() + replay.observedWindow().excess();
        DoubleUnaryOperator significance =
                errors -> Math.min(1, SmallSample.corrected(test.pValue(errors), dispersion.freedom()) / share);
        double level = SmallSample.uncorrected(alpha * share, dispersion.freedom());
        return compared(
                part,
                significance.applyAsDouble(capped),
                dispersion.value(),
                new VisibleRises(settings).uncalibrated(test, part.after(), level),
                Placebo.none(Explanations.noHistoryNote(replay, circumstances)),
                window -> significance.applyAsDouble(window.mean() + window.excess()) <= alpha);
    }

    private Comparison compared(
            Part part,
            double pValue,
            double dispersion,
            VisibleRise visible,
            Placebo placebo,
            Predicate<WindowScore> significant) {
        Replay replay = part.replay();
        boolean fails = pValue <= alpha && replay.fails(settings.tolerance(), settings.minExtraErrors());
        boolean unfinished = unfinishedBurst(part);
        Verdict verdict = fails
                ? Verdict.FAIL
                : unfinished || visible.ratio() > settings.tolerance() * DOUBLING && visible.share() > HARMFUL_SHARE
                        ? Verdict.INCONCLUSIVE
                        : Verdict.PASS;
        RateTest plain = new RateTest(
                part.before().errors(),
                part.before().exposure(),
                part.after().exposure(),
                settings.tolerance(),
                dispersion);
        Comparison comparison = new Comparison(
                part.evidence().metric(),
                part.evidence().scope(),
                part.evidence().basis(),
                verdict,
                part.before(),
                part.after(),
                replay.observedWindow().mean(),
                plain.ratio(part.after().errors()),
                plain.ratioInterval(part.after().errors(), settings.confidence()),
                pValue,
                alpha,
                dispersion,
                visible,
                null,
                placebo,
                part.evidence().isDetail() && !fails
                        ? null
                        : replay.limit(
                                part.evidence().minutes(),
                                settings.tolerance(),
                                settings.minExtraErrors(),
                                significant),
                "");
        return comparison.explained(Explanations.ofRate(comparison, settings, bursts(part), unfinished));
    }

    /** Minutes of the observation that look like bursts. */
    private int bursts(Part part) {
        int bursts = 0;
        Shifts shifts = part.replay().shifts();
        for (int i = shifts.observationFrom(); i < shifts.observationTo(); i++) {
            bursts += isBurst(part, i) ? 1 : 0;
        }
        return bursts;
    }

    private boolean unfinishedBurst(Part part) {
        Shifts shifts = part.replay().shifts();
        int bursts = 0;
        for (int i = Math.max(shifts.observationFrom(), shifts.observationTo() - LAST);
                i < shifts.observationTo();
                i++) {
            bursts += isBurst(part, i) ? 1 : 0;
        }
        return bursts >= UNFINISHED;
    }

    private boolean isBurst(Part part, int minute) {
        Minutes minutes = part.evidence().minutes();
        double expected = part.replay().expectation().rate() * settings.tolerance() * minutes.exposure()[minute];
        return minutes.known(minute)
                && MinuteModel.isBurst(
                        minutes.errors()[minute],
                        expected,
                        part.replay().model().frailty());
    }
}
