package io.jenkins.plugins.tlserrorgate.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown page of the project.
 *
 * @param path where it is, from the project's root
 * @param text all of it
 */
public record Page(Path path, String text) {

    private static final Pattern FENCED = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /**
     * Code on a page.
     *
     * @param page the page's path
     * @param line the line of the page on which it begins, from 1
     * @param code the code
     */
    public record Block(Path page, int line, String code) {

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    /** @param path from the project's root */
    public static Page of(String path) {
        return read(Path.of(path));
    }

    /** All pages: those at the root, and those under docs. */
    public static List<Page> all() {
        try (Stream<Path> root = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(root, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks in a language on all pages. */
    public static List<Block> allBlocks(String language) {
        return all().stream().flatMap(page -> page.blocks(language).stream()).toList();
    }

    private static Page read(Path path) {
        try {
            return new Page(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks in a language on this page, as they are, less what their fence is indented by. */
    public List<Block> blocks(String language) {
        return FENCED.matcher(text)
                .results()
                .filter(match -> match.group(2).equals(language))
                .map(match -> new Block(
                        path, lineOf(match.start(3)), match.group(3).replaceAll("(?m)^" + match.group(1), "")))
                .toList();
    }

    private int lineOf(int index) {
        return (int) text.substring(0, index).lines().count() + 1;
    }

    /** The targets of all links and pictures, without those that are only shown as code. */
    List<String> links() {
        return LINK.matcher(prose().replaceAll("`[^`\n]*`", ""))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** What a link may name behind its {@code #}: the headings as GitHub makes names of them. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        for (MatchResult heading : HEADING.matcher(prose()).results().toList()) {
            String name = heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            String unique = name;
            for (int i = 1; !anchors.add(unique); i++) {
                unique = name + "-" + i;
            }
        }
        return anchors;
    }

    /** The text without its blocks of code. */
    String prose() {
        return FENCED.matcher(text).replaceAll("");
    }

    /** The text with each run of white space as one blank. */
    String flat() {
        return text.replaceAll("\\s+", " ");
    }
}
