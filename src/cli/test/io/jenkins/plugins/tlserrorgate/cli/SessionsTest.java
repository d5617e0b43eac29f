package io.jenkins.plugins.tlserrorgate.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Change;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Listener;
import io.jenkins.plugins.tlserrorgate.aws.simulator.ListenerUpdate;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.TargetGroup;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Traffic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Whole sessions in a terminal, word for word, against the simulator over HTTP. A line with {@code #} sets the clock, one with
 * {@code $} is a command; what follows is what it printed, and its exit code. Region and endpoint are added to each command that
 * asks AWS. Written anew by {@code mvn -f engine.xml test -Dtest=SessionsTest -Dregenerate}.
 */
class SessionsTest extends CommandTestCase {

    private static final Path SESSIONS = Path.of("src/test/resources/io/jenkins/plugins/tlserrorgate/cli");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Digits of a fraction that are compared: the last ones may be others on another processor. */
    private static final MathContext DIGITS = new MathContext(6);

    private static final Instant DEPLOYED = Instant.parse("2026-01-14T11:00:00Z");
    private static final String OLD = "ELBSecurityPolicy-2016-08";
    private static final String NEW = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    private static Balancer.Builder balancer(String name, Change.Builder change) {
        return Balancer.application(name)
                .id("50dc6c495c0c9188")
                .traffic(Traffic.steady(500))
                .listeners(Listener.https(OLD))
                .targetGroups(TargetGroup.builder(name + "-web")
                        .id("73e2d6bc24d8a067")
                        .build())
                .changes(change.at(DEPLOYED).build());
    }

    private static Change.Builder tighter() {
        return Change.builder("tighten-policy").listeners(ListenerUpdate.policy(443, NEW));
    }

    private static final Scenario SCENARIO = Scenario.builder()
            .seed(20260114)
            .accounts(Account.of(Account.DEFAULT_ID, Account.DEFAULT_KEY))
            .balancers(
                    balancer("shop", tighter()).build(),
                    balancer("payments", tighter().lockedOutShare(0.03)).build(),
                    balancer("silent", tighter().trafficFactor(0)).build(),
                    balancer("idle", tighter()).traffic(Traffic.steady(0)).build())
            .build();
    private final StringWriter said = new StringWriter();

    @TempDir
    private Path folder;

    SessionsTest() {
        super(SCENARIO, DEPLOYED);
    }

    static List<String> sessions() throws IOException {
        try (Stream<Path> files = Files.list(SESSIONS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void theSessionIsAsRecorded(String name) throws IOException {
        for (String input : List.of("deployments.csv", "deployments.jsonl")) {
            Files.copy(SESSIONS.resolve(input), folder.resolve(input));
        }
        Path file = SESSIONS.resolve(name);
        String recorded = Files.readString(file);
        recorded.lines().filter(line -> line.matches("[#$] .*")).forEach(this::play);
        String played = said.toString();
        if (System.getProperty("regenerate") != null) {
            Files.writeString(file, played);
        } else {
            assertThat(played, is(recorded));
        }
    }

    private void play(String line) {
        said.append(line).append('\n');
        if (line.startsWith("#")) {
            clock.set(Instant.parse(line.substring(2)));
            return;
        }
        List<String> words = new ArrayList<>(
                Arrays.asList(line.substring("$ tls-error-gate ".length()).split(" ")));
        InputStream in = new ByteArrayInputStream(new byte[0]);
        if (words.size() > 1 && words.get(words.size() - 2).equals("<")) {
            in = input(words.remove(words.size() - 1));
            words.remove(words.size() - 1);
        }
        words.replaceAll(word ->
                word.matches("[a-z]+[.](csv|json)") ? folder.resolve(word).toString() : word);
        if (words.contains("--load-balancer") || words.get(0).equals("policies")) {
            words = List.of(there(words.stream()));
        }
        StringWriter printed = new StringWriter();
        int exitCode = Main.commandLine(commands(in))
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(printed, true))
                .execute(words.toArray(String[]::new));
        printed.toString()
                .replace(folder + "/", "")
                .lines()
                .map(SessionsTest::readable)
                .forEach(text -> said.append(text).append('\n'));
        said.append("exit code " + exitCode + "\n\n");
    }

    private InputStream input(String name) {
        try {
            return new ByteArrayInputStream(Files.readAllBytes(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The commands in the simulator's time, in which waiting takes none. */
    private CommandLine.IFactory commands(InputStream in) {
        List<Object> commands = List.of(
                new CheckCommand(pace()),
                new JudgeCommand(in),
                new MetricsCommand(clock),
                new PoliciesCommand(clock),
                new ReplayCommand(clock));
        return new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (Object command : commands) {
                    if (type.isInstance(command)) {
                        return type.cast(command);
                    }
                }
                return CommandLine.defaultFactory().create(type);
            }
        };
    }

    /** JSON indented and with so many digits as are sure; all else as it is. */
    private static String readable(String line) {
        if (!line.startsWith("{")) {
            return line;
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rounded(JSON.readTree(line)));
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static JsonNode rounded(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(rounded(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, rounded(array.get(i)));
            }
        } else if (node.isDouble()) {
            return JSON.getNodeFactory().numberNode(new BigDecimal(node.asText()).round(DIGITS));
        }
        return node;
    }
}
