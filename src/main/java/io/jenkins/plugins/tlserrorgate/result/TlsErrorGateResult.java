package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.tlserrorgate.report.DiagnosisDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportJson;
import io.jenkins.plugins.tlserrorgate.report.TlsDocument;
import java.io.Serializable;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a gate found, as the step returns it to the pipeline and the remote API shows it. Holds the report in its stored
 * form, so that a pipeline that survives an upgrade of the plugin keeps what it had.
 */
@ExportedBean(defaultVisibility = 2)
public final class TlsErrorGateResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String json;
    private transient ReportDocument document;

    /** The result of a report. */
    public TlsErrorGateResult(ReportDocument document) {
        this.json = ReportJson.write(document);
        this.document = document;
    }

    /** The report as data. */
    public synchronized ReportDocument document() {
        if (document == null) {
            document = ReportJson.read(json);
        }
        return document;
    }

    /** PASS, INCONCLUSIVE, FAIL or ERROR. */
    @Whitelisted
    @Exported
    public String getVerdict() {
        return document().verdict();
    }

    /** Whether the verdict is PASS. */
    @Whitelisted
    @Exported
    public boolean isPassed() {
        return "PASS".equals(getVerdict());
    }

    /** The verdict's reason in one line. */
    @Whitelisted
    @Exported
    public String getExplanation() {
        return document().explanation();
    }

    /** The balancer, the first one of several, as CloudWatch knows it. */
    @Whitelisted
    @Exported
    public String getLoadBalancer() {
        return document().loadBalancer();
    }

    /** All balancers, as {@link #getLoadBalancer} has the first one. */
    @Whitelisted
    @Exported
    public List<String> getLoadBalancers() {
        return document().loadBalancers();
    }

    /** The region, null if the balancer was never found. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getRegion() {
        return document().region();
    }

    /** When the deployment began, ISO-8601 in UTC. */
    @Whitelisted
    @Exported
    public String getDeploymentStart() {
        return document().deploymentStart();
    }

    /** When the deployment ended, ISO-8601 in UTC. */
    @Whitelisted
    @Exported
    public String getDeploymentEnd() {
        return document().deploymentEnd();
    }

    /** The first minute of the baseline, ISO-8601 in UTC. */
    @Whitelisted
    @Exported
    public String getBaselineStart() {
        return document().baseline().start();
    }

    /** The first minute after the baseline, ISO-8601 in UTC. */
    @Whitelisted
    @Exported
    public String getBaselineEnd() {
        return document().baseline().end();
    }

    /** The first minute of the observation, ISO-8601 in UTC. */
    @Whitelisted
    @Exported
    public String getObservationStart() {
        return document().observation().start();
    }

    /** The first minute after the observation, ISO-8601 in UTC. */
    @Whitelisted
    @Exported
    public String getObservationEnd() {
        return document().observation().end();
    }

    /** When the verdict was given, ISO-8601 in UTC. */
    @Whitelisted
    @Exported
    public String getJudgedAt() {
        return document().judgedAt();
    }

    /** Each metric of each part of the balancer. */
    @Whitelisted
    @Exported(inline = true)
    public List<TlsErrorComparison> getComparisons() {
        return comparisons(document().comparisons());
    }

    /** Target groups and zones beside the comparisons, as far as they had traffic. */
    @Whitelisted
    @Exported(inline = true)
    public List<TlsErrorComparison> getDetails() {
        return comparisons(document().details());
    }

    private List<TlsErrorComparison> comparisons(List<ReportDocument.Part> parts) {
        return parts.stream()
                .map(part -> new TlsErrorComparison(part, document().loadBalancer(part)))
                .toList();
    }

    /** Where a rise is, a sentence for each metric that rose; none without a rise. */
    @Whitelisted
    @Exported
    public List<String> getWhere() {
        DiagnosisDocument diagnosis = document().diagnosis();
        return diagnosis == null ? List.of() : diagnosis.where();
    }

    /** What may be behind a rise, likeliest first, each beginning with {@code likely:} or {@code possible:}. */
    @Whitelisted
    @Exported
    public List<String> getCauses() {
        DiagnosisDocument diagnosis = document().diagnosis();
        return diagnosis == null
                ? List.of()
                : diagnosis.causes().stream()
                        .map(cause -> cause.sureness() + ": " + cause.sentence())
                        .toList();
    }

    /** Whether anything about TLS changed: yes, no or unknown; null if there was nothing to compare with. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getTlsChanged() {
        TlsDocument tls = document().tls();
        return tls == null ? null : tls.changed();
    }

    /** What changed about TLS, a sentence each. */
    @Whitelisted
    @Exported
    public List<String> getTlsChanges() {
        TlsDocument tls = document().tls();
        return tls == null ? List.of() : tls.changes();
    }

    /** Who can no longer connect after a change of policy, a sentence for each listener and reason. */
    @Whitelisted
    @Exported
    public List<String> getTlsLockedOut() {
        TlsDocument tls = document().tls();
        return tls == null ? List.of() : tls.lockedOut();
    }

    /** What of the TLS settings could not be read, a sentence each, with the IAM action that would allow it. */
    @Whitelisted
    @Exported
    public List<String> getTlsUnread() {
        TlsDocument tls = document().tls();
        return tls == null ? List.of() : tls.unread();
    }

    /** What else is worth knowing, a sentence each. */
    @Whitelisted
    @Exported
    public List<String> getNotes() {
        return document().notes();
    }

    /** The verdict and its reason. */
    @Whitelisted
    @Override
    public String toString() {
        return getVerdict() + ": " + getExplanation();
    }
}
