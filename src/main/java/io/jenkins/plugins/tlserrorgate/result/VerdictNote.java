package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.MarkupText;
import hudson.console.ConsoleAnnotationDescriptor;
import hudson.console.ConsoleAnnotator;
import hudson.console.ConsoleNote;
import hudson.console.HyperlinkNote;
import java.io.IOException;
import org.jenkinsci.Symbol;

/** Colours the line of the build's log that has the verdict. */
public final class VerdictNote extends ConsoleNote<Object> {

    private static final long serialVersionUID = 1L;

    private final String tone;

    private VerdictNote(String tone) {
        this.tone = tone;
    }

    /**
     * The line with its colour.
     *
     * @param verdict PASS, INCONCLUSIVE, FAIL or ERROR
     * @param line the line, without its end
     */
    public static String encode(String verdict, String line) throws IOException {
        return new VerdictNote(GateView.tone(verdict)).encode() + line;
    }

    /** A line that leads to the gate's page. */
    public static String link(TlsErrorGateAction action) {
        return HyperlinkNote.encodeTo(
                '/' + action.getRun().getUrl() + action.getUrlName() + '/', Messages.VerdictNote_link());
    }

    @Override
    public ConsoleAnnotator<Object> annotate(Object context, MarkupText text, int charPos) {
        text.addMarkup(
                charPos,
                text.length(),
                "<span class=\"tls-error-gate-verdict tls-error-gate-verdict--"
                        + GateView.tone(tone.toUpperCase(java.util.Locale.ROOT)) + "\">",
                "</span>");
        return null;
    }

    /** Says that there is such a note, and brings its style sheet. */
    @Extension
    @Symbol("tlsErrorGateVerdict")
    public static final class DescriptorImpl extends ConsoleAnnotationDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.VerdictNote_displayName();
        }
    }
}
