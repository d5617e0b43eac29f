package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.report.MetricsCsv;
import io.jenkins.plugins.tlserrorgate.report.MetricsDocument;
import java.io.IOException;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a step read of the metrics, kept with its build, with a page and a remote API at {@code tlsErrorMetrics/}. */
@ExportedBean
public final class TlsErrorMetricsAction extends BuildTab implements RunAction2 {

    private final String stepId;
    private final int number;
    private final TlsErrorMetricsResult result;

    private TlsErrorMetricsAction(Run<?, ?> run, String stepId, int number, MetricsDocument document) {
        super(run);
        this.stepId = stepId;
        this.number = number;
        this.result = new TlsErrorMetricsResult(document);
    }

    /**
     * Keeps what was read with its build.
     *
     * @param run the build
     * @param stepId tells the steps of a build apart: the id of the step's node
     * @param document what was read
     * @return the action that now has it
     * @throws IOException if the build can't be saved
     */
    public static TlsErrorMetricsAction keep(Run<?, ?> run, String stepId, MetricsDocument document)
            throws IOException {
        synchronized (run) {
            int number = run.getActions(TlsErrorMetricsAction.class).size() + 1;
            TlsErrorMetricsAction action = new TlsErrorMetricsAction(run, stepId, number, document);
            run.addAction(action);
            // Else a crash before the end of the build would take it away.
            run.save();
            return action;
        }
    }

    /** What a step has read already, as when its controller went down before the step's end; null for nothing. */
    @CheckForNull
    public static TlsErrorMetricsAction find(Run<?, ?> run, String stepId) {
        return run.getActions(TlsErrorMetricsAction.class).stream()
                .filter(action -> action.stepId.equals(stepId))
                .findFirst()
                .orElse(null);
    }

    @Override
    int number() {
        return number;
    }

    /** What was read. */
    @NonNull
    @Exported(inline = true)
    public TlsErrorMetricsResult getResult() {
        return result;
    }

    /** What the views show. */
    public MetricsView getView() {
        return new MetricsView(result.document());
    }

    @Override
    public String getDisplayName() {
        return number == 1
                ? Messages.TlsErrorMetricsAction_displayName()
                : Messages.TlsErrorMetricsAction_displayNameNumbered(number);
    }

    /** {@code tlsErrorMetrics} for the first step of a build, {@code tlsErrorMetrics-2} for its second. */
    @Override
    public String getUrlName() {
        return number == 1 ? "tlsErrorMetrics" : "tlsErrorMetrics-" + number;
    }

    /** Where the page is, from the root of Jenkins on. */
    public String getAddress() {
        return '/' + getRun().getUrl() + getUrlName() + '/';
    }

    /** The remote API. */
    public Api getApi() {
        return new Api(this);
    }

    /** The points as comma-separated values. */
    @WebMethod(name = "data.csv")
    public HttpResponse doDataCsv() {
        return csv(MetricsCsv.of(result.document()));
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
