package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Deployment;
import io.jenkins.plugins.tlserrorgate.metrics.Instants;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A list of deployments as CSV (RFC 4180): start, end and label, in this order or in that of a heading with these words. Times
 * are ISO-8601 or epoch milliseconds; a missing end is the start, a missing label the start's text.
 */
final class DeploymentsCsv {

    private static final List<String> COLUMNS = List.of("start", "end", "label");
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final Path file;
    private List<String> columns = COLUMNS;

    private DeploymentsCsv(Path file) {
        this.file = file;
    }

    /** @throws InvalidParameterException if there is no such file, or with line and column of what is wrong in it */
    static List<Deployment> read(Path file) {
        return new DeploymentsCsv(file).read();
    }

    private List<Deployment> read() {
        List<Deployment> deployments = new ArrayList<>();
        long line = 1;
        try (CSVParser parser = CSVParser.parse(Files.newBufferedReader(file, StandardCharsets.UTF_8), FORMAT)) {
            for (CSVRecord row : parser) {
                if (line == 1 && isHeading(row)) {
                    columns = row.stream().map(DeploymentsCsv::word).toList();
                } else {
                    // The parser has read on to the end of the row, whose cells may have lines of their own.
                    deployments.add(deployment(row, line));
                }
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException e) {
            throw wrong(line, 1, "is no CSV: " + PlainText.oneLine(e.getCause().getMessage()));
        } catch (IOException e) {
            throw new InvalidParameterException(
                    "deployments", file, "can't be read: " + e.getClass().getSimpleName());
        }
        if (deployments.isEmpty()) {
            throw new InvalidParameterException(
                    "deployments", file, "has no deployments; write a line of start,end,label for each");
        }
        return deployments;
    }

    private static boolean isHeading(CSVRecord row) {
        return row.stream().map(DeploymentsCsv::word).anyMatch("start"::equals);
    }

    // Spreadsheets put a byte order mark before the first word.
    private static String word(String cell) {
        return cell.replace("\uFEFF", "").trim().toLowerCase(Locale.ROOT);
    }

    private Deployment deployment(CSVRecord row, long line) {
        Instant start = instant(row, "start", line);
        Instant end = cell(row, "end").isEmpty() ? start : instant(row, "end", line);
        if (end.isBefore(start)) {
            throw wrong(line, columns.indexOf("end") + 1, "the end lies before the start; swap them");
        }
        String label = cell(row, "label");
        return new Deployment(label.isEmpty() ? start.toString() : PlainText.oneLine(label), start, end);
    }

    private String cell(CSVRecord row, String column) {
        int index = columns.indexOf(column);
        return index < 0 || index >= row.size()
                ? ""
                : row.get(index).replace("\uFEFF", "").trim();
    }

    private Instant instant(CSVRecord row, String column, long line) {
        try {
            return Instants.parse(column, cell(row, column));
        } catch (InvalidParameterException e) {
            throw wrong(line, columns.indexOf(column) + 1, e.getMessage());
        }
    }

    private InvalidParameterException wrong(long line, int column, String problem) {
        return new InvalidParameterException(
                "deployments", file, "line " + line + ", column " + column + ": " + problem);
    }
}
