package io.jenkins.plugins.tlserrorgate.report;

import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Part;
import java.util.Locale;

/**
 * A verdict in a word or two, for a README or a dashboard.
 *
 * @param label what it is about
 * @param message the verdict
 * @param color the colour of the verdict
 */
public record Badge(String label, String message, Color color) {

    /** The label unless another is asked for. */
    public static final String LABEL = "TLS errors";

    /** White text on each of these has a contrast of at least 4.5 to 1. */
    public enum Color {
        /** A pass. */
        GREEN("#2d7d32"),
        /** A failure. */
        RED("#c5221f"),
        /** Neither. */
        AMBER("#9a5b00"),
        /** Nothing is known. */
        GREY("#616a73");

        private final String hex;

        Color(String hex) {
            this.hex = hex;
        }

        /** As CSS writes it. */
        public String hex() {
            return hex;
        }
    }

    /** The badge of a report; null stands for none. */
    public static Badge of(ReportDocument document) {
        if (document == null) {
            return new Badge(LABEL, "no data", Color.GREY);
        }
        return switch (document.verdict()) {
            case "PASS" -> new Badge(LABEL, "passing", Color.GREEN);
            case "FAIL" -> new Badge(LABEL, failure(document), Color.RED);
            case "INCONCLUSIVE" ->
                withoutTraffic(document)
                        ? new Badge(LABEL, "no data", Color.GREY)
                        : new Badge(LABEL, "inconclusive", Color.AMBER);
            case "ERROR" -> new Badge(LABEL, "error", Color.GREY);
            default -> new Badge(LABEL, "no data", Color.GREY);
        };
    }

    /** The largest ratio of the parts that failed. */
    private static String failure(ReportDocument document) {
        double worst = 0;
        for (Part part : document.comparisons()) {
            if ("FAIL".equals(part.verdict()) && part.ratio() != null) {
                worst = Math.max(worst, part.ratio());
            }
        }
        if (worst <= 1) {
            return "failing";
        }
        return String.format(Locale.ROOT, worst >= 10 ? "%.0fx" : "%.1fx", Math.min(worst, 99_999));
    }

    private static boolean withoutTraffic(ReportDocument document) {
        return document.comparisons().stream()
                .allMatch(part -> part.after() == null || part.after().exposure() <= 0);
    }

    /**
     * The same with another label.
     *
     * @param wanted letters, digits, blanks and a few signs, at most 40; anything else keeps the label as it is
     */
    public Badge labelled(String wanted) {
        boolean allowed = wanted != null && wanted.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._:/+-]{0,39}");
        return allowed ? new Badge(wanted, message, color) : this;
    }
}
