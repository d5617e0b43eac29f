package io.jenkins.plugins.tlserrorgate.evaluation;

import static io.jenkins.plugins.tlserrorgate.metrics.PlainText.number;

import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in one line why a verdict is what it is. */
final class Explanations {

    private Explanations() {}

    /** The reason of the whole verdict: that of the parts which gave it; of a pass all in brief, as there all count. */
    static String of(Verdict verdict, List<Comparison> comparisons) {
        if (verdict == Verdict.PASS && comparisons.size() > 1) {
            return comparisons.stream()
                    .map(c -> c.subject() + " " + brief(c))
                    .collect(Collectors.joining(", ", "no rise beyond chance: ", briefHistory(comparisons.get(0))));
        }
        return comparisons.stream()
                .filter(c -> c.verdict() == verdict)
                .map(Comparison::explanation)
                .collect(Collectors.joining("; "));
    }

    private static String brief(Comparison c) {
        if (c.plain() != null) {
            return number(c.plain().before()) + " to " + number(c.plain().after());
        }
        return Double.isNaN(c.ratio()) ? "none before and after" : ratio(c.ratio()) + interval(c.interval());
    }

    private static String briefHistory(Comparison c) {
        return c.placebo() == null || c.placebo().windows() == 0
                ? ""
                : "; on this balancer's history this rule would have fired "
                        + number(c.placebo().fired()) + " of "
                        + number(c.placebo().windows()) + " times";
    }

    static Comparison withoutTraffic(Evidence evidence, Counts before, Counts after) {
        String subject =
                evidence.metric().id() + " TLS errors of " + evidence.scope().label();
        String reason;
        if (before.exposure() <= 0 && after.exposure() <= 0) {
            reason = subject + ": CloudWatch shows no traffic at all, before or after the deployment;"
                    + " check the load balancer's name and region";
        } else if (after.exposure() <= 0) {
            reason = subject + ": no traffic after the deployment (" + number(before.exposure()) + " "
                    + evidence.basis().noun()
                    + " before it); if clients can't even connect, this is what it looks like";
        } else {
            reason = subject + ": no traffic before the deployment, so nothing says what is normal; "
                    + number(after.errors()) + " errors in " + number(after.exposure()) + " "
                    + evidence.basis().noun() + " after it";
        }
        return new Comparison(
                evidence.metric(),
                evidence.scope(),
                evidence.basis(),
                Verdict.INCONCLUSIVE,
                before,
                after,
                Double.NaN,
                Double.NaN,
                new Interval(Double.NaN, Double.NaN),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                null,
                null,
                reason);
    }

    /**
     * @param bursts minutes of the observation that look like bursts
     * @param unfinished whether the observation ends in one
     */
    static String ofRate(Comparison c, RuleSettings settings, int bursts, boolean unfinished) {
        String counts = number(c.after().errors()) + " in " + number(c.after().exposure()) + " "
                + c.basis().noun() + ", " + number(round(c.expected())) + " expected"
                + (settings.tolerance() > 1 ? " at " + number(settings.tolerance()) + "x the rate" : "") + " from "
                + number(c.before().errors()) + " in " + number(c.before().exposure()) + " before";
        String evidence = "p " + pValue(c.pValue()) + (c.pValue() <= c.alpha() ? " <= " : " > ") + number4(c.alpha())
                + ", dispersion " + number(c.dispersion()) + missing(c) + "; " + history(c.placebo());
        String rise = ratio(c.ratio()) + interval(c.interval());
        if (c.verdict() == Verdict.FAIL) {
            return c.subject() + " rose " + rise + ": " + counts + "; " + evidence;
        }
        String seen = "; " + visible(c) + "; " + evidence;
        if (c.verdict() == Verdict.INCONCLUSIVE) {
            return c.subject()
                    + (unfinished
                            ? ": the observation ends in a burst of errors, which a longer one would tell from a rise: "
                            : ": too little traffic to tell: ")
                    + counts
                    + seen;
        }
        return c.subject()
                + (c.pValue() > c.alpha()
                        ? " did not rise beyond chance: " + rise + "; "
                        : " rose " + rise + ", but by fewer than " + number(settings.minExtraErrors())
                                + " errors or not against the baseline alone: ")
                + counts
                + bursts(bursts)
                + seen;
    }

    private static String bursts(int bursts) {
        return switch (bursts) {
            case 0 -> "";
            case 1 -> ", one minute of them a burst, which is no lasting rise";
            default -> ", " + bursts + " minutes of them bursts, which are no lasting rise";
        };
    }

    private static String visible(Comparison c) {
        String smallest = Double.isInfinite(c.visible().extraErrors())
                ? "no rise could have been seen"
                : "the smallest rise that would have been seen is "
                        + number(Math.ceil(c.visible().extraErrors())) + " more errors ("
                        + (Double.isInfinite(c.visible().ratio())
                                ? "from zero"
                                : number(c.visible().ratio()) + "x")
                        + ", " + percent(c.visible().share()) + " of all "
                        + c.basis().noun() + ")";
        if (c.visible().ratio() <= RateRule.DOUBLING) {
            return smallest;
        }
        Duration doubling = c.visible().doublingSeenAfter();
        return smallest
                + (doubling == null
                        ? "; not even a day's observation would see a doubling"
                        : "; observe " + Durations.format(doubling) + " would see a doubling");
    }

    private static String history(Placebo placebo) {
        if (placebo.windows() == 0) {
            return placebo.note();
        }
        return "on this balancer's history of " + Durations.format(wholeHours(placebo.history()))
                + " this rule would have fired " + number(placebo.fired()) + " of " + number(placebo.windows())
                + " times, a rise like this came up " + number(placebo.asLarge()) + " times"
                + (placebo.note().isEmpty() ? "" : " (" + placebo.note() + ")");
    }

    /** What is peculiar about a history that was replayed. */
    static String historyNote(Replay replay, Window span, Circumstances circumstances) {
        List<String> notes = new ArrayList<>();
        for (int change : replay.changes()) {
            notes.add("the rate changed for good about "
                    + span.start().plus(Duration.ofMinutes(change + 30L)).truncatedTo(ChronoUnit.HOURS)
                    + ", windows across it are left out");
        }
        if (!circumstances.earlierDeployments().isEmpty()) {
            int deployments = circumstances.earlierDeployments().size();
            notes.add(
                    replay.frequentDeployments()
                            ? "hardly a window is free of the " + deployments
                                    + " earlier deployments, so none is left out"
                            : "windows across " + deployments
                                    + (deployments == 1 ? " earlier deployment" : " earlier deployments")
                                    + " are left out");
        }
        if (!replay.typical()) {
            notes.add("the baseline's rate is unlike the history's, so it alone says what to expect");
        }
        return String.join("; ", notes);
    }

    /** Why there was no replay. */
    static String noHistoryNote(Replay replay, Circumstances circumstances) {
        if (circumstances.history().isZero()) {
            return "not calibrated: history is turned off";
        }
        return "not calibrated: the history has " + number(replay.windows()) + " usable windows, "
                + Replay.LEAST_WINDOWS + " are needed";
    }

    private static Duration wholeHours(Duration duration) {
        return duration.toHours() >= 24
                ? Duration.ofHours(duration.plusMinutes(30).toHours())
                : duration;
    }

    static String ofPlain(Comparison c, RuleSettings settings) {
        String statistic = settings.statistic().id() + " a " + Durations.format(settings.period());
        String rule = settings.kind() == RuleSettings.Kind.ABSOLUTE
                ? number(settings.limit()) + " more"
                : number(settings.limit()) + " % more";
        boolean above = c.plain().after() > c.plain().limit();
        return c.subject() + ": " + statistic + " went from " + number(c.plain().before()) + " to "
                + number(c.plain().after()) + ", the rule allows " + rule + ", up to "
                + number(c.plain().limit())
                + (above && c.verdict() != Verdict.FAIL
                        ? "; but that is fewer than " + number(settings.minExtraErrors()) + " extra errors"
                        : "")
                + missing(c);
    }

    /** A ratio the way people say it: {@code 3.1x}. */
    private static String ratio(double ratio) {
        if (Double.isNaN(ratio)) {
            return "none before, none after";
        }
        return Double.isInfinite(ratio) ? "from zero" : number(ratio) + "x";
    }

    private static String interval(Interval interval) {
        if (Double.isInfinite(interval.high())) {
            return interval.low() > 0 ? " (at least " + number(interval.low()) + "x)" : "";
        }
        return " (" + number(interval.low()) + "x to " + number(interval.high()) + "x)";
    }

    private static String missing(Comparison c) {
        if (c.before().missing() == 0 && c.after().missing() == 0) {
            return "";
        }
        return ", minutes without traffic " + c.before().missing() + " before and "
                + c.after().missing() + " after";
    }

    private static String pValue(double p) {
        return p < 1e-12 ? "< 1e-12" : "= " + number4(p);
    }

    private static String number4(double value) {
        return value < 0.0001
                ? String.format(Locale.ROOT, "%.0e", value)
                : String.format(Locale.ROOT, value < 0.01 ? "%.4f" : "%.2f", value);
    }

    private static String percent(double share) {
        return number(Math.round(share * 1000) / 10.0) + " %";
    }

    private static double round(double value) {
        return value >= 10 ? Math.rint(value) : Math.rint(value * 10) / 10;
    }
}
