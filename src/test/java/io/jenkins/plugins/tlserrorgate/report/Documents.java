package io.jenkins.plugins.tlserrorgate.report;

import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateAction;
import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import io.jenkins.plugins.tlserrorgate.gate.TlsWatch;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Found;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Policies;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Reports of real gates over made-up numbers, one for each verdict and more. */
public final class Documents {

    /** When all these deployments ended. */
    public static final Instant DEPLOYED = Instant.parse("2026-05-04T12:00:00Z");

    private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");

    private Documents() {}

    /** Errors a minute of a metric. */
    @FunctionalInterface
    interface Errors {
        double at(SeriesKey key, Instant minute, double chance);
    }

    /** No rise. */
    public static ReportDocument passing() {
        return ReportDocument.of(report(parameters(), "app/shop/0123456789abcdef", List.of(), (k, t, c) -> 2 + 4 * c));
    }

    /** Clients are locked out. */
    public static ReportDocument failing() {
        return failing("app/payments/0123456789abcdef", List.of());
    }

    /** Clients are locked out, of any balancer. */
    public static ReportDocument failing(String balancer, List<String> targetGroups) {
        return ReportDocument.of(report(
                parameters(),
                balancer,
                targetGroups,
                (k, t, c) -> (t.isBefore(DEPLOYED) || !k.metricName().startsWith("Client") ? 2 : 30) + 4 * c));
    }

    /** Judged by a plain rule on the sums of five minutes. */
    public static ReportDocument absolute(double maxIncrease, double minExtraErrors) {
        return ReportDocument.of(report(
                parameters().rule("absolute").maxIncrease(maxIncrease).minExtraErrors(minExtraErrors),
                "app/shop/0123456789abcdef",
                List.of(),
                (k, t, c) -> 2 + 4 * c));
    }

    /** The whole balancer fails, and each of so many zones with it. */
    public static ReportDocument failingEverywhere(int zones) {
        Gate gate = looking(
                parameters(),
                new Found(
                        LoadBalancerId.of("app/payments/0123456789abcdef"),
                        List.of(),
                        null,
                        IntStream.range(0, zones).mapToObj(i -> "zone-" + i).toList()));
        Errors errors = (key, minute, chance) -> (minute.isBefore(DEPLOYED) ? 2 : 40) + chance;
        return ReportDocument.of(
                gate.read(data((GateAction.Read) gate.next(NOW), errors), NOW).report());
    }

    /** No traffic after the deployment. */
    public static ReportDocument withoutTraffic() {
        return ReportDocument.of(report(
                parameters(),
                "app/silent/0123456789abcdef",
                List.of(),
                (k, t, c) -> t.isBefore(DEPLOYED) ? 3 : Double.NaN));
    }

    /** A new policy, something not read, and clients that fail in the second of two zones. */
    public static ReportDocument failingInAZone() {
        return withListeners((key, minute, chance) -> {
            boolean fails = !minute.isBefore(DEPLOYED)
                    && key.metricName().startsWith("Client")
                    && !"eu-central-1b".equals(key.scope().zone());
            return fails ? 30 + 20 * chance : 1 + chance;
        });
    }

    /** A new policy, something not read, and nobody who fails. */
    public static ReportDocument passingWithTlsChange() {
        return withListeners((key, minute, chance) -> 1 + chance);
    }

    private static ReportDocument withListeners(Errors errors) {
        ListenerSnapshot after = Snapshots.lacking(
                Snapshots.after(List.of(Snapshots.https(443, Policies.NEW))),
                Unread.denied(Unread.Subject.SNI_CERTIFICATES, "elasticloadbalancing:DescribeListenerCertificates"));
        Gate gate = Gate.begin(parameters().check(NOW))
                .since(List.of(Snapshots.before()))
                .resolved(
                        Resolved.of(
                                "eu-central-1",
                                List.of(new Found(
                                        LoadBalancerId.of(Snapshots.SHOP),
                                        List.of(),
                                        null,
                                        List.of("eu-central-1b", "eu-central-1a"))),
                                List.of()),
                        List.of(after),
                        NOW);
        return ReportDocument.of(
                gate.read(data((GateAction.Read) gate.next(NOW), errors), NOW).report());
    }

    /** Two balancers with a new policy on the first, and clients locked out of it. */
    public static ReportDocument ofSeveral() {
        LoadBalancerId edge = LoadBalancerId.of("net/edge/0123456789abcdef");
        LoadBalancerId shop = LoadBalancerId.of(Snapshots.SHOP);
        ListenerSnapshot edges = new ListenerSnapshot(
                edge.dimension(),
                Snapshots.before().takenAt(),
                true,
                Snapshots.before().listeners(),
                List.of(),
                List.of());
        Gate gate = Gate.begin(parameters()
                        .loadBalancer(null)
                        .loadBalancers(List.of("shop", "edge"))
                        .check(NOW))
                .since(List.of(Snapshots.before(), edges))
                .resolved(
                        Resolved.of(
                                "eu-central-1",
                                List.of(
                                        new Found(shop, List.of(), null, List.of()),
                                        new Found(edge, List.of(), null, List.of())),
                                List.of()),
                        List.of(Snapshots.after(List.of(Snapshots.https(443, Policies.NEW))), edges),
                        NOW);
        Errors locksOut = (key, minute, chance) -> {
            boolean fails = !minute.isBefore(DEPLOYED)
                    && key.metricName().startsWith("Client")
                    && key.scope().balancer().equals(shop);
            return (fails ? 30 : 2) + 4 * chance;
        };
        return ReportDocument.of(
                gate.read(data((GateAction.Read) gate.next(NOW), locksOut), NOW).report());
    }

    /** AWS could not be asked. */
    public static ReportDocument error() {
        Gate gate = Gate.begin(parameters().check(NOW))
                .failed(new SourceException(SourceException.Kind.PERMANENT, "cloudwatch: denied", null), NOW);
        return ReportDocument.of(gate.report());
    }

    static GateParameters parameters() {
        return new GateParameters()
                .loadBalancer("shop")
                .deploymentEnd(DEPLOYED.toString())
                .history("0s");
    }

    static GateReport report(GateParameters parameters, String balancer, List<String> targetGroups, Errors errors) {
        Gate gate = begin(parameters, balancer, targetGroups);
        for (int i = 0; i < 10 && gate.report() == null; i++) {
            gate = gate.read(data((GateAction.Read) gate.next(NOW), errors), NOW);
        }
        return gate.report();
    }

    static Gate begin(GateParameters parameters, String balancer, List<String> targetGroups) {
        return looking(
                parameters,
                new Found(
                        LoadBalancerId.of(balancer),
                        targetGroups.stream().map(TargetGroupId::new).toList(),
                        null,
                        List.of()));
    }

    /** A gate that has found its balancer and knows nothing of its listeners. */
    private static Gate looking(GateParameters parameters, Found found) {
        return new Gate(
                parameters.check(NOW),
                Gate.Phase.LOOKING,
                Resolved.of("eu-central-1", List.of(found), List.of()),
                TlsWatch.NOTHING,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    static Map<SeriesKey, Series> data(GateAction.Read read, Errors errors) {
        Map<SeriesKey, Series> data = new HashMap<>();
        for (SeriesKey key : read.keys()) {
            Random random = new Random(key.metricName().hashCode());
            double[] values = new double[read.window().minutes()];
            for (int i = 0; i < values.length; i++) {
                Instant minute = read.window().start().plus(Window.MINUTE.multipliedBy(i));
                double count = Math.rint(errors.at(key, minute, random.nextDouble()));
                values[i] = key.metricName().contains("Error") ? count : Double.isNaN(count) ? count : 1000;
            }
            data.put(key, Series.of(read.window(), values));
        }
        return data;
    }

    static List<String> targetGroups(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> String.format(java.util.Locale.ROOT, "targetgroup/service-%03d/%016x", i, i))
                .toList());
    }
}
