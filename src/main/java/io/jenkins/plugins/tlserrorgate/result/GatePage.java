package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.report.PointsCsv;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import jenkins.management.Badge;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.WebMethod;

/**
 * The page of one gate of a build: a tab of the build page with a card on its overview. It looks the same while the gate
 * still waits and afterwards, at the same address.
 */
public abstract class GatePage extends BuildTab {

    /** Where the first gate of a build has its page. */
    static final String URL_NAME = "tlsErrorGate";

    GatePage(Run<?, ?> run) {
        super(run);
    }

    /** What is known: the report, or what there is of it so far. */
    @NonNull
    abstract ReportDocument document();

    /** What the views show. */
    public GateView getView() {
        return new GateView(document());
    }

    @Override
    public String getDisplayName() {
        return number() == 1
                ? Messages.TlsErrorGateAction_displayName()
                : Messages.TlsErrorGateAction_displayNameNumbered(number());
    }

    /** {@code tlsErrorGate} for the first gate of a build, {@code tlsErrorGate-2} for its second. */
    @Override
    public String getUrlName() {
        return number() == 1 ? URL_NAME : URL_NAME + "-" + number();
    }

    /** Marks the tab where the verdict is not a pass. */
    @Override
    public Badge getBadge() {
        GateView view = getView();
        return switch (view.getTone()) {
            case "fail" -> new Badge("!", view.getHeadline(), Badge.Severity.DANGER);
            case "inconclusive", "error" -> new Badge("?", view.getHeadline(), Badge.Severity.WARNING);
            default -> null;
        };
    }

    /** The points of the charts, as comma-separated values. */
    @WebMethod(name = "data.csv")
    public HttpResponse doDataCsv() {
        return csv(PointsCsv.of(document()));
    }
}
