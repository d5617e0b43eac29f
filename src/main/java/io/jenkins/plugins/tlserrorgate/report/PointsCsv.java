package io.jenkins.plugins.tlserrorgate.report;

import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Part;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Segment;
import java.time.Duration;
import java.time.Instant;

/** The points of a report as comma-separated values (RFC 4180), for a spreadsheet or a notebook. */
public final class PointsCsv {

    private static final String HEADER =
            "metric,load_balancer,target_group,window,start_utc,minutes,errors,exposure,exposure_unit,zone\r\n";

    private PointsCsv() {}

    /** All points of the report, a line each; where nothing is known, the number is left empty. */
    public static String of(ReportDocument document) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (Part part : document.comparisons()) {
            if (part.points() != null) {
                segment(csv, document, part, "baseline", part.points().baseline());
                segment(csv, document, part, "between", part.points().between());
                segment(csv, document, part, "observation", part.points().observation());
            }
        }
        return csv.toString();
    }

    private static void segment(StringBuilder csv, ReportDocument document, Part part, String window, Segment segment) {
        if (segment == null) {
            return;
        }
        Instant start = Instant.parse(segment.start());
        for (int i = 0; i < segment.errors().size(); i++) {
            Instant time = start.plus(Duration.ofMinutes((long) i * segment.minutes()));
            csv.append(cell(part.metric())).append(',');
            csv.append(cell(document.loadBalancer(part))).append(',');
            csv.append(cell(part.targetGroup())).append(',');
            csv.append(window).append(',');
            csv.append(time).append(',');
            csv.append(segment.minutes()).append(',');
            csv.append(number(segment.errors().get(i))).append(',');
            csv.append(number(segment.exposure().get(i))).append(',');
            csv.append(cell(part.exposure())).append(',');
            csv.append(cell(part.zone())).append("\r\n");
        }
    }

    private static String number(Long value) {
        return value == null ? "" : value.toString();
    }

    /**
     * Text that came from outside. A spreadsheet takes a cell that begins with one of these characters for a formula
     * and would run it, so that such a cell gets an apostrophe in front (OWASP, CSV injection).
     */
    static String cell(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[\\w/.:' ()-]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
