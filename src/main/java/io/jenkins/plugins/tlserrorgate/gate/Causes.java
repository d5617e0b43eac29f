package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Cause;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Increase;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Onset;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Share;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Sureness;
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
        SnapshotDifference difference = tls.difference();
        for (Increase increase : increases) {
            if (increase.metric() == TlsMetric.CLIENT) {
                addOfClients(increase, difference);
            } else {
                addOfTargets(increase, difference);
            }
        }
        return causes.stream()
                .distinct()
                .sorted(Comparator.comparing(Cause::sureness))
                .toList();
    }

    private void addOfClients(Increase increase, SnapshotDifference difference) {
        Share zone = only(increase.zones(), increase);
        if (zone != null) {
            add(
                    Sureness.POSSIBLE,
                    "something in zone " + zone.scope().zone() + " alone, as a listener has the same policy and"
                            + " certificates in all zones");
        }
        if (difference == null) {
            return;
        }
        List<String> lockedOut = difference.changes().stream()
                .flatMap(change -> change instanceof TlsChange.PolicyChanged policy ? lockOut(policy) : Stream.empty())
                .toList();
        List<String> others = difference.changes().stream()
                .filter(Causes::concernsClients)
                .map(TlsChange::sentence)
                .toList();
        boolean fits = increase.onset() == Onset.AT_ONCE && zone == null && isOfThisDeployment();
        Sureness sureness = fits && lockedOut.size() + others.size() == 1 ? Sureness.LIKELY : Sureness.POSSIBLE;
        // Where clients are known to be cut off, another change beside that does not make it less likely.
        Sureness ofLockOut = fits ? Sureness.LIKELY : Sureness.POSSIBLE;
        lockedOut.forEach(sentence -> add(ofLockOut, sentence + since()));
        others.forEach(sentence -> add(sureness, sentence + since()));
        if (difference.isChanged() == SnapshotDifference.Answer.NO && isOfThisDeployment()) {
            add(
                    Sureness.POSSIBLE,
                    "other clients or a scanner, or a certificate that was renewed under its ARN: nothing else about the"
                            + " listeners' TLS changed");
        }
    }

    private static Stream<String> lockOut(TlsChange.PolicyChanged change) {
        PolicyDifference difference = change.difference();
        if (difference.lockedOut().isEmpty()) {
            return Stream.empty();
        }
        List<String> dropped = difference.droppedProtocols();
        String what = dropped.isEmpty()
                ? difference.droppedCiphers().size() + " ciphers (" + String.join(", ", difference.droppedCiphers())
                        + ")"
                : String.join(" and ", dropped);
        return Stream.of("listener " + change.port() + " no longer offers " + what + ", which locks out clients that "
                + difference.lockedOut().stream().map(LockOut::words).collect(Collectors.joining(", or that ")));
    }

    private static boolean concernsClients(TlsChange change) {
        return change instanceof TlsChange.DefaultCertificateChanged
                || change instanceof TlsChange.SniCertificatesChanged
                || change instanceof TlsChange.ProtocolChanged
                || change instanceof TlsChange.MutualTlsChanged mutual
                        && mutual.after().isVerified();
    }

    private void addOfTargets(Increase increase, SnapshotDifference difference) {
        Share group = only(increase.groups(), increase);
        Share zone = only(increase.zones(), increase);
        if (group != null) {
            String name = group.scope().targetGroup().name();
            List<String> changes = changesOf(group, difference);
            add(
                    Sureness.LIKELY,
                    "the certificate or TLS stack of the targets in " + name
                            + (zone == null ? "" : " in zone " + zone.scope().zone())
                            + ", not the listener, as other target groups have no such rise"
                            + (changes.isEmpty() ? "" : " (" + String.join("; ", changes) + ")"));
        } else if (zone != null) {
            add(Sureness.POSSIBLE, "the targets in zone " + zone.scope().zone() + ", as other zones have no such rise");
        }
        if (difference != null && group == null && zone == null) {
            difference.changes().stream()
                    .filter(TlsChange.PolicyChanged.class::isInstance)
                    .forEach(change -> add(
                            Sureness.POSSIBLE,
                            "targets that do not speak what AWS chooses for them by the listener's policy: "
                                    + change.sentence()
                                    + since()));
        }
    }

    private static List<String> changesOf(Share group, SnapshotDifference difference) {
        if (difference == null) {
            return List.of();
        }
        return difference.changes().stream()
                .filter(change -> change instanceof TlsChange.OfTargetGroup of
                        && of.targetGroup().equals(group.scope().targetGroup()))
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

    private boolean isOfThisDeployment() {
        return !tls.before().takenAt().isBefore(settings.deploymentStart().minus(JUST_BEFORE));
    }

    private String since() {
        return isOfThisDeployment() ? "" : " (changed since " + tls.before().takenAt() + ")";
    }

    private void add(Sureness sureness, String sentence) {
        causes.add(new Cause(sureness, sentence));
    }
}
