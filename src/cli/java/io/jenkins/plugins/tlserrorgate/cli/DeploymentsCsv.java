package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.gate.Rehearsal.Deployment;
import io.jenkins.plugins.tlserrorgate.metrics.Instants;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
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
            .setTrailingData(true)
            .get();

    private final Path file;
    private final List<String> lines;
    private List<String> columns = COLUMNS;

    private DeploymentsCsv(Path file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
    }

    /** @throws InvalidParameterException if there is no such file, or with line and column of what is wrong in it */
    static List<Deployment> read(Path file) {
        byte[] bytes = TextFile.read("deployments", file);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean broken =
                StandardCharsets.UTF_8.newDecoder().decode(rest, text, true).isError();
        DeploymentsCsv csv = new DeploymentsCsv(file, text.flip().toString());
        if (broken) {
            // What could be read ends where the trouble begins.
            int line = (int) (text + ".").lines().count();
            throw csv.wrong(line, csv.columnOfEnd(line), "is not UTF-8; save the file as such");
        }
        return csv.read();
    }

    private List<Deployment> read() {
        List<Deployment> deployments = new ArrayList<>();
        int line = 1;
        try (CSVParser parser = CSVParser.parse(String.join("\n", lines), FORMAT)) {
            for (CSVRecord row : parser) {
                line = filled(line);
                if (deployments.isEmpty() && columns == COLUMNS && isHeading(row)) {
                    columns = row.stream().map(DeploymentsCsv::word).toList();
                } else {
                    deployments.add(deployment(row, line));
                }
                // The parser has read on to the end of the row, whose cells may have lines of their own.
                line = (int) parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException | IOException e) {
            line = filled(line);
            throw wrong(line, columnOfEnd(line), "begins with a quotation mark that is never closed");
        }
        if (deployments.isEmpty()) {
            throw new InvalidParameterException(
                    "deployments", file, "has no deployments; write a line of start,end,label for each");
        }
        return deployments;
    }

    /** The first line from this one on that is not empty: the parser passes over the others. */
    private int filled(int line) {
        int filled = line;
        while (filled <= lines.size() && lines.get(filled - 1).isEmpty()) {
            filled++;
        }
        return filled;
    }

    /** The column in which the file ends, counted from this line on. */
    private int columnOfEnd(int line) {
        int column = 1;
        boolean quoted = false;
        for (String rest : lines.subList(Math.min(line - 1, lines.size()), lines.size())) {
            for (char c : rest.toCharArray()) {
                quoted ^= c == '"';
                column += c == ',' && !quoted ? 1 : 0;
            }
        }
        return column;
    }

    private static boolean isHeading(CSVRecord row) {
        return row.stream().map(DeploymentsCsv::word).anyMatch("start"::equals);
    }

    // Spreadsheets put a byte order mark before the first word.
    private static String word(String cell) {
        return cell.replace("\uFEFF", "").trim().toLowerCase(Locale.ROOT);
    }

    private Deployment deployment(CSVRecord row, int line) {
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

    private Instant instant(CSVRecord row, String column, int line) {
        try {
            return Instants.parse(column, cell(row, column));
        } catch (InvalidParameterException e) {
            throw wrong(line, columns.indexOf(column) + 1, e.getMessage());
        }
    }

    private InvalidParameterException wrong(int line, int column, String problem) {
        return new InvalidParameterException(
                "deployments", file, "line " + line + ", column " + column + ": " + problem);
    }
}
