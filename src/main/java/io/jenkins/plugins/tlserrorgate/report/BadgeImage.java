package io.jenkins.plugins.tlserrorgate.report;

import java.util.Locale;

/** Draws a {@link Badge}, and says it in the form that shields.io draws. */
public final class BadgeImage {

    private static final String NARROW = "fijlrtI.,:;!|'()[]/ ";
    private static final String WIDE = "mwMWGOQ@%";

    private BadgeImage() {}

    /** The shapes on offer. */
    public enum Style {
        /** With round corners. */
        FLAT(3),
        /** With square corners. */
        FLAT_SQUARE(0);

        private final int radius;

        Style(int radius) {
            this.radius = radius;
        }

        /** The style of that name, FLAT for any other. */
        public static Style of(String name) {
            return "flat-square".equals(name) ? FLAT_SQUARE : FLAT;
        }
    }

    /** The badge as an image that needs no font and no server. */
    public static String svg(Badge badge, Style style) {
        int left = width(badge.label()) + 12;
        int right = width(badge.message()) + 12;
        String label = escape(badge.label());
        String message = escape(badge.message());
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"20\" role=\"img\""
                        + " aria-label=\"%4$s: %5$s\"><title>%4$s: %5$s</title>"
                        + "<clipPath id=\"r\"><rect width=\"%1$d\" height=\"20\" rx=\"%6$d\"/></clipPath>"
                        + "<g clip-path=\"url(#r)\"><rect width=\"%2$d\" height=\"20\" fill=\"#3f464d\"/>"
                        + "<rect x=\"%2$d\" width=\"%3$d\" height=\"20\" fill=\"%7$s\"/></g>"
                        + "<g fill=\"#fff\" text-anchor=\"middle\""
                        + " font-family=\"Verdana,Geneva,DejaVu Sans,sans-serif\" font-size=\"11\">"
                        + "<text x=\"%8$d\" y=\"14\" textLength=\"%9$d\">%4$s</text>"
                        + "<text x=\"%10$d\" y=\"14\" textLength=\"%11$d\">%5$s</text></g></svg>",
                left + right,
                left,
                right,
                label,
                message,
                style.radius,
                badge.color().hex(),
                left / 2,
                left - 12,
                left + right / 2,
                right - 12);
    }

    /** The badge as shields.io's endpoint badge wants it, see <a href="https://shields.io/badges/endpoint-badge">there</a>. */
    public static String shields(Badge badge) {
        return ReportJson.text(new Shields(
                1, badge.label(), badge.message(), badge.color().hex().substring(1), badge.color() == Badge.Color.RED));
    }

    private record Shields(int schemaVersion, String label, String message, String color, boolean isError) {}

    /** About as wide as Verdana of 11 pixels; the image says how long the text is to be, so that about is enough. */
    private static int width(String text) {
        double width = text.codePoints()
                .mapToDouble(c -> NARROW.indexOf(c) >= 0
                        ? 4.2
                        : WIDE.indexOf(c) >= 0
                                ? 9.6
                                : Character.isIdeographic(c) ? 11 : Character.isUpperCase(c) ? 7.8 : 6.7)
                .sum();
        return (int) Math.ceil(width);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
