package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes as what happens to a gate: answers, faults, refusals, restarts and time that passes. The gate waits only for what is
 * to come, ends once with one report, and ends at all.
 */
public final class GateFuzz {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Resolved FOUND = new Resolved(
            "eu-central-1",
            LoadBalancerId.of("app/shop/50dc6c495c0c9188"),
            List.of(),
            List.of(),
            null,
            List.of("eu-central-1a", "eu-central-1b"),
            List.of());

    private GateFuzz() {}

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        ByteBuffer bytes = ByteBuffer.wrap(input);
        Instant now = NOW;
        Gate gate = Gate.begin(new GateParameters()
                .loadBalancer("shop")
                .baseline("20m")
                .observe(5 + next(bytes) % 30 + "m")
                .history("0s")
                .requireTlsChange(next(bytes) % 3 == 0)
                .deploymentEnd(now.minusSeconds(next(bytes) * 20L).toString())
                .check(now));
        GateReport report = null;
        for (int step = 0; step < 400; step++) {
            GateAction action = gate.next(now);
            if (action instanceof GateAction.Finish finish) {
                if (finish.report() == null
                        || report != null && !State.of(report).equals(State.of(finish.report()))) {
                    throw new AssertionError("another report: " + finish.report());
                }
                if (report != null) {
                    return;
                }
                report = finish.report();
                gate = Restart.of(gate);
                continue;
            }
            if (report != null) {
                throw new AssertionError("goes on after its report: " + action);
            }
            if (action instanceof GateAction.Wait wait) {
                if (!wait.until().isAfter(now)) {
                    throw new AssertionError("waits for the past: " + wait);
                }
                // Sometimes woken too early, sometimes too late, sometimes after a restart.
                int how = next(bytes);
                now = how % 8 == 1 ? now.plusMillis(500) : wait.until().plusSeconds(how % 8 == 2 ? how * 30L : 0);
                gate = how % 8 == 3 ? Restart.of(gate) : gate;
                continue;
            }
            now = now.plusSeconds(next(bytes) % 64);
            gate = after(gate, action, bytes, now);
        }
        throw new AssertionError("does not end: " + gate);
    }

    private static Gate after(Gate gate, GateAction action, ByteBuffer bytes, Instant now) {
        switch (next(bytes) % 16) {
            case 1, 2, 3:
                return gate.failed(new SourceException(SourceException.Kind.TRANSIENT, "throttled", null), now);
            case 4:
                return gate.failed(new SourceException(SourceException.Kind.PERMANENT, "denied", null), now);
            case 5:
                return gate.refused(new InvalidParameterException("loadBalancer", "shop", "does not exist"), now);
            default:
                return action instanceof GateAction.Read read
                        ? gate.read(answer(read, bytes), now)
                        : resolved(gate, bytes, now);
        }
    }

    private static Gate resolved(Gate gate, ByteBuffer bytes, Instant now) {
        return switch (next(bytes) % 3) {
            case 1 -> gate.resolved(FOUND, new SourceException(SourceException.Kind.PERMANENT, "denied", null), now);
            default -> gate.resolved(FOUND, List.of(Listeners.snapshot(now)), now);
        };
    }

    /** Each series takes a few bytes and repeats them. */
    private static Map<SeriesKey, Series> answer(GateAction.Read read, ByteBuffer bytes) {
        Map<SeriesKey, Series> answer = new HashMap<>();
        for (SeriesKey key : read.keys()) {
            double[] values = new double[read.window().minutes()];
            int[] few = {next(bytes), next(bytes), next(bytes)};
            for (int i = 0; i < values.length; i++) {
                int value = few[Math.min(i * few.length / values.length, few.length - 1)];
                values[i] = value == 0 ? Double.NaN : value == 255 ? 1e15 : value * (value > 128 ? 1000.0 : 1.0);
            }
            answer.put(key, Series.of(read.window(), values));
        }
        return answer;
    }

    private static int next(ByteBuffer bytes) {
        return bytes.hasRemaining() ? bytes.get() & 0xff : 0;
    }
}
