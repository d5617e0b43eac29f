package io.jenkins.plugins.tlserrorgate.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Change;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Traffic;
import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command as a shell sees it, against the simulator. */
class ReplayCommandTest extends CommandTestCase {

    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");
    private static final Instant BROKEN = Instant.parse("2026-01-14T11:00:00Z");

    private static final Scenario SCENARIO = Scenario.builder()
            .accounts(Account.of(Account.DEFAULT_ID, Account.DEFAULT_KEY))
            .balancers(
                    Balancer.application("shop")
                            .traffic(Traffic.steady(500))
                            .changes(Change.builder("deployment")
                                    .at(BROKEN)
                                    .lockedOutShare(0.1)
                                    .build())
                            .build(),
                    Balancer.application("idle").traffic(Traffic.steady(0)).build())
            .build();

    @TempDir
    private Path folder;

    ReplayCommandTest() {
        super(SCENARIO, NOW);
    }

    private int replay(String balancer, String csv, String... more) throws IOException {
        return replay(balancer, Files.writeString(folder.resolve("deployments.csv"), csv), more);
    }

    private int replay(String balancer, Path file, String... more) {
        return run(
                Main.reportingBadInput(new CommandLine(new ReplayCommand(() -> NOW))),
                there(Stream.concat(
                        Stream.of("--load-balancer", balancer, "--deployments", file.toString()),
                        Arrays.stream(more))));
    }

    @Test
    void eachDeploymentGetsTheVerdictThatTheGateWouldHaveGiven() throws IOException {
        int code = replay("shop", """
                \uFEFFlabel,start,end
                "calm, as ever",2026-01-13T08:59:00Z,2026-01-13T09:00:00Z
                locked out,2026-01-14T10:59:00Z,2026-01-14T11:00:00Z
                last year,2025-01-01T00:00:00Z,
                this minute,2026-01-14T11:59:00Z,
                """);
        List<String> lines = out.toString().lines().toList();
        assertThat(out + "" + err, code, is(0));
        assertThat(lines.get(0), startsWith("calm, as ever (2026-01-13T09:00:00Z): PASS: "));
        assertThat(
                lines, hasItem(startsWith("locked out (2026-01-14T11:00:00Z): FAIL: client TLS errors of shop rose")));
        assertThat(
                lines,
                hasItem(containsString("of history, as CloudWatch no longer has the points of a minute before")));
        assertThat(lines, hasItem(startsWith("last year (2025-01-01T00:00:00Z): not judged: deploymentStart: ")));
        assertThat(lines, hasItem(startsWith("this minute (2026-01-14T11:59:00Z): not judged: not over yet")));
        assertThat(lines, hasItem(startsWith("Without a deployment this gate would have failed at ")));
        assertThat(lines, hasItem(startsWith("To see a doubling of client errors with 90 % you need observe: ")));
        assertThat("one read of all series", aws.requests().of("GetMetricData").size() <= 3, is(true));
    }

    @Test
    void jsonHasTheSame() throws IOException {
        assertThat(replay("shop", BROKEN + ",," + "\n", "--json"), is(0));
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("deployments"), org.hamcrest.Matchers.iterableWithSize(1));
        assertThat(json.at("/deployments/0/verdict").asText(), is("FAIL"));
        assertThat(json.at("/placebo/moments").asInt() > 20, is(true));
        assertThat(json.at("/recommended/observe").isTextual(), is(true));
    }

    @Test
    void theSnippetKeepsWhatWasAskedAndSetsWhatIsRecommended() throws IOException {
        assertThat(
                replay(
                        "shop",
                        BROKEN + "\n",
                        "--load-balancer=idle",
                        "--metrics=client",
                        "--confidence=0.999",
                        "--period=300",
                        "--history=7d",
                        "--observe=20m",
                        "--snippet"),
                is(0));
        assertThat(
                out.toString().lines().toList(),
                contains(
                        is("tlsErrorGate("),
                        is("    loadBalancers: ['shop', 'idle'],"),
                        is("    metrics: ['client'],"),
                        is("    history: '7d',"),
                        startsWith("    observe: '"),
                        is("    confidence: 0.999,"),
                        startsWith("    baseline: '"),
                        is("    tolerance: 1.0,"),
                        is("    region: 'eu-central-1')")));
        List<String> known = Stream.concat(
                        Arrays.stream(GateParameters.class.getMethods()).map(Method::getName), Stream.of("region"))
                .toList();
        Pattern.compile("(\\w+): ")
                .matcher(out.toString())
                .results()
                .forEach(found -> assertThat(known, hasItem(found.group(1))));
    }

    @Test
    void otherDeploymentsOfTheFileAreNoPlacebo() throws IOException {
        assertThat(
                replay("shop", BROKEN + "\n2026-01-12T09:00:00Z\n2026-01-13T09:00:00Z\n2026-01-14T11:30:00Z\n"), is(0));
        assertThat(out.toString().lines().findFirst().orElseThrow(), containsString("2 earlier deployments"));
    }

    @Test
    void withoutTrafficThereIsNothingToReplay() throws IOException {
        assertThat(replay("idle", BROKEN + "\n"), is(3));
        assertThat(err.toString(), startsWith("idle had no traffic in the last 15d"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-14T11:00:00Z,yesterday,x | line 1, column 2: end: \"yesterday\"",
                "start,end,label\\n2026-01-14T11:00:00Z\\n,,x | line 3, column 1: start: ",
                "label,end,start\\nx,2026-01-14T10:00:00Z,2026-01-14T11:00:00Z | line 2, column 2: the end lies before",
                "2026-01-14T11:00:00Z,,\"open | line 1, column 3: begins with a quotation mark",
                "start,end,label\\n\\n2026-01-14T11:00:00Z,,\"a, b\"\\n\\n\"2026-01-14T12:00:00Z,,c\\n | line 5, column 1: begins",
                "\\n\\n2026-01-14T11:00:00Z,,x\\n\\nnever,,x | line 5, column 1: start: \"never\"",
                "2026-01-14T11:00:00Z,,\"two\\nlines\"\\nnever,,x | line 3, column 1: start: \"never\"",
                "2026-01-14T11:00:00Z,\"now\"x,y | line 1, column 2: end: \"nowx\"",
                "start,end,label\\n | has no deployments"
            })
    void anUnreadableFileIsToldWithLineAndColumn(String csv, String message) throws IOException {
        assertThat(replay("shop", csv.replace("\\n", "\n")), is(2));
        assertThat(err.toString(), startsWith("--deployments: "));
        assertThat(err.toString(), containsString(message));
        assertThat(aws.requests().all(), hasSize(0));
    }

    @Test
    void aFileOfAnotherEncodingIsToldWithLineAndColumn() throws IOException {
        Path file = Files.write(
                folder.resolve("latin.csv"),
                "start,end,label\n2026-01-14T11:00:00Z,,\"Gr\u00FC\u00DFe\"\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(replay("shop", file), is(2));
        assertThat(err.toString(), containsString("line 2, column 3: is not UTF-8; save the file as such"));
    }

    @Test
    void aMissingFileIsWrongUsage() {
        assertThat(replay("shop", Path.of("none.csv")), is(2));
        assertThat(err.toString(), startsWith("--deployments: \"none.csv\" can't be read: NoSuchFileException"));
    }

    @Test
    void completionAndVersionAreThere() {
        CommandLine main = Main.commandLine().setOut(new PrintWriter(out, true));
        assertThat(main.execute("completion"), is(0));
        assertThat(out.toString(), containsString("--deployments"));
        out.getBuffer().setLength(0);
        assertThat(main.execute("replay", "--version"), is(0));
        assertThat(out.toString(), startsWith("tls-error-gate "));
    }
}
