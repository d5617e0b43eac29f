package io.jenkins.plugins.tlserrorgate.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.tlserrorgate.docs.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands of the documents are those that there are, with options that they have. */
class DocumentedCommandsTest {

    private static final Map<String, CommandLine> COMMANDS = Main.commandLine().getSubcommands();
    private static final Pattern CALL = Pattern.compile("tls-error-gate ([a-z]+\\b[^`\n)<>|]*)");

    @Test
    void everyCallIsOfACommandWithItsOptions() {
        int calls = 0;
        for (Page page : Page.all()) {
            for (MatchResult call : CALL.matcher(page.text()).results().toList()) {
                String[] words = call.group(1).split("\\s+");
                try {
                    Main.commandLine().parseArgs(words);
                } catch (CommandLine.ParameterException e) {
                    throw new AssertionError(page.path() + ": " + call.group(), e);
                }
                calls++;
            }
        }
        assertThat(calls, greaterThan(10));
    }

    @Test
    void thePageOfTheCommandLineHasEveryCommand() {
        Set<String> told = Pattern.compile("(?m)^[|] `([a-z]+)` [|]")
                .matcher(Page.of("docs/command-line.md").text())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(told, hasItems(COMMANDS.keySet().toArray(String[]::new)));
    }

    @Test
    void listsOfDeploymentsCanBeRead(@TempDir Path directory) throws IOException {
        List<Page.Block> lists = Page.allBlocks("csv");
        assertThat(lists, is(not(empty())));
        for (Page.Block list : lists) {
            Path file = Files.writeString(directory.resolve("deployments.csv"), list.code());
            assertThat(
                    list.toString(),
                    DeploymentsCsv.read(file).size(),
                    is((int) list.code().lines().count() - 1));
        }
    }
}
