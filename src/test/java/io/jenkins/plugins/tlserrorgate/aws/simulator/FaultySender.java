package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends an answer with what shall go wrong on its way. */
final class FaultySender {
    private static final int PIECES = 10;

    private final HttpExchange exchange;
    private final List<Fault> faults;

    FaultySender(HttpExchange exchange, List<Fault> faults) {
        this.exchange = exchange;
        this.faults = faults;
    }

    /** Makes the members of an answer. */
    interface Source {
        Map<String, Object> members() throws IOException;
    }

    /** Makes the body of members. */
    interface Encoder {
        byte[] encode(Map<String, Object> members) throws IOException;
    }

    /** Encodes an answer with the members that faults add. */
    static byte[] widened(List<Fault> faults, Encoder encoder, Source source) throws IOException {
        Map<String, Object> members = source.members();
        for (Fault fault : faults) {
            if (fault.kind() == Fault.Kind.UNKNOWN_FIELDS) {
                members = withUnknownMembers(members);
            } else if (fault.kind() == Fault.Kind.OVERSIZED_BODY) {
                members = new LinkedHashMap<>(members);
                members.put("Padding", "x".repeat(fault.bytes()));
            }
        }
        return encoder.encode(members);
    }

    private static Map<String, Object> withUnknownMembers(Map<?, ?> structure) {
        Map<String, Object> wider = new LinkedHashMap<>();
        wider.put("UnknownStructure", Map.of("UnknownList", List.of(1, true, "text")));
        structure.forEach((name, value) -> wider.put((String) name, wider(value)));
        wider.put("UnknownText", "something new");
        return wider;
    }

    private static Object wider(Object value) {
        if (value instanceof Map<?, ?> map) {
            return withUnknownMembers(map);
        }
        if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map) {
            List<Object> wider = new ArrayList<>();
            list.forEach(element -> wider.add(wider(element)));
            return wider;
        }
        return value;
    }

    /** Whether there will be an answer at all. */
    boolean isAnswering() {
        return fault(Fault.Kind.HOLD) == null && fault(Fault.Kind.DROP) == null;
    }

    void send(int status, byte[] body) throws IOException {
        Fault hold = fault(Fault.Kind.HOLD);
        if (hold != null) {
            sleep(hold.millis());
        }
        if (!isAnswering()) {
            exchange.close();
            return;
        }
        byte[] sent = fault(Fault.Kind.MALFORMED_BODY) == null ? body : malformed();
        exchange.sendResponseHeaders(status, sent.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (fault(Fault.Kind.TRUNCATED_BODY) != null) {
                out.write(sent, 0, sent.length / 2);
                out.flush();
                exchange.close();
                return;
            }
            Fault slow = fault(Fault.Kind.SLOW_BODY);
            if (slow == null) {
                out.write(sent);
            } else {
                sendSlowly(out, sent, slow.millis());
            }
        }
    }

    private static void sendSlowly(OutputStream out, byte[] body, long millis) throws IOException {
        for (int i = 0; i < PIECES; i++) {
            int from = (int) ((long) body.length * i / PIECES);
            int to = (int) ((long) body.length * (i + 1) / PIECES);
            out.write(body, from, to - from);
            out.flush();
            sleep(millis / PIECES);
        }
    }

    private static byte[] malformed() {
        byte[] garbage = new byte[64];
        Arrays.fill(garbage, (byte) 0x1c);
        return garbage;
    }

    private Fault fault(Fault.Kind kind) {
        return faults.stream().filter(fault -> fault.kind() == kind).findFirst().orElse(null);
    }

    private static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server stops", e);
        }
    }
}
