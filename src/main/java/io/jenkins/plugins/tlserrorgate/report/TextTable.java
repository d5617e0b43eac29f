package io.jenkins.plugins.tlserrorgate.report;

import java.util.List;

/** Rows of text as lines whose columns stand below each other. */
final class TextTable {

    private TextTable() {}

    /**
     * @param rows rows with equally many cells, the headings among them
     * @param words how many columns from the left are words, set to the left as the last one is; the others are numbers
     */
    static List<String> lines(List<String[]> rows, int words) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] widths = new int[rows.get(0).length];
        rows.forEach(row -> {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        });
        return rows.stream().map(row -> line(row, widths, words)).toList();
    }

    private static String line(String[] cells, int[] widths, int words) {
        StringBuilder line = new StringBuilder(" ");
        for (int i = 0; i < cells.length; i++) {
            String space = " ".repeat(widths[i] - cells[i].length());
            boolean word = i < words || i == cells.length - 1;
            line.append(' ').append(word ? cells[i] + space : space + cells[i]).append(' ');
        }
        return line.toString().stripTrailing();
    }
}
