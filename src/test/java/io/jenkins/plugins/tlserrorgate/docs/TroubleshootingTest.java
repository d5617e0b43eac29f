package io.jenkins.plugins.tlserrorgate.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page of messages has every text that the code puts into an exception for users, and no other. A message is compared by its
 * fixed parts: what stands between two values.
 */
class TroubleshootingTest {

    /** Where a message for users is made. */
    private static final Pattern MADE = Pattern.compile(
            "new (?:InvalidParameter|Source)Exception[(]|\\bcheckNumber[(]|NearWord[.]choose[(]|AwsErrors[.]translate[(]");

    /** A literal, and those that are added to it with nothing between. */
    private static final Pattern TEXT =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"(?:\\s*[+]\\s*\"(?:\\\\.|[^\"\\\\])*\")*");

    private static final Pattern ROW = Pattern.compile("(?m)^[|] `(.*?)` [|]");

    /** The fixed parts of all messages that a source makes: those with a blank inside, as others are names and units. */
    private static List<String> parts(String source) {
        String code = source.replaceAll("(?m)^\\s*(//|[*]|/[*]).*$", "");
        List<String> parts = new ArrayList<>();
        Matcher made = MADE.matcher(code);
        while (made.find()) {
            String arguments = code.substring(made.end(), endOfCall(code, made.end()));
            for (MatchResult text : TEXT.matcher(arguments).results().toList()) {
                String part = text.group()
                        .replaceAll("\"\\s*[+]\\s*\"", "")
                        .replaceAll("^\"|\"$", "")
                        .strip();
                if (part.contains(" ")) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    /** Where the parenthesis closes that was opened right before an index. */
    private static int endOfCall(String code, int from) {
        int open = 1;
        Matcher next = Pattern.compile(TEXT.pattern() + "|[()]").matcher(code);
        for (int at = from; next.find(at); at = next.end()) {
            open += next.group().equals("(") ? 1 : next.group().equals(")") ? -1 : 0;
            if (open == 0) {
                return next.start();
            }
        }
        throw new IllegalArgumentException("not closed: " + code.substring(from));
    }

    private static Map<String, Path> ofTheCode() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                parts(Files.readString(source)).forEach(part -> found.put(part, source.getFileName()));
            }
        }
        return found;
    }

    private static List<String> ofThePage() {
        return ROW.matcher(Page.of("docs/troubleshooting.md").text())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void everyMessageOfTheCodeIsExplained() throws IOException {
        String page = Page.of("docs/troubleshooting.md").text();
        Map<String, Path> unexplained = ofTheCode();
        assertThat(unexplained.size(), greaterThan(70));
        unexplained.keySet().removeIf(page::contains);
        assertThat(unexplained.toString(), unexplained.keySet(), is(empty()));
    }

    @Test
    void everyExplainedMessageIsOneOfTheCode() throws IOException {
        List<String> parts = ofTheCode().keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        List<String> unknown = new ArrayList<>();
        for (String message : ofThePage()) {
            String rest = message;
            for (String part : parts) {
                rest = rest.replace(part, "…");
            }
            if (rest.matches(".*[a-z]+ [a-z]+.*")) {
                unknown.add(message);
            }
        }
        assertThat(unknown, is(empty()));
    }

    @Test
    void partsAreWhatStandsBetweenValues() {
        assertThat(parts("""
                        // new InvalidParameterException("no", "this is a comment", "x")
                        throw new InvalidParameterException("period", list(value),
                            "is (not) a period; " + "at most " + MOST + " a \\"day\\", or " + unit("seconds"));
                        throw new IllegalStateException("not for users");
                        """), contains("is (not) a period; at most", "a \\\"day\\\", or"));
    }
}
