package io.jenkins.plugins.tlserrorgate.metrics;

import java.util.Locale;

/** Makes text that comes from outside fit for one line of a log: no line breaks, no control characters, no novels. */
public final class PlainText {

    private static final int LONGEST_VALUE = 120;
    private static final int LONGEST_LINE = 2_000;

    private PlainText() {}

    /** The value in quotation marks, on one line and at most 120 characters long; {@code (not set)} for null. */
    public static String quote(Object value) {
        return value == null ? "(not set)" : '"' + shorten(clean(value.toString()), LONGEST_VALUE) + '"';
    }

    /** The text on one line, at most 2,000 characters long. */
    public static String oneLine(String text) {
        return text == null ? "" : shorten(clean(text), LONGEST_LINE);
    }

    /** A whole number with thousands separators, a fraction with one digit more than it needs to be told apart. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "n/a";
        }
        if (value == Math.rint(value) || Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String clean(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> line.appendCodePoint(isInvisible(c) ? ' ' : c));
        return line.toString().strip();
    }

    // Format characters (bidirectional overrides among them) could make a log line read as something else.
    private static boolean isInvisible(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isISOControl(codePoint)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static String shorten(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        // Never half of a character that takes two.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
