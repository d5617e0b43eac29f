package io.jenkins.plugins.tlserrorgate.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Commands in the documents can be run: scripts, poms and tests that they name exist. */
class CommandsTest {

    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern SCRIPT = Pattern.compile("(?:^|[ ;(])(bin/[\\w-]+)");
    private static final Pattern POM = Pattern.compile("mvn -f (\\S+)");
    private static final Pattern TEST = Pattern.compile("-Dtest=(\\w+)");

    /** All code in running text, and all commands. */
    private static List<String> codeOf(Page page) {
        List<String> code = new ArrayList<>();
        page.blocks("bash").forEach(block -> code.add(block.code()));
        CODE.matcher(page.prose()).results().forEach(match -> code.add(match.group(1)));
        return code;
    }

    @Test
    void everyScriptPomAndTestExists() throws IOException {
        Set<String> tests;
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            tests = sources.map(path -> path.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(HashSet::new));
        }
        Set<String> scripts = new HashSet<>();
        for (Page page : Page.all()) {
            for (String code : codeOf(page)) {
                Matcher script = SCRIPT.matcher(code);
                while (script.find()) {
                    scripts.add(script.group(1));
                    assertThat(page.path() + ": " + code, Files.isExecutable(Path.of(script.group(1))), is(true));
                }
                Matcher pom = POM.matcher(code);
                while (pom.find()) {
                    assertThat(page.path() + ": " + code, Files.exists(Path.of(pom.group(1))), is(true));
                }
                Matcher test = TEST.matcher(code);
                while (test.find()) {
                    assertThat(page.path() + ": " + code, tests, hasItems(test.group(1)));
                }
            }
        }
        try (Stream<Path> all = Files.list(Path.of("bin"))) {
            Set<String> documented = all.map(path -> "bin/" + path.getFileName())
                    .filter(path -> !path.equals("bin/common.sh"))
                    .collect(Collectors.toSet());
            documented.removeAll(scripts);
            assertThat("scripts that no page names", documented, is(empty()));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void everyBlockOfBashIsBash() throws Exception {
        List<Page.Block> blocks = Page.allBlocks("bash");
        assertThat(blocks.size(), greaterThan(3));
        for (Page.Block block : blocks) {
            Process bash = new ProcessBuilder("bash", "-n", "-c", block.code())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(bash.getInputStream().readAllBytes());
            assertThat(block + ": " + said, bash.waitFor(), is(0));
        }
    }
}
