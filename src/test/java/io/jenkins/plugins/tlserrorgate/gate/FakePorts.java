package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupSpec;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSource;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SecurityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An AWS in memory with a clock that is moved by hand; every call can be made to fail. */
final class FakePorts implements BalancerDirectory, MetricSource, ListenerSource, InstantSource {

    /** What happens instead of an answer. */
    @FunctionalInterface
    interface Mishap {
        void happen() throws SourceException, InterruptedException;
    }

    /** A value a minute; NaN for no point. */
    @FunctionalInterface
    interface Data {
        double value(SeriesKey key, Instant minute);
    }

    static final Mishap NOTHING = () -> {};
    static final String ARN = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/";

    private Instant now;
    private Data data = steady(1, 1);
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private Mishap always = NOTHING;
    private Duration answerTime = Duration.ZERO;
    private int resolutions;
    private UnaryOperator<ListenerSnapshot> listeners = UnaryOperator.identity();
    private Mishap listenerMishap = NOTHING;
    private List<String> zones = List.of();
    private List<String> notes = List.of();
    private boolean arns;
    private List<String> listenersAskedFor = List.of();
    private final List<Window> reads = new ArrayList<>();
    private final List<Set<SeriesKey>> keys = new ArrayList<>();

    FakePorts(Instant now) {
        this.now = now;
    }

    /** Throttled, or another thing that passes by itself. */
    static Mishap passing(String message) {
        return () -> {
            throw new SourceException(SourceException.Kind.TRANSIENT, message, null);
        };
    }

    /** Denied, or another thing that does not. */
    static Mishap lasting(String message) {
        return () -> {
            throw new SourceException(SourceException.Kind.PERMANENT, message, null);
        };
    }

    /** A thousand connections a minute, and so many errors a minute before and after a moment. */
    static Data rising(Instant change, double before, double after) {
        return (key, minute) -> {
            if (!key.metricName().endsWith("TLSNegotiationErrorCount")) {
                return 1000;
            }
            double errors = minute.isBefore(change) ? before : after;
            return errors == 0 ? Double.NaN : errors;
        };
    }

    static Data steady(double client, double target) {
        return (key, minute) -> key.metricName().startsWith("Client")
                ? client
                : key.metricName().startsWith("Target") ? target : 1000;
    }

    /** What CloudWatch shows of a balancer that does not exist, or that nobody talks to. */
    static Data silence() {
        return (key, minute) -> Double.NaN;
    }

    FakePorts with(Data value) {
        data = value;
        return this;
    }

    FakePorts next(Mishap... values) {
        mishaps.addAll(List.of(values));
        return this;
    }

    FakePorts always(Mishap value) {
        always = value;
        return this;
    }

    /** What differs from a balancer with one HTTPS listener, everything about which could be read. */
    FakePorts withListeners(UnaryOperator<ListenerSnapshot> value) {
        listeners = value;
        return this;
    }

    FakePorts withZones(String... values) {
        zones = List.of(values);
        return this;
    }

    /** What could not be checked about the balancers. */
    FakePorts withNotes(String... values) {
        notes = List.of(values);
        return this;
    }

    /** Balancers are found with their ARNs. */
    FakePorts withArns() {
        arns = true;
        return this;
    }

    FakePorts whenReadingListeners(Mishap value) {
        listenerMishap = value;
        return this;
    }

    FakePorts answeringAfter(Duration value) {
        answerTime = value;
        return this;
    }

    void setTime(Instant value) {
        now = value;
    }

    GateRunner runner() {
        return new GateRunner(this, this, this, this, new SharedJudgements());
    }

    int resolutions() {
        return resolutions;
    }

    List<Window> reads() {
        return reads;
    }

    Set<SeriesKey> lastKeys() {
        return keys.get(keys.size() - 1);
    }

    /** Of which balancers the listeners were read last, as they were named then. */
    List<String> listenersAskedFor() {
        return listenersAskedFor;
    }

    @Override
    public Instant instant() {
        return now;
    }

    private void mishap() throws SourceException, InterruptedException {
        now = now.plus(answerTime);
        Mishap mishap = mishaps.poll();
        (mishap == null ? always : mishap).happen();
    }

    @Override
    public Resolved resolve(List<LoadBalancerSpec> balancers, List<TargetGroupSpec> targetGroups)
            throws SourceException, InterruptedException {
        resolutions++;
        mishap();
        List<TargetGroupId> groups = targetGroups.stream()
                .map(group -> new TargetGroupId("targetgroup/" + group.name() + "/73e2d6bc24d8a067"))
                .toList();
        List<Found> found = new ArrayList<>();
        for (LoadBalancerSpec balancer : balancers) {
            // The target groups are the first one's.
            LoadBalancerId id = idOf(balancer);
            found.add(new Found(id, found.isEmpty() ? groups : List.of(), arns ? ARN + id : null, zones));
        }
        return Resolved.of("eu-central-1", found, notes);
    }

    static LoadBalancerId idOf(LoadBalancerSpec balancer) {
        return balancer.id() == null
                ? LoadBalancerId.of("app/" + balancer.name() + "/50dc6c495c0c9188")
                : balancer.id();
    }

    @Override
    public List<ListenerSnapshot> snapshots(List<LoadBalancerSpec> balancers, Instant takenAt)
            throws SourceException, InterruptedException {
        listenersAskedFor = balancers.stream().map(LoadBalancerSpec::text).toList();
        listenerMishap.happen();
        return balancers.stream()
                .map(balancer ->
                        listeners.apply(Listeners.snapshotOf(idOf(balancer).dimension(), takenAt)))
                .toList();
    }

    @Override
    public Map<String, SecurityPolicy> policies(Set<String> names) throws SourceException, InterruptedException {
        listenerMishap.happen();
        Map<String, SecurityPolicy> known = new LinkedHashMap<>();
        List.of(Listeners.OLD, Listeners.NEW).forEach(policy -> known.put(policy.name(), policy));
        return known;
    }

    @Override
    public Map<SeriesKey, Series> read(Set<SeriesKey> wanted, Window window, Duration period)
            throws SourceException, InterruptedException {
        reads.add(window);
        keys.add(wanted);
        mishap();
        Map<SeriesKey, Series> answer = new LinkedHashMap<>();
        for (SeriesKey key : wanted) {
            double[] values = new double[window.minutes()];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.value(key, window.start().plusSeconds(i * 60L));
            }
            answer.put(key, Series.of(window, values));
        }
        return answer;
    }
}
