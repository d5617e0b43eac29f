package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simulator's own API, for people with curl.
 *
 * <ul>
 *   <li>{@code GET /control/clock} the time; {@code POST /control/clock?advance=PT1H} moves it
 *   <li>{@code GET /control/balancers} the balancers with their ARNs and changes
 *   <li>{@code POST /control/deploy?balancer=NAME&change=NAME} lets a change happen now
 *   <li>{@code POST /control/delete?balancer=NAME} deletes a balancer
 *   <li>{@code POST /control/reset?balancer=NAME} makes undone what was changed at run time, also in the past
 *   <li>{@code GET /control/faults} the faults to come; {@code POST} adds one, {@code DELETE} forgets all
 *   <li>{@code GET /control/requests} the requests so far; {@code DELETE} forgets them
 * </ul>
 */
final class ControlHandler implements HttpHandler {
    private final World world;
    private final Faults faults;
    private final RequestLog requests;

    ControlHandler(World world, Faults faults, RequestLog requests) {
        this.world = world;
        this.faults = faults;
        this.requests = requests;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = exchange.getRequestURI().getRawQuery();
        QueryParameters parameters = new QueryParameters(
                QueryProtocol.decodeForm((query == null ? "" : query).getBytes(StandardCharsets.UTF_8)));
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        int status = 200;
        Object answer;
        try {
            answer = answer(request, parameters, body);
            if (answer == null) {
                status = 404;
                answer = Map.of("error", "There is no " + request);
            }
        } catch (IllegalArgumentException | DateTimeException | AwsError e) {
            status = 400;
            answer = Map.of("error", e.getMessage());
        }
        byte[] json = Json.write(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    private Object answer(String request, QueryParameters parameters, String body) {
        switch (request) {
            case "GET /control/clock":
                return clock();
            case "POST /control/clock":
                movable().advance(Duration.parse(parameters.required("advance")));
                return clock();
            case "GET /control/balancers":
                return balancers();
            case "POST /control/deploy":
                return deploy(parameters.required("balancer"), parameters.required("change"));
            case "POST /control/delete":
                world.delete(parameters.required("balancer"));
                return balancers();
            case "POST /control/reset":
                world.reset(parameters.required("balancer"));
                return balancers();
            case "GET /control/faults":
                return faults.pending();
            case "POST /control/faults":
                faults.inject(Json.read(Fault.class, body));
                return faults.pending();
            case "DELETE /control/faults":
                faults.clear();
                return faults.pending();
            case "GET /control/requests":
                return requests.all();
            case "DELETE /control/requests":
                requests.clear();
                return requests.all();
            default:
                return null;
        }
    }

    private SimulatedClock movable() {
        if (world.clock() instanceof SimulatedClock clock) {
            return clock;
        }
        throw new IllegalArgumentException("This simulator's clock cannot be moved");
    }

    private Map<String, Object> clock() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("now", world.now());
        if (world.clock() instanceof SimulatedClock clock) {
            answer.put("speed", clock.speed());
        }
        return answer;
    }

    private List<Object> balancers() {
        return world.balancers().stream().map(ControlHandler::describe).toList();
    }

    private static Object describe(BalancerState state) {
        Balancer balancer = state.balancer();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", balancer.name());
        answer.put("arn", balancer.arn());
        answer.put("exists", !state.isDeleted());
        answer.put("changes", balancer.changes().stream().map(Change::name).toList());
        return answer;
    }

    private Map<String, Object> deploy(String balancer, String change) {
        Instant at = world.apply(balancer, change);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("balancer", balancer);
        answer.put("change", change);
        answer.put("at", at);
        return answer;
    }
}
