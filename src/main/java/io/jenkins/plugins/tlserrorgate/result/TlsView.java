package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.tlserrorgate.report.TlsDocument;
import java.util.List;

/** What changed about the listeners' TLS, as the views show it. The views escape. */
public final class TlsView {

    private final TlsDocument tls;

    TlsView(TlsDocument tls) {
        this.tls = tls;
    }

    /** Whether something changed, nothing did, or that is not known, in a sentence. */
    public String getSummary() {
        String changed = tls.changed();
        if (changed == null) {
            return Messages.TlsView_first();
        }
        int count = tls.changes().size();
        return switch (changed) {
            case "yes" -> count == 1 ? Messages.TlsView_one() : Messages.TlsView_many(count);
            case "no" -> Messages.TlsView_none();
            default -> Messages.TlsView_unknown();
        };
    }

    /** When the earlier snapshot was taken, null without one. */
    @CheckForNull
    public String getFrom() {
        return tls.change() == null ? null : tls.change().from();
    }

    /** When the later snapshot was taken. */
    @CheckForNull
    public String getTo() {
        return tls.change() == null ? null : tls.change().to();
    }

    /** What changed, a sentence each, less what {@link #getLockedOut} says. */
    public List<String> getChanges() {
        return tls.briefChanges();
    }

    /** Who can no longer connect, a sentence each. */
    public List<String> getLockedOut() {
        return tls.lockedOut();
    }

    /** What could not be read, a sentence each, with the IAM action that would allow it. */
    public List<String> getUnread() {
        return tls.unread();
    }

    /** Whether a note of the report is one of the sentences here. */
    boolean tells(String note) {
        if (getUnread().contains(note)) {
            return true;
        }
        return tls.changes().stream().anyMatch(change -> note.equals("TLS change: " + change))
                || tls.each().stream()
                        .anyMatch(one -> one.change() != null
                                && note.equalsIgnoreCase(one.change().summary() + "."));
    }
}
