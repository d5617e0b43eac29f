package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Api;
import hudson.model.BuildBadgeAction;
import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.config.TlsErrorGateConfiguration;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportJson;
import java.io.IOException;
import java.util.List;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The report of one gate, kept with its build as data, with a page and a remote API at {@code tlsErrorGate/}. */
@ExportedBean
public final class TlsErrorGateAction extends GatePage implements RunAction2, BuildBadgeAction {

    private final String gateId;
    private final int number;
    private final String report;

    private transient volatile TlsErrorGateResult result;

    private TlsErrorGateAction(Run<?, ?> run, String gateId, int number, ReportDocument document) {
        super(run);
        this.gateId = gateId;
        this.number = number;
        this.report = ReportJson.store(document);
    }

    /**
     * Keeps a report with its build.
     *
     * @param run the build
     * @param gateId tells the gates of a build apart: the id of the step's node
     * @param document the report
     * @return the action that now has it
     * @throws IOException if the build can't be saved
     */
    public static TlsErrorGateAction keep(Run<?, ?> run, String gateId, ReportDocument document) throws IOException {
        synchronized (run) {
            TlsErrorGateAction action = new TlsErrorGateAction(run, gateId, LiveGates.numberOf(run, gateId), document);
            run.addAction(action);
            // Else a crash before the end of the build would take the report away.
            run.save();
            GatedJobs.remember(run.getParent());
            return action;
        }
    }

    /**
     * The report of a gate that has one already, as when its controller went down between the verdict and the step's end.
     *
     * @return null if there is none
     */
    @CheckForNull
    public static TlsErrorGateAction find(Run<?, ?> run, String gateId) {
        return run.getActions(TlsErrorGateAction.class).stream()
                .filter(action -> action.gateId.equals(gateId))
                .findFirst()
                .orElse(null);
    }

    /** The gates of a build in their order. */
    static List<TlsErrorGateAction> of(Run<?, ?> run) {
        return run.getActions(TlsErrorGateAction.class).stream()
                .sorted(java.util.Comparator.comparingInt(TlsErrorGateAction::number))
                .toList();
    }

    @Override
    int number() {
        return number;
    }

    @NonNull
    @Override
    ReportDocument document() {
        return getResult().document();
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

    /** Whether the build history shows an icon: where the verdict is no pass, or an administrator wants all. */
    public boolean isMarked() {
        return !getResult().isPassed() || TlsErrorGateConfiguration.get().isMarkPasses();
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        object = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        object = loaded;
    }
}
