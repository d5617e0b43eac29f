package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

class SimulatedAwsMainTest {
    private static final String SCENARIO = """
            {"start": "2026-01-14T12:00:00Z",
             "balancers": [{"name": "shop", "changes": [{"name": "lock-out", "lockedOutShare": 1}]}]}
            """;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private SimulatedAws start(String scenario, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("scenario.json"), scenario);
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--scenario";
        arguments[1] = file.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return SimulatedAwsMain.start(arguments, print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static JsonNode call(SimulatedAws aws, int status, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(aws.endpoint().resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(status, response.statusCode(), response.body());
        return new ObjectMapper().readTree(response.body());
    }

    @Test
    void printsItsEndpointAndRunsFast() throws Exception {
        try (SimulatedAws aws = start(SCENARIO, "--speed", "3600", "--port", "0")) {
            assertEquals(aws.endpoint() + System.lineSeparator(), out.toString(StandardCharsets.UTF_8));
            Instant first = Instant.parse(
                    call(aws, 200, "GET", "/control/clock", "").get("now").asText());
            Thread.sleep(100);
            JsonNode second = call(aws, 200, "GET", "/control/clock", "");
            assertEquals(3600, second.get("speed").asInt());
            Duration passed =
                    Duration.between(first, Instant.parse(second.get("now").asText()));
            assertTrue(passed.compareTo(Duration.ofSeconds(360)) >= 0, passed.toString());
        }
    }

    @Test
    void canBeginNow() throws Exception {
        try (SimulatedAws aws = start(SCENARIO, "--start", "now")) {
            Instant now = Instant.parse(
                    call(aws, 200, "GET", "/control/clock", "").get("now").asText());
            assertTrue(Duration.between(now, Instant.now()).abs().toMinutes() < 1, now.toString());
        }
    }

    @Test
    void resetMakesADeploymentUndoneAlsoInThePast() throws Exception {
        try (SimulatedAws aws = start(SCENARIO, "--speed", "0");
                Clients clients = Clients.of(aws)) {
            call(aws, 200, "POST", "/control/deploy?balancer=shop&change=lock-out", "");
            call(aws, 200, "POST", "/control/clock?advance=PT10M", "");
            call(aws, 200, "POST", "/control/reset?balancer=shop", "");
            Balancer shop = Balancer.application("shop").build();
            var requests = clients.cloudWatch()
                    .getMetricData(request -> request.startTime(Instant.parse("2026-01-14T12:00:00Z"))
                            .endTime(Instant.parse("2026-01-14T12:05:00Z"))
                            .metricDataQueries(Queries.sums("a", shop, "RequestCount", 60)))
                    .metricDataResults();
            assertEquals(5, requests.get(0).values().size());
        }
    }

    @Test
    void deletedBalancerIsGoneUntilItIsReset() throws Exception {
        try (SimulatedAws aws = start(SCENARIO, "--speed", "0");
                Clients clients = Clients.of(aws)) {
            JsonNode left = call(aws, 200, "POST", "/control/delete?balancer=shop", "");
            assertEquals("false", left.at("/0/exists").asText());
            assertEquals(
                    0,
                    clients.loadBalancing().describeLoadBalancers().loadBalancers().stream()
                            .filter(balancer -> balancer.loadBalancerName().equals("shop"))
                            .count());
            call(aws, 200, "POST", "/control/reset?balancer=shop", "");
            assertEquals(
                    "shop",
                    clients.loadBalancing()
                            .describeLoadBalancers(request -> request.names("shop"))
                            .loadBalancers()
                            .get(0)
                            .loadBalancerName());
        }
    }

    @Test
    void deploysAndAdvancesByHttp() throws Exception {
        try (SimulatedAws aws = start(SCENARIO, "--speed", "0");
                Clients clients = Clients.of(aws)) {
            JsonNode balancers = call(aws, 200, "GET", "/control/balancers", "");
            assertEquals("lock-out", balancers.at("/0/changes/0").asText());
            JsonNode deployed = call(aws, 200, "POST", "/control/deploy?balancer=shop&change=lock-out", "");
            assertEquals("2026-01-14T12:00:00Z", deployed.get("at").asText());
            call(aws, 200, "POST", "/control/clock?advance=PT10M", "");
            CloudWatchClient client = clients.cloudWatch();
            Balancer shop = Balancer.application("shop").build();
            var results = client.getMetricData(request -> request.startTime(Instant.parse("2026-01-14T11:55:00Z"))
                            .endTime(Instant.parse("2026-01-14T12:05:00Z"))
                            .metricDataQueries(
                                    Queries.sums("a", shop, "RequestCount", 60),
                                    Queries.sums("b", shop, "ClientTLSNegotiationErrorCount", 60)))
                    .metricDataResults();
            assertEquals(5, results.get(0).values().size());
            assertTrue(results.get(1).values().get(0) > 800);
            assertEquals(
                    "GetMetricData",
                    call(aws, 200, "GET", "/control/requests", "")
                            .at("/0/operation")
                            .asText());
            assertEquals(0, call(aws, 200, "DELETE", "/control/requests", "").size());
        }
    }

    @Test
    void injectsFaultsByHttp() throws Exception {
        try (SimulatedAws aws = start(SCENARIO)) {
            String fault = "{\"kind\": \"throttling\", \"operation\": \"GetMetricData\", \"times\": 3}";
            assertEquals(
                    3,
                    call(aws, 200, "POST", "/control/faults", fault)
                            .at("/0/times")
                            .asInt());
            assertEquals(
                    Fault.of(Fault.Kind.THROTTLING).on("GetMetricData").times(3),
                    aws.faults().pending().get(0));
            assertEquals(0, call(aws, 200, "DELETE", "/control/faults", "").size());
            assertTrue(call(aws, 400, "POST", "/control/faults", "{\"kind\": \"flood\"}")
                    .get("error")
                    .asText()
                    .startsWith("$.kind: "));
        }
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        try (SimulatedAws aws = start(SCENARIO)) {
            assertTrue(call(aws, 400, "POST", "/control/deploy?balancer=shop&change=x", "")
                    .get("error")
                    .asText()
                    .contains("[lock-out]"));
            assertTrue(call(aws, 400, "POST", "/control/deploy?balancer=shop", "")
                    .get("error")
                    .asText()
                    .contains("change"));
            call(aws, 400, "POST", "/control/clock?advance=1h", "");
            call(aws, 404, "GET", "/control/weather", "");
        }
    }

    @Test
    void saysWhatIsWrongWithItsArguments() throws Exception {
        assertNull(start("{\"balancers\": [{}]}"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("scenario.json: $.balancers[0]: name is missing"));
        assertNull(start(SCENARIO, "--speed", "fast"));
        assertNull(start(SCENARIO, "--sped", "1"));
        assertNull(start(SCENARIO, "--port"));
        assertNull(start(SCENARIO, "--start", "tomorrow"));
        assertNull(SimulatedAwsMain.start(new String[0], print(out), print(err)));
        assertNull(SimulatedAwsMain.start(new String[] {"--scenario", "missing.json"}, print(out), print(err)));
        assertEquals(
                7,
                err.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .count(),
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void runsAsAProcessOfItsOwn() throws Exception {
        Path file = Files.writeString(directory.resolve("scenario.json"), SCENARIO);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatedAwsMain.class.getName(),
                        "--scenario",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            URI endpoint = URI.create(reader.readLine());
            HttpResponse<String> clock = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(endpoint.resolve("/control/clock"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(200, clock.statusCode());
        } finally {
            process.destroy();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        }
    }
}
