package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SnapshotDifference;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TargetGroupTls;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * What a gate knows of the listeners' TLS settings, before the deployment and after it.
 *
 * <p>Where a gate has several balancers this is about the first one, and {@link #each} about every one.
 */
public final class TlsWatch implements Serializable {

    // Jenkins' serialization reads a record only as long as it has the very same components, but a class may have
    // got more fields than were stored. The number is that of a record, which this was when it was stored first.
    private static final long serialVersionUID = 0L;

    private final ListenerSnapshot before;
    private final ListenerSnapshot after;
    private final String problem;
    private final List<TlsWatch> others;

    /** A copy of these values; see the accessors. */
    public TlsWatch(ListenerSnapshot before, ListenerSnapshot after, String problem, List<TlsWatch> others) {
        this.before = before;
        this.after = after;
        this.problem = problem;
        this.others = others == null ? List.of() : List.copyOf(others);
    }

    /** Taken before the deployment, or kept by an earlier gate; null if there is none. */
    public ListenerSnapshot before() {
        return before;
    }

    /** Taken when the gate began; null as long as it has not, or if it could not be taken. */
    public ListenerSnapshot after() {
        return after;
    }

    /** Why there is none after, null if there is or it was not tried. */
    public String problem() {
        return problem;
    }

    /** What is known of the further balancers; none where there is but one. */
    public List<TlsWatch> others() {
        // Null where it was stored before there was this field.
        return others == null ? List.of() : others;
    }

    /** Nothing is known. */
    public static final TlsWatch NOTHING = new TlsWatch(null, null, null, List.of());

    /** What is known of each balancer, in their order; none of these has others. */
    public List<TlsWatch> each() {
        List<TlsWatch> all = new ArrayList<>();
        all.add(new TlsWatch(before, after, problem, List.of()));
        all.addAll(others());
        return all;
    }

    private static TlsWatch of(List<TlsWatch> each) {
        TlsWatch first = each.get(0);
        return new TlsWatch(first.before, first.after, first.problem, each.subList(1, each.size()));
    }

    /** The same with other snapshots to compare with, one for each balancer, null for none. */
    TlsWatch since(List<ListenerSnapshot> earlier) {
        return changed(earlier.size(), (watch, i) -> new TlsWatch(earlier.get(i), watch.after, watch.problem, null));
    }

    /** The same with what was read after the deployment. */
    TlsWatch until(List<ListenerSnapshot> later) {
        return changed(later.size(), (watch, i) -> new TlsWatch(watch.before, later.get(i), null, null));
    }

    /** The same without what could not be read after the deployment. */
    TlsWatch unread(int balancers, String reason) {
        return changed(balancers, (watch, i) -> new TlsWatch(watch.before, null, reason, null));
    }

    private TlsWatch changed(int balancers, BiFunction<TlsWatch, Integer, TlsWatch> change) {
        List<TlsWatch> each = each();
        return of(IntStream.range(0, balancers)
                .mapToObj(i -> change.apply(i < each.size() ? each.get(i) : NOTHING, i))
                .toList());
    }

    /** What changed about the first balancer; null unless there are both snapshots. */
    public SnapshotDifference difference() {
        return before == null || after == null ? null : SnapshotDifference.between(before, after);
    }

    /** The target groups with which the first balancer speaks TLS, as far as that is known. */
    List<TargetGroupId> tlsGroups() {
        return after == null
                ? List.of()
                : after.targetGroups().stream()
                        .filter(TargetGroupTls::isTls)
                        .map(TargetGroupTls::id)
                        .toList();
    }
}
