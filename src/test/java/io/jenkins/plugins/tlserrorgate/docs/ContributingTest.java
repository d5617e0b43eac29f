package io.jenkins.plugins.tlserrorgate.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What those who carry on are told about the code is what they find in it. */
class ContributingTest {

    private static final Pattern PACKAGE_ROW = Pattern.compile("(?m)^[|] `(\\w+)` [|] (.*) [|]$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static List<Path> files(String root) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void theMapHasEveryPackageWithItsSentence() throws IOException {
        Map<String, String> packages = new TreeMap<>();
        List<Path> files = new ArrayList<>(files("src/main/java"));
        files.addAll(files("src/cli/java"));
        for (Path file : files) {
            if (file.endsWith("package-info.java")) {
                String sentence = Files.readString(file)
                        .replaceAll("(?s)/[*][*](.*)[*]/.*", "$1")
                        .replaceAll("(?m)^ [*]", "")
                        .replaceAll("\\s+", " ")
                        .strip();
                packages.put(file.getParent().getFileName().toString(), sentence);
            }
        }
        Map<String, String> map = PACKAGE_ROW
                .matcher(Page.of("CONTRIBUTING.md").text())
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2), (a, b) -> a, TreeMap::new));
        assertThat(map, is(packages));
    }

    @Test
    void everyNameOfTheCodeIsStillOne() throws IOException {
        Set<String> words = new TreeSet<>();
        for (Path file : files("src")) {
            words.add(file.getFileName().toString());
            if (file.toString().endsWith(".java")) {
                words.addAll(List.of(Files.readString(file).split("\\W+")));
            }
        }
        // What the examples would add.
        words.addAll(Set.of("CEILING", "maxBursts", "help-maxBursts.html"));
        List<String> unknown = new ArrayList<>();
        int checked = 0;
        for (Page page : Page.all()) {
            if (!page.path().startsWith("docs/decisions")
                    && !page.path().equals(Path.of("CONTRIBUTING.md"))
                    && !page.path().endsWith("architecture.md")) {
                continue;
            }
            for (var code : CODE.matcher(page.prose()).results().toList()) {
                // Names of classes, of their members, and of files of resources.
                if (code.group(1)
                        .matches("[A-Z]\\w*[a-z]\\w*([.]\\w+)?|[A-Z]\\w+/[\\w-]+[.](jelly|html)|help-\\w+[.]html")) {
                    for (String name : code.group(1).split(code.group(1).contains("/") ? "/" : "[.](?!html)")) {
                        checked++;
                        if (!words.contains(name)) {
                            unknown.add(page.path() + ": " + code.group(1));
                        }
                    }
                }
            }
        }
        assertThat(unknown, is(empty()));
        assertThat(checked, greaterThan(40));
    }
}
