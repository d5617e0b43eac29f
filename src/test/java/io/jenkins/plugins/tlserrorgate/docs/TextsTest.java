package io.jenkins.plugins.tlserrorgate.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of pages, forms and messages is defined, and every defined text is used; no view has one of its own. */
class TextsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/plugins/tlserrorgate");
    private static final Path RESOURCES = Path.of("src/main/resources/io/jenkins/plugins/tlserrorgate");

    /** A key that stands for itself reads as a text: with a capital, or a symbol of one letter. */
    private static final Pattern TEXT = Pattern.compile("[A-Z][A-Za-z.]*( .*)?|p");

    /** Attributes that people see. */
    private static final String SHOWN = "title|description|header|label|placeholder|tooltip|alt|aria-label";

    private static List<Path> files(Path directory, String end) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private static Set<String> found(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    @Test
    void messagesAreWhatTheCodeUses() throws IOException {
        for (Path messages : files(RESOURCES, "Messages.properties")) {
            Path sources = SOURCES.resolve(RESOURCES.relativize(messages.getParent()));
            StringBuilder code = new StringBuilder();
            for (Path source : files(sources, ".java")) {
                code.append(Files.readString(source));
            }
            Set<String> used = found("Messages[.]_?([A-Za-z]+_[A-Za-z_]+)[(]", code.toString());
            Set<String> defined = properties(messages).stringPropertyNames().stream()
                    .map(key -> key.replace('.', '_'))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(messages.toString(), defined, is(used));
            assertThat(used, is(not(empty())));
        }
    }

    @Test
    void jellyFilesHaveTheirTexts() throws IOException {
        for (Path jelly : files(RESOURCES, ".jelly")) {
            Set<String> used = found("[$][{]%([^(}]+)", Files.readString(jelly));
            Path file = Path.of(jelly.toString().replace(".jelly", ".properties"));
            Set<String> defined =
                    Files.exists(file) ? new TreeSet<>(properties(file).stringPropertyNames()) : Set.of();
            Set<String> missing = new TreeSet<>(used);
            missing.removeAll(defined);
            missing.removeIf(key -> TEXT.matcher(key).matches());
            assertThat(jelly + " lacks", missing, is(empty()));
            Set<String> unused = new TreeSet<>(defined);
            unused.removeAll(used);
            assertThat(file + " has, but nobody uses", unused, is(empty()));
        }
    }

    @Test
    void noViewHasTextOfItsOwn() throws IOException {
        // Names of formats, and signs, are the same in every language.
        Set<String> names = Set.of("Markdown", "HTML", "AsciiDoc", "shields.io", "shields.json");
        List<Path> views = files(RESOURCES, ".jelly");
        assertThat(views.size(), greaterThan(15));
        for (Path jelly : views) {
            String markup = Files.readString(jelly).replaceAll("(?s)<[?!].*?>", "");
            Matcher text = Pattern.compile(">([^<]*)<|\\b(?:" + SHOWN + ")=\"([^\"]*)\"")
                    .matcher(markup);
            while (text.find()) {
                String words = (text.group(1) == null ? text.group(2) : text.group(1))
                        .replaceAll("[$][{][^}]*}", "")
                        .strip();
                assertThat(jelly + ": " + words, words.matches("[^A-Za-z]*") || names.contains(words), is(true));
            }
            assertThat(
                    jelly + " escapes",
                    Files.readString(jelly).startsWith("<?jelly escape-by-default='true'?>"),
                    is(true));
        }
    }

    @Test
    void everyHelpIsForAFieldThatThereIs() throws IOException {
        for (Path help : files(RESOURCES, ".html")) {
            String field = help.getFileName().toString().replaceAll("^help-?|[.]html$", "");
            Path source =
                    Path.of(help.getParent().toString().replace(RESOURCES.toString(), SOURCES.toString()) + ".java");
            if (!field.isEmpty()) {
                String setter = "set" + field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1) + "(";
                String code = Files.readString(source);
                Matcher inherited = Pattern.compile("class \\w+ extends (\\w+)").matcher(code);
                if (inherited.find() && Files.exists(source.resolveSibling(inherited.group(1) + ".java"))) {
                    code += Files.readString(source.resolveSibling(inherited.group(1) + ".java"));
                }
                assertThat(help.toString(), code.contains(setter) || code.contains("String " + field + ")"), is(true));
            }
            assertThat(help.toString(), Files.readString(help).isBlank(), is(false));
        }
    }

    @Test
    void theScriptAsksForLabelsThatThereAre() throws IOException {
        Set<String> used = found("labels[.]([a-zA-Z]+)", Files.readString(RESOURCES.resolve("result/page.js")));
        Set<String> given =
                found("labels[.]put[(]\"([a-zA-Z]+)\"", Files.readString(SOURCES.resolve("result/ChartLabels.java")));
        // Windows and verdicts are looked up by name.
        Set<String> named = Set.of("baseline", "observation", "pass", "fail", "inconclusive", "error");
        used.addAll(named);
        assertThat(given, is(used));
    }
}
