package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Cause;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Increase;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Onset;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Share;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Sureness;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.tlspolicy.LockOut;
import io.jenkins.plugins.tlserrorgate.tlspolicy.PolicyDifference;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SnapshotDifference;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names what may be behind a rise, where the data supports it. What changed about a listener concerns its clients in all zones
 * and at once; what is wrong with targets concerns their target group. A rise that looks otherwise makes a cause less sure.
 */
final class Causes {

    private static final double ALMOST_ALL = 0.8;

    /** A part with nearly all traffic has nearly all errors, whatever the cause. */
    private static final double MOST_TRAFFIC = 0.7;

    private static final double LEAST_ERRORS = 10;

    /** Read before the deployment, and not by an earlier build. */
    private static final Duration JUST_BEFORE = Duration.ofMinutes(15);

    private final GateSettings settings;
    private final TlsWatch tls;
    private final List<Cause> causes = new ArrayList<>();

    Causes(GateSettings settings, TlsWatch tls) {
        this.settings = settings;
        this.tls = tls;
    }

    /** The causes of these increases, likely ones first. */
    List<Cause> of(List<Increase> increases) {
        for (Increase increase : increases) {
            if (increase.metric() == TlsMetric.CLIENT) {
                addOfClients(increase);
            } else {
                addOfTargets(increase);
            }
        }
        return causes.stream()
                .distinct()
                .sorted(Comparator.comparing(Cause::sureness))
                .toList();
    }

    /** The balancers at which a good deal of the increase is; what changed at others is no cause of it. */
    private List<TlsWatch> concerned(Increase increase) {
        return tls.each().stream()
                .filter(watch -> watch.difference() != null)
                .filter(watch -> increase.balancers().isEmpty()
                        || increase.balancers().stream()
                                .anyMatch(share -> share.share() > 1 - ALMOST_ALL && isOf(watch, share)))
                .toList();
    }

    private static boolean isOf(TlsWatch watch, Share share) {
        return watch.after() != null
                && watch.after().loadBalancer().equals(share.scope().balancer().dimension());
    }

    private String of(TlsWatch watch) {
        return tls.others().isEmpty()
                ? ""
                : " of " + LoadBalancerId.nameIn(watch.after().loadBalancer());
    }

    private void addOfClients(Increase increase) {
        Share zone = only(increase.zones(), increase);
        if (zone != null) {
            add(
                    Sureness.POSSIBLE,
                    "something in zone " + zone.scope().zone() + " alone, as a listener has the same policy and"
                            + " certificates in all zones");
        }
        for (TlsWatch watch : concerned(increase)) {
            addOfClients(watch, increase.onset() == Onset.AT_ONCE && zone == null && isOfThisDeployment(watch));
        }
    }

    /** What changed about the listeners of a balancer, which the way in which errors rose may fit or not. */
    private void addOfClients(TlsWatch watch, boolean fits) {
        SnapshotDifference difference = watch.difference();
        List<String> lockedOut = difference.changes().stream()
                .filter(change -> change.policies() != null)
                .flatMap(change -> lockOut(change, of(watch)))
                .toList();
        List<String> others = difference.changes().stream()
                .filter(TlsChange::concernsClients)
                .map(change -> change.sentence() + of(watch))
                .toList();
        Sureness sureness = fits && lockedOut.size() + others.size() == 1 ? Sureness.LIKELY : Sureness.POSSIBLE;
        // Where clients are known to be cut off, another change beside that does not make it less likely.
        Sureness ofLockOut = fits ? Sureness.LIKELY : Sureness.POSSIBLE;
        lockedOut.forEach(sentence -> add(ofLockOut, sentence + since(watch)));
        others.forEach(sentence -> add(sureness, sentence + since(watch)));
        if (difference.isChanged() == SnapshotDifference.Answer.NO && isOfThisDeployment(watch)) {
            add(
                    Sureness.POSSIBLE,
                    "other clients or a scanner, or a certificate that was renewed under its ARN: nothing else about the"
                            + " listeners' TLS changed" + of(watch));
        }
    }

    private static Stream<String> lockOut(TlsChange change, String of) {
        PolicyDifference difference = change.policies();
        if (difference.lockedOut().isEmpty()) {
            return Stream.empty();
        }
        List<String> dropped = difference.droppedProtocols();
        String what = dropped.isEmpty()
                ? difference.droppedCiphers().size() + " ciphers (" + String.join(", ", difference.droppedCiphers())
                        + ")"
                : String.join(" and ", dropped);
        return Stream.of("listener " + change.port() + of + " no longer offers " + what
                + ", which locks out clients that "
                + difference.lockedOut().stream().map(LockOut::words).collect(Collectors.joining(", or that ")));
    }

    private void addOfTargets(Increase increase) {
        Share group = only(increase.groups(), increase);
        Share zone = only(increase.zones(), increase);
        if (group != null) {
            String name = group.scope().targetGroup().name();
            List<String> changes = changesOf(group);
            add(
                    Sureness.LIKELY,
                    "the certificate or TLS stack of the targets in " + name
                            + (zone == null ? "" : " in zone " + zone.scope().zone())
                            + ", not the listener, as other target groups have no such rise"
                            + (changes.isEmpty() ? "" : " (" + String.join("; ", changes) + ")"));
        } else if (zone != null) {
            add(Sureness.POSSIBLE, "the targets in zone " + zone.scope().zone() + ", as other zones have no such rise");
        }
        if (group == null && zone == null) {
            concerned(increase)
                    .forEach(watch -> watch.difference().changes().stream()
                            .filter(change -> change.policies() != null)
                            .forEach(change -> add(
                                    Sureness.POSSIBLE,
                                    "targets that do not speak what AWS chooses for them by the listener's policy: "
                                            + change.sentence()
                                            + of(watch)
                                            + since(watch))));
        }
    }

    private List<String> changesOf(Share group) {
        return tls.each().stream()
                .filter(watch -> watch.difference() != null && isOf(watch, group))
                .flatMap(watch -> watch.difference().changes().stream())
                .filter(change -> group.scope().targetGroup().equals(change.targetGroup()))
                .map(TlsChange::sentence)
                .toList();
    }

    /** The part that has almost all of the increase and did not have almost all of the traffic; null if none has. */
    private static Share only(List<Share> shares, Increase increase) {
        if (shares.isEmpty() || increase.extraErrors() < LEAST_ERRORS) {
            return null;
        }
        Share first = shares.get(0);
        boolean alone = first.share() >= ALMOST_ALL
                && first.trafficShare() <= MOST_TRAFFIC
                && shares.get(1).share() <= 1 - ALMOST_ALL;
        return alone ? first : null;
    }

    private boolean isOfThisDeployment(TlsWatch watch) {
        return !watch.before().takenAt().isBefore(settings.deploymentStart().minus(JUST_BEFORE));
    }

    private String since(TlsWatch watch) {
        return isOfThisDeployment(watch)
                ? ""
                : " (changed since " + watch.before().takenAt() + ")";
    }

    private void add(Sureness sureness, String sentence) {
        causes.add(new Cause(sureness, sentence));
    }
}
