package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportJson;
import java.util.List;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The report of one gate, kept with its build as data, with a page and a remote API at {@code tlsErrorGate/}. */
@ExportedBean
public final class TlsErrorGateAction implements RunAction2 {

    private static final String URL_NAME = "tlsErrorGate";

    private final String gateId;
    private final int number;
    private final String report;

    private transient Run<?, ?> run;
    private transient volatile TlsErrorGateResult result;

    private TlsErrorGateAction(String gateId, int number, ReportDocument document) {
        this.gateId = gateId;
        this.number = number;
        this.report = ReportJson.write(document);
    }

    /**
     * Keeps a report with its build. A gate that is interrupted between its verdict and its end, as by a restart, comes
     * here twice and is kept once.
     *
     * @param run the build
     * @param gateId tells the gates of a build apart: the id of the step's node
     * @param document the report
     * @return the action that now has it
     */
    public static TlsErrorGateAction keep(Run<?, ?> run, String gateId, ReportDocument document) {
        synchronized (run) {
            List<TlsErrorGateAction> kept = run.getActions(TlsErrorGateAction.class);
            for (TlsErrorGateAction action : kept) {
                if (action.gateId.equals(gateId)) {
                    return action;
                }
            }
            TlsErrorGateAction action = new TlsErrorGateAction(gateId, kept.size() + 1, document);
            run.addAction(action);
            return action;
        }
    }

    /** The build. */
    public Run<?, ?> getRun() {
        return run;
    }

    /** What the gate found. */
    @NonNull
    @Exported(inline = true)
    public TlsErrorGateResult getResult() {
        TlsErrorGateResult known = result;
        if (known == null) {
            known = new TlsErrorGateResult(ReportJson.read(report));
            result = known;
        }
        return known;
    }

    /** The remote API. */
    public Api getApi() {
        return new Api(this);
    }

    /** A count for the page: {@code 12 in 3,400 connections}. */
    public String count(double errors, double exposure, String unit) {
        return PlainText.number(errors) + " in " + PlainText.number(exposure) + " " + unit;
    }

    /** A number for the page, as a dash where there is none. */
    public String number(Double value) {
        return value == null ? "-" : PlainText.number(value >= 10 ? Math.rint(value) : value);
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    @Override
    public String getIconFileName() {
        return "symbol-lock-closed";
    }

    @Override
    public String getDisplayName() {
        return number == 1
                ? Messages.TlsErrorGateAction_displayName()
                : Messages.TlsErrorGateAction_displayNameNumbered(number);
    }

    /** {@code tlsErrorGate} for the first gate of a build, {@code tlsErrorGate-2} for its second. */
    @Override
    public String getUrlName() {
        return number == 1 ? URL_NAME : URL_NAME + "-" + number;
    }
}
