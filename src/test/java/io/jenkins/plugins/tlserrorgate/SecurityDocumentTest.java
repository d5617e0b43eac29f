package io.jenkins.plugins.tlserrorgate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every line of the threat model names a test that there is. */
class SecurityDocumentTest {

    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everyLineOfTheThreatModelHasItsTest() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/security.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Who | ") && !line.startsWith("| --- "))
                .toList();
        assertThat(lines.size(), greaterThan(25));
        for (String line : lines) {
            String[] cells = line.split("\\|");
            assertThat(line, cells.length, is(5));
            Matcher named = NAMED.matcher(cells[4].strip());
            assertThat(line, named.matches(), is(true));
            assertThat(line, isTest(source(named.group(1)), named.group(2)), is(true));
        }
    }

    private static String source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            List<Path> found =
                    files.filter(file -> file.endsWith(type + ".java")).toList();
            assertThat(type, found.size(), is(1));
            return Files.readString(found.get(0));
        }
    }

    private static boolean isTest(String source, String method) {
        return Pattern.compile("@(?:Parameterized)?Test\\b[^{}]*(?:\\{[^{}]*}[^{}]*)?\\bvoid " + method + "\\(")
                .matcher(source)
                .find();
    }
}
