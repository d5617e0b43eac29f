package io.jenkins.plugins.tlserrorgate.report;

import static io.jenkins.plugins.tlserrorgate.metrics.PlainText.oneLine;

import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SecurityPolicy;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SnapshotDifference;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsChange;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsVersion;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A load balancer's TLS settings, and their changes, as lines of text for a terminal. */
public final class TlsText {

    private TlsText() {}

    /** The snapshot: each listener with its policy, protocols and ciphers; each target group; what was not read. */
    public static List<String> lines(ListenerSnapshot snapshot) {
        List<String> lines = new ArrayList<>();
        lines.add("load balancer " + oneLine(snapshot.loadBalancer()) + " at " + snapshot.takenAt());
        if (!snapshot.exists()) {
            lines.add("  does not exist");
        }
        if (snapshot.isRead(Unread.Subject.LISTENERS) && snapshot.tlsListeners().isEmpty()) {
            lines.add("  no listener speaks TLS");
        }
        boolean sniRead = snapshot.isRead(Unread.Subject.SNI_CERTIFICATES);
        snapshot.listeners().forEach(listener -> addListener(lines, listener, sniRead));
        snapshot.targetGroups()
                .forEach(group ->
                        lines.add("  target group " + oneLine(group.id().name() + ": " + group.manner())));
        snapshot.unread().forEach(gap -> lines.add("  " + oneLine(gap.sentence())));
        return lines;
    }

    private static void addListener(List<String> lines, ListenerTls listener, boolean sniRead) {
        String title = "  listener " + listener.port() + ": " + listener.protocol();
        if (!listener.isTls()) {
            lines.add(oneLineIndented(title));
            return;
        }
        SecurityPolicy policy = listener.policy();
        lines.add(oneLineIndented(title + ", " + policy.name()));
        if (policy.isRead()) {
            lines.add(oneLineIndented("    protocols      "
                    + Stream.concat(
                                    policy.protocols().stream()
                                            .map(TlsVersion::display)
                                            .sorted(),
                                    policy.isPostQuantum() ? Stream.of("post-quantum key exchange") : Stream.empty())
                            .collect(Collectors.joining(", "))));
            lines.add(oneLineIndented("    ciphers        " + String.join(", ", policy.ciphers())));
        }
        lines.add(oneLineIndented("    certificate    "
                + (listener.defaultCertificate() == null ? "none" : listener.defaultCertificate())));
        if (sniRead) {
            listener.sniCertificates().forEach(arn -> lines.add(oneLineIndented("    further (SNI)  " + arn)));
        }
        lines.add(oneLineIndented("    mutual TLS     " + listener.mutualTls()));
    }

    /** The difference: what changed in a sentence each, and what was not compared. */
    public static List<String> lines(SnapshotDifference difference) {
        List<String> lines = new ArrayList<>();
        lines.add(oneLine(difference.summary()));
        difference.changes().stream().map(TlsChange::sentence).forEach(change -> lines.add("  " + oneLine(change)));
        difference.unread().forEach(gap -> lines.add("  " + oneLine(gap.sentence())));
        return lines;
    }

    private static String oneLineIndented(String line) {
        String text = line.stripLeading();
        return " ".repeat(line.length() - text.length()) + oneLine(text);
    }
}
