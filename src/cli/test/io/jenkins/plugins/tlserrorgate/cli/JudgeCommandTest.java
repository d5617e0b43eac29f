package io.jenkins.plugins.tlserrorgate.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JudgeCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int START = 1440;
    private static final int END = 1445;
    private static final int MINUTES = END + 15;

    private final StringWriter errors = new StringWriter();
    private int exitCode;

    private List<JsonNode> judge(String input, String... options) throws IOException {
        StringWriter out = new StringWriter();
        exitCode = Main.reportingBadInput(new CommandLine(
                        new JudgeCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(options);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    /** A day before the deployment, one error in every other minute or so, and more after it. */
    private static ObjectNode line(String id, int after) {
        SplittableRandom random = new SplittableRandom(1);
        ObjectNode line = JSON.createObjectNode();
        line.put("id", id).put("deploymentStart", START).put("deploymentEnd", END);
        ArrayNode connections = line.putArray("connections");
        ArrayNode client = line.putArray("client");
        for (int i = 0; i < MINUTES; i++) {
            connections.add(200);
            int errors = random.nextInt(2) + (i >= END ? after : 0);
            if (errors == 0) {
                client.addNull();
            } else {
                client.add(errors);
            }
        }
        return line;
    }

    @Test
    void judgesEachLine() throws IOException {
        List<JsonNode> verdicts = judge(line("calm", 0) + "\n\n" + line("bad", 3) + "\n");
        assertThat(exitCode, equalTo(ExitCode.PASS));
        assertThat(verdicts.get(0).path("id").asText(), equalTo("calm"));
        assertThat(verdicts.get(0).path("verdict").asText(), equalTo("PASS"));
        assertThat(verdicts.get(1).path("verdict").asText(), equalTo("FAIL"));
        assertThat(verdicts.get(1).path("explanation").asText(), containsString("client TLS errors of bad rose"));
        JsonNode client = verdicts.get(1).path("metrics").path("client");
        assertThat(
                (Iterable<String>) client::fieldNames,
                hasItems(
                        "verdict",
                        "before",
                        "after",
                        "ratio",
                        "ratioLow",
                        "ratioHigh",
                        "pValue",
                        "dispersion",
                        "placeboFired",
                        "placeboOf"));
        assertThat(client.path("ratio").asDouble(), greaterThan(4.0));
        assertThat(client.path("pValue").asDouble(), lessThan(0.01));
        assertThat(client.path("placeboOf").asInt(), greaterThan(40));
    }

    @Test
    void aMalformedLineGetsAnErrorAndTheRestGoesOn() throws IOException {
        ObjectNode shortened = line("short", 0);
        ((ArrayNode) shortened.get("client")).remove(0);
        ObjectNode negative = line("negative", 0);
        ((ArrayNode) negative.get("connections")).set(3, JSON.getNodeFactory().numberNode(-1));
        ObjectNode late = line("late", 0).put("deploymentEnd", END + 1);
        ObjectNode early = line("early", 0).put("deploymentStart", 100);
        ObjectNode backwards = line("backwards", 0).put("deploymentEnd", START - 1);
        List<JsonNode> answers = judge(String.join(
                "\n",
                "{\"id\":",
                "[1]",
                shortened.toString(),
                negative.toString(),
                late.toString(),
                early.toString(),
                backwards.toString(),
                "{\"id\":\"none\"}",
                line("good", 0).toString()));
        assertThat(exitCode, equalTo(ExitCode.ERROR));
        List<String> problems = List.of(
                "not JSON",
                "not a JSON object",
                "client has 1459 minutes, connections has 1460",
                "connections[3] is neither null nor a number from zero to 1e15",
                "connections has 1460 minutes, the observation ends with the 1461th",
                "the baseline would begin 80 minutes before the first one",
                "deploymentEnd 1439 is before deploymentStart 1440",
                "connections is missing");
        for (int i = 0; i < problems.size(); i++) {
            assertThat(answers.get(i).path("error").asText(), containsString(problems.get(i)));
            assertThat(answers.get(i).path("line").asInt(), equalTo(i + 1));
        }
        assertThat(answers.get(2).path("id").asText(), equalTo("short"));
        assertThat(answers.get(8).path("verdict").asText(), equalTo("PASS"));
    }

    @Test
    void optionsAreTheStepsOwn() throws IOException {
        assertThat(
                judge(line("x", 3).toString(), "--tolerance", "10")
                        .get(0)
                        .path("verdict")
                        .asText(),
                equalTo("PASS"));
        JsonNode without = judge(line("x", 3).toString(), "--history", "0s").get(0);
        assertThat(without.path("explanation").asText(), containsString("history is turned off"));
        assertThat(without.path("metrics").path("client").path("placeboOf").asInt(), equalTo(0));
    }

    @Test
    void aWrongOptionIsNamed() throws IOException {
        judge("", "--confidence", "1.5");
        assertThat(exitCode, equalTo(ExitCode.USAGE));
        judge("", "--baseline-from", "dayBefor");
        assertThat(exitCode, equalTo(ExitCode.USAGE));
        judge("", "--observe", "90s");
        assertThat(exitCode, equalTo(ExitCode.USAGE));
        assertThat(errors.toString(), containsString("--confidence: \"1.5\" must be between 0.5 and 1"));
        assertThat(errors.toString(), containsString("did you mean \"dayBefore\"?"));
        assertThat(errors.toString(), containsString("--observe: \"PT1M30S\" is not a whole number of minutes"));
    }
}
