package io.jenkins.plugins.tlserrorgate.result;

import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import java.util.Locale;

/** Numbers as people read them; the same for every reader, as those in the build's log. */
final class Numbers {

    private static final String NONE = "\u2013";

    private Numbers() {}

    static String plain(Double value) {
        return value == null ? NONE : PlainText.number(value >= 10 ? Math.rint(value) : value);
    }

    static String percent(double share) {
        return PlainText.number(Math.rint(share * 10_000) / 100) + " %";
    }

    /** {@code 3.20x}, with an interval where there is one. */
    static String ratio(Double ratio, Double low, Double high) {
        if (ratio == null) {
            return NONE;
        }
        String text = PlainText.number(ratio) + "x";
        if (low == null) {
            return text;
        }
        return high == null
                ? Messages.Numbers_atLeast(text, PlainText.number(low))
                : Messages.Numbers_between(text, PlainText.number(low), PlainText.number(high));
    }

    static String probability(Double p) {
        if (p == null) {
            return NONE;
        }
        return p < 1e-12 ? "< 1e-12" : String.format(Locale.ROOT, p < 0.001 ? "%.0e" : "%.3f", p);
    }
}
