package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SnapshotDifference;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TargetGroupTls;
import java.io.Serializable;
import java.util.List;

/**
 * What a gate knows of the listeners' TLS settings, before the deployment and after it.
 *
 * @param before taken before the deployment, or kept by an earlier gate; null if there is none
 * @param after taken when the gate began; null as long as it has not, or if it could not be taken
 * @param problem why there is none after, null if there is or it was not tried
 */
public record TlsWatch(ListenerSnapshot before, ListenerSnapshot after, String problem) implements Serializable {

    /** Nothing is known. */
    public static final TlsWatch NOTHING = new TlsWatch(null, null, null);

    /** The same with another snapshot to compare with. */
    TlsWatch since(ListenerSnapshot earlier) {
        return new TlsWatch(earlier, after, problem);
    }

    /** The same with what was read after the deployment. */
    TlsWatch until(ListenerSnapshot later) {
        return new TlsWatch(before, later, null);
    }

    /** The same without what could not be read after the deployment. */
    TlsWatch unread(String reason) {
        return new TlsWatch(before, null, reason);
    }

    /** What changed; null unless there are both snapshots. */
    public SnapshotDifference difference() {
        return before == null || after == null ? null : SnapshotDifference.between(before, after);
    }

    /** The target groups with which the balancer speaks TLS, as far as that is known. */
    List<TargetGroupId> tlsGroups() {
        return after == null
                ? List.of()
                : after.targetGroups().stream()
                        .filter(TargetGroupTls::isTls)
                        .map(TargetGroupTls::id)
                        .toList();
    }
}
