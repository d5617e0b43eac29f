package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SnapshotDifference;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TargetGroupTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsChange;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsExpectation;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What follows from the listeners' TLS settings alone, before any error is counted.
 *
 * @param verdict the verdict if there is nothing left to count errors for, else null
 * @param explanation its reason, null likewise
 * @param notes what else is worth knowing, a sentence each
 * @param doubts why a deployment without more errors must not pass for a good one, if it must not
 */
record ListenerFindings(Verdict verdict, String explanation, List<String> notes, List<String> doubts) {

    /** Holds the listeners against what was asked. */
    static ListenerFindings of(GateSettings settings, TlsWatch tls) {
        List<String> doubts = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        SnapshotDifference difference = tls.difference();
        addDifference(notes, tls, difference);
        if (settings.expectedTls() != null) {
            List<String> violations = violations(settings.expectedTls(), tls, doubts);
            if (!violations.isEmpty()) {
                return new ListenerFindings(
                        Verdict.FAIL,
                        "TLS is not as expected (" + settings.expectedTls() + "): " + String.join("; ", violations),
                        List.copyOf(notes),
                        List.of());
            }
        }
        if (tls.after() != null) {
            String silent = withoutTls(settings, tls, notes, doubts);
            if (silent != null) {
                return new ListenerFindings(Verdict.ERROR, silent, List.copyOf(notes), List.of());
            }
        }
        if (settings.requireTlsChange()) {
            if (difference != null && difference.isChanged() == SnapshotDifference.Answer.NO) {
                return unchanged(difference, notes, doubts);
            }
            if (difference == null) {
                notes.add(
                        "requireTlsChange had no effect: there is no earlier snapshot of the listeners to compare with"
                                + (tls.before() == null ? "; this one is kept." : "."));
            } else if (difference.isChanged() == SnapshotDifference.Answer.UNKNOWN) {
                notes.add("requireTlsChange had no effect, as not everything could be compared.");
            }
        }
        return new ListenerFindings(null, null, List.copyOf(notes), doubts);
    }

    private static void addDifference(Set<String> notes, TlsWatch tls, SnapshotDifference difference) {
        if (tls.problem() != null) {
            notes.add("The listeners' TLS settings could not be read: " + tls.problem());
        }
        if (difference == null) {
            if (tls.after() != null) {
                tls.after().unread().stream().map(Unread::sentence).forEach(notes::add);
            }
            return;
        }
        if (difference.changes().isEmpty()) {
            notes.add(capital(difference.summary()) + ".");
        }
        difference.changes().stream().map(TlsChange::sentence).forEach(change -> notes.add("TLS change: " + change));
        difference.unread().stream().map(Unread::sentence).forEach(notes::add);
    }

    private static List<String> violations(TlsExpectation expected, TlsWatch tls, List<String> doubts) {
        if (tls.after() == null) {
            doubts.add("whether TLS is as expected (" + expected + ") was not checked: "
                    + (tls.problem() == null ? "the listeners were not read" : tls.problem()));
            return List.of();
        }
        TlsExpectation.Findings findings = expected.check(tls.after());
        if (!findings.unchecked().isEmpty()) {
            doubts.add("whether TLS is as expected (" + expected + ") was not checked: "
                    + String.join(" ", findings.unchecked()));
        }
        return findings.violations().stream()
                .map(TlsExpectation.Violation::sentence)
                .toList();
    }

    /** Why there is nothing to count at a balancer that speaks no TLS at all; null if it does, or may. */
    private static String withoutTls(GateSettings settings, TlsWatch tls, Set<String> notes, List<String> doubts) {
        ListenerSnapshot after = tls.after();
        if (!after.exists()) {
            return "load balancer " + after.loadBalancer() + " does not exist"
                    + (tls.before() != null && tls.before().exists()
                            ? " any longer; it did at " + tls.before().takenAt()
                            : "");
        }
        if (!after.isRead(Unread.Subject.LISTENERS) || !after.tlsListeners().isEmpty()) {
            return null;
        }
        if (tls.before() != null && !tls.before().tlsListeners().isEmpty()) {
            doubts.add("no listener speaks TLS any longer, so that clients' TLS errors can't be counted");
            return null;
        }
        boolean targets = !after.isRead(Unread.Subject.TARGET_GROUPS)
                || after.targetGroups().stream().anyMatch(TargetGroupTls::isTls);
        if (!targets) {
            String listeners = after.listeners().stream()
                    .map(listener -> listener.port() + " " + listener.protocol())
                    .collect(Collectors.joining(", "));
            return "load balancer " + after.loadBalancer() + " speaks no TLS, neither with clients (listeners: "
                    + (listeners.isEmpty() ? "none" : listeners)
                    + ") nor with targets, so it counts no TLS errors; judge one with a listener of protocol HTTPS or TLS";
        }
        if (settings.metrics().contains(TlsMetric.CLIENT)) {
            notes.add(
                    "No listener speaks TLS, so there can be no client TLS errors; metrics: ['target'] leaves them out.");
        }
        return null;
    }

    private static ListenerFindings unchanged(SnapshotDifference difference, Set<String> notes, List<String> doubts) {
        String reason = difference.summary() + ", and requireTlsChange is set: nothing to judge";
        return doubts.isEmpty()
                ? new ListenerFindings(Verdict.PASS, reason, List.of(), doubts)
                : new ListenerFindings(
                        Verdict.INCONCLUSIVE,
                        reason + "; but " + String.join("; ", doubts),
                        List.copyOf(notes),
                        doubts);
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
