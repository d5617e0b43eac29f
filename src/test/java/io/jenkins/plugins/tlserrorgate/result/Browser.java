package io.jenkins.plugins.tlserrorgate.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A Chromium without a window, driven over its DevTools protocol. Collects what a page complains about: errors of
 * scripts, errors on the console, violations of the Content-Security-Policy, requests that failed.
 */
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 30;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final String session;

    /** Where a Chromium is on this machine. */
    static Optional<Path> find() {
        List<String> names = new ArrayList<>();
        if (System.getenv("CHROMIUM") != null) {
            names.add(System.getenv("CHROMIUM"));
        }
        for (String directory : List.of("/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome")) {
            Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                    .forEach(name -> names.add(directory + "/" + name));
        }
        return names.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    Browser(Path chromium, Path profile) throws Exception {
        process = new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--no-proxy-server",
                        "--hide-scrollbars",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        Path said = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < 20 * SECONDS && (!Files.exists(said) || Files.size(said) == 0); i++) {
            Thread.sleep(50);
        }
        List<String> lines = Files.readAllLines(said);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), new Listener())
                .get(SECONDS, TimeUnit.SECONDS);
        String target = send(null, "Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = send(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
        call("Emulation.setTimezoneOverride", Map.of("timezoneId", "Europe/Berlin"));
        size(1280, 900);
    }

    /** Sets the size of the window. */
    void size(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Logs in with every request. */
    void login(String user) throws Exception {
        String token = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        call("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Authorization", "Basic " + token)));
    }

    /** Has every page begin with this script, as a theme plugin would. */
    String before(String script) throws Exception {
        return call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
                .path("identifier")
                .asText();
    }

    /** Takes a {@linkplain #before script} away. */
    void without(String script) throws Exception {
        call("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
    }

    /** Opens an address and waits until a condition in JavaScript holds. */
    void open(String url, String ready) throws Exception {
        complaints.clear();
        call("Page.navigate", Map.of("url", url));
        await("location.href === " + JSON.writeValueAsString(url) + " && document.readyState === 'complete' && ("
                + ready + ")");
    }

    /** Waits until a condition in JavaScript holds. */
    void await(String condition) throws Exception {
        awaitLong(condition, SECONDS);
    }

    /** Waits so many seconds at most until a condition in JavaScript holds. */
    void awaitLong(String condition, int seconds) throws Exception {
        for (int i = 0; i < 10 * seconds; i++) {
            if (evaluate("Boolean(" + condition + ")").asBoolean()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("waited in vain for " + condition + " at "
                + evaluate("location.href").asText() + "; complaints: " + complaints);
    }

    /** The value of an expression in JavaScript, also of a promise. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** A picture of the whole page. */
    byte[] picture() throws Exception {
        JsonNode size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        JsonNode picture = call(
                "Page.captureScreenshot",
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of(
                                "x",
                                0,
                                "y",
                                0,
                                "width",
                                1280,
                                "height",
                                size.path("height").asInt(),
                                "scale",
                                1)));
        return Base64.getDecoder().decode(picture.path("data").asText());
    }

    /** What went wrong since the page was opened. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        return send(session, method, parameters);
    }

    private JsonNode send(String to, String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (to != null) {
            message.put("sessionId", to);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(JSON.writeValueAsString(message), true).get(SECONDS, TimeUnit.SECONDS);
        JsonNode got = answer.get(SECONDS, TimeUnit.SECONDS);
        if (got.has("error")) {
            throw new IOException(method + ": " + got.path("error"));
        }
        return got.path("result");
    }

    private void heard(JsonNode message) {
        JsonNode event = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                complaints.add(event.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "warning", "assert")
                        .contains(event.path("type").asText())) {
                    complaints.add(event.path("args").toString());
                }
            }
            case "Log.entryAdded" -> {
                if (List.of("error", "warning")
                        .contains(event.path("entry").path("level").asText())) {
                    complaints.add(event.path("entry").path("text").asText() + " "
                            + event.path("entry").path("url").asText());
                }
            }
            default -> {}
        }
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    JsonNode message = JSON.readTree(text.toString());
                    if (message.has("id")) {
                        answers.remove(message.path("id").asInt()).complete(message);
                    } else {
                        heard(message);
                    }
                } catch (IOException e) {
                    complaints.add(e.toString());
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
