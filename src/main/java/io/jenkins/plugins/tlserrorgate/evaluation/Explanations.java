package io.jenkins.plugins.tlserrorgate.evaluation;

import static io.jenkins.plugins.tlserrorgate.metrics.PlainText.number;

import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in one line why a verdict is what it is. */
final class Explanations {

    private Explanations() {}

    /** The reason of the whole verdict: that of the parts which gave it. */
    static String of(Verdict verdict, List<Comparison> comparisons) {
        return comparisons.stream()
                .filter(c -> c.verdict() == verdict)
                .map(Comparison::explanation)
                .collect(Collectors.joining("; "));
    }

    static Comparison explained(Comparison c, String explanation) {
        return new Comparison(
                c.metric(),
                c.scope(),
                c.basis(),
                c.verdict(),
                c.before(),
                c.after(),
                c.expected(),
                c.ratio(),
                c.interval(),
                c.pValue(),
                c.alpha(),
                c.dispersion(),
                c.visible(),
                c.plain(),
                explanation);
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

    static String ofRate(Comparison c, RuleSettings settings) {
        String counts = number(c.after().errors()) + " in " + number(c.after().exposure()) + " "
                + c.basis().noun() + ", " + number(round(c.expected())) + " expected"
                + (settings.tolerance() > 1 ? " at " + number(settings.tolerance()) + "x the rate" : "") + " from "
                + number(c.before().errors()) + " in " + number(c.before().exposure()) + " before";
        String evidence = "p = " + pValue(c.pValue()) + (c.pValue() <= c.alpha() ? " <= " : " > ") + number4(c.alpha())
                + ", dispersion " + number(c.dispersion()) + missing(c);
        return switch (c.verdict()) {
            case FAIL ->
                c.subject() + " rose " + ratio(c.ratio()) + interval(c.interval()) + ": " + counts + "; " + evidence;
            case INCONCLUSIVE ->
                c.subject() + ": too little traffic to tell: " + counts
                        + "; the smallest rise that would have been seen"
                        + " is " + number(Math.ceil(c.visible().extraErrors())) + " more errors, "
                        + percent(c.visible().share()) + " of all " + c.basis().noun() + "; " + evidence;
            default ->
                c.subject()
                        + (c.pValue() <= c.alpha()
                                ? " rose " + ratio(c.ratio()) + ", but by fewer than "
                                        + number(settings.minExtraErrors()) + " errors: "
                                : " did not rise beyond chance (" + ratio(c.ratio()) + interval(c.interval()) + "): ")
                        + counts + "; a rise by " + number(Math.ceil(c.visible().extraErrors()))
                        + " errors would have been seen; " + evidence;
        };
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
            return interval.low() > 0 ? ", at least " + number(interval.low()) + "x" : "";
        }
        return ", " + number(interval.low()) + "x to " + number(interval.high()) + "x";
    }

    private static String missing(Comparison c) {
        if (c.before().missing() == 0 && c.after().missing() == 0) {
            return "";
        }
        return ", minutes without traffic " + c.before().missing() + " before and "
                + c.after().missing() + " after";
    }

    private static String pValue(double p) {
        return p < 1e-12 ? "< 1e-12" : number4(p);
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
