package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
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

    /** Holds the listeners of all balancers against what was asked. */
    static ListenerFindings of(GateSettings settings, TlsWatch tls) {
        List<String> doubts = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        List<TlsWatch> each = tls.each();
        each.forEach(watch -> addDifference(notes, watch, label(watch, each)));
        if (settings.expectedTls() != null) {
            List<String> violations = violations(settings.expectedTls(), each, doubts);
            if (!violations.isEmpty()) {
                return new ListenerFindings(
                        Verdict.FAIL,
                        "TLS is not as expected (" + settings.expectedTls() + "): " + String.join("; ", violations),
                        List.copyOf(notes),
                        List.of());
            }
        }
        for (TlsWatch watch : each) {
            String silent = watch.after() == null ? null : withoutTls(settings, watch, each, notes, doubts);
            if (silent != null) {
                return new ListenerFindings(Verdict.ERROR, silent, List.copyOf(notes), List.of());
            }
        }
        if (settings.requireTlsChange()) {
            List<SnapshotDifference> differences =
                    each.stream().map(TlsWatch::difference).toList();
            if (differences.stream().allMatch(one -> isChanged(one, SnapshotDifference.Answer.NO))) {
                return unchanged(differences, notes, doubts);
            }
            boolean changed = differences.stream().anyMatch(one -> isChanged(one, SnapshotDifference.Answer.YES));
            if (!changed && differences.contains(null)) {
                boolean kept = each.stream().allMatch(watch -> watch.difference() != null || watch.before() == null);
                notes.add(
                        "requireTlsChange had no effect: there is no earlier snapshot of the listeners to compare with"
                                + (kept ? "; this one is kept." : "."));
            } else if (!changed) {
                notes.add("requireTlsChange had no effect, as not everything could be compared.");
            }
        }
        return new ListenerFindings(null, null, List.copyOf(notes), doubts);
    }

    private static boolean isChanged(SnapshotDifference difference, SnapshotDifference.Answer answer) {
        return difference != null && difference.isChanged() == answer;
    }

    /** What a sentence about a listener begins with, so that one knows whose it is. */
    private static String label(TlsWatch watch, List<TlsWatch> each) {
        return each.size() < 2 || watch.after() == null
                ? ""
                : LoadBalancerId.nameIn(watch.after().loadBalancer()) + ", ";
    }

    private static void addDifference(Set<String> notes, TlsWatch tls, String label) {
        SnapshotDifference difference = tls.difference();
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
        difference.changes().stream()
                .map(TlsChange::sentence)
                .forEach(change -> notes.add("TLS change: " + label + change));
        difference.unread().stream().map(Unread::sentence).forEach(notes::add);
    }

    /** What is not as expected; a balancer that never had a listener with TLS is asked only if no other has one. */
    private static List<String> violations(TlsExpectation expected, List<TlsWatch> each, List<String> doubts) {
        boolean anyTls = each.stream().anyMatch(ListenerFindings::speaksTls);
        return each.stream()
                .filter(watch -> !anyTls || speaksTls(watch))
                .flatMap(watch -> violations(expected, watch, label(watch, each), doubts).stream())
                .toList();
    }

    /** Whether its listeners speak TLS, or did, or may. */
    private static boolean speaksTls(TlsWatch watch) {
        ListenerSnapshot after = watch.after();
        return after == null
                || !after.isRead(Unread.Subject.LISTENERS)
                || !after.tlsListeners().isEmpty()
                || watch.before() != null && !watch.before().tlsListeners().isEmpty();
    }

    private static List<String> violations(TlsExpectation expected, TlsWatch tls, String label, List<String> doubts) {
        if (tls.after() == null) {
            doubts.add("whether TLS is as expected (" + expected + ") was not checked: "
                    + (tls.problem() == null ? "the listeners were not read" : tls.problem()));
            return List.of();
        }
        TlsExpectation.Findings findings = expected.check(tls.after());
        if (!findings.unchecked().isEmpty()) {
            doubts.add(label + "whether TLS is as expected (" + expected + ") was not checked: "
                    + String.join(" ", findings.unchecked()));
        }
        return findings.violations().stream()
                .map(violation -> (violation.port() == null ? "" : label) + violation.sentence())
                .toList();
    }

    /** Why there is nothing to count at a balancer that speaks no TLS at all; null if it does, or may. */
    private static String withoutTls(
            GateSettings settings, TlsWatch tls, List<TlsWatch> each, Set<String> notes, List<String> doubts) {
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
            doubts.add(label(tls, each)
                    + "no listener speaks TLS any longer, so that clients' TLS errors can't be counted");
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
            String label = label(tls, each);
            notes.add(
                    (label.isEmpty() ? "No" : label + "no")
                            + " listener speaks TLS, so there can be no client TLS errors; metrics: ['target'] leaves them out.");
        }
        return null;
    }

    private static ListenerFindings unchanged(
            List<SnapshotDifference> differences, Set<String> notes, List<String> doubts) {
        String reason = differences.stream().map(SnapshotDifference::summary).collect(Collectors.joining("; "))
                + ", and requireTlsChange is set: nothing to judge";
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
