package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the requests to all services: finds out which, who asks, whether they may, and what shall go wrong. */
final class AwsHandler implements HttpHandler {
    private static final Pattern RPC = Pattern.compile("/service/GraniteServiceVersion20100801/operation/([A-Za-z]+)");

    private final World world;
    private final Identities identities;
    private final Faults faults;
    private final RequestLog log;
    private final AwsService cloudWatch;
    private final List<AwsService> queryServices;
    private final WireProtocol cbor = new CborProtocol();
    private final Map<String, WireProtocol> query = Map.of(
            "elasticloadbalancing",
            new QueryProtocol("http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"),
            "sts",
            new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/"));

    AwsHandler(World world, Faults faults, RequestLog log) {
        this.world = world;
        this.faults = faults;
        this.log = log;
        identities = new Identities(world);
        cloudWatch = new CloudWatchService(world);
        queryServices = List.of(new LoadBalancingService(world), new TokenService(identities));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Instant time = world.now();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Matcher rpc = RPC.matcher(exchange.getRequestURI().getPath());
        if (rpc.matches() && "rpc-v2-cbor".equals(exchange.getRequestHeaders().getFirst("smithy-protocol"))) {
            new Exchange(exchange, time, cloudWatch, cbor, rpc.group(1)).answer(body);
            return;
        }
        Map<String, Object> form = QueryProtocol.decodeForm(body);
        String version = String.valueOf(form.get("Version"));
        AwsService service = queryServices.get(version.equals("2011-06-15") ? 1 : 0);
        String operation = String.valueOf(form.get("Action"));
        new Exchange(exchange, time, service, query.get(service.signingName()), operation).answer(body);
    }

    /** One request on its way to its answer. */
    private final class Exchange {
        private final HttpExchange http;
        private final Instant time;
        private final AwsService service;
        private final WireProtocol protocol;
        private final String operation;
        private final String requestId = UUID.randomUUID().toString();
        private Authorization authorization;
        private Map<String, Object> parameters = Map.of();

        Exchange(HttpExchange http, Instant time, AwsService service, WireProtocol protocol, String operation) {
            this.http = http;
            this.time = time;
            this.service = service;
            this.protocol = protocol;
            this.operation = operation;
        }

        void answer(byte[] body) throws IOException {
            List<Fault> active = faults.take(operation);
            FaultySender sender = new FaultySender(http, active);
            int status = 200;
            AwsError error = null;
            byte[] answer;
            try {
                answer = FaultySender.widened(
                        active, members -> protocol.encode(operation, members, requestId), () -> result(body, active));
            } catch (AwsError e) {
                error = e;
                status = e.status();
                answer = protocol.encode(e, requestId);
            }
            log(sender.isAnswering() ? status : 0, error);
            http.getResponseHeaders().set("Content-Type", protocol.contentType());
            http.getResponseHeaders().set("x-amzn-requestid", requestId);
            protocol.headers(error).forEach(http.getResponseHeaders()::set);
            sender.send(status, answer);
        }

        private Map<String, Object> result(byte[] body, List<Fault> active) throws IOException {
            authorization = Authorization.of(http.getRequestHeaders());
            if (!authorization.service().equals(service.signingName())) {
                throw AwsError.badSignature(
                        "Credential should be scoped to correct service: '" + service.signingName() + "'. ");
            }
            Caller caller = identities.authenticate(authorization);
            SignatureV4.verify(
                    authorization,
                    identities.secret(caller.accessKeyId()),
                    http.getRequestMethod(),
                    http.getRequestURI(),
                    http.getRequestHeaders(),
                    body);
            try {
                parameters = protocol.decode(body);
            } catch (IOException e) {
                throw new AwsError(400, "SerializationException", "The body cannot be read");
            }
            String action = service.actionPrefix() + ":" + operation;
            for (Fault fault : active) {
                AwsError error = fault.error(caller, action);
                if (error != null) {
                    throw error;
                }
            }
            AwsService.Permission permission = service.permission(operation);
            if (permission == AwsService.Permission.UNKNOWN_OPERATION) {
                throw new AwsError(
                        400,
                        "InvalidAction",
                        "UnknownOperationException",
                        "The action " + operation + " is not valid for this endpoint.");
            }
            if (permission == AwsService.Permission.ACTION && !caller.may(action)) {
                throw AwsError.accessDenied(caller, action, null);
            }
            return service.answer(new Call(operation, caller, parameters, active));
        }

        private void log(int status, AwsError error) {
            Object queries = parameters.get("MetricDataQueries");
            log.add(new LoggedRequest(
                    time,
                    service.signingName(),
                    operation,
                    authorization == null ? null : authorization.accessKeyId(),
                    authorization == null ? null : authorization.region(),
                    queries instanceof List<?> list ? list.size() : 0,
                    parameters,
                    status,
                    error == null ? null : error.code(),
                    requestId));
        }
    }
}
