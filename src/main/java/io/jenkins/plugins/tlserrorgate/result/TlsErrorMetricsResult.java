package io.jenkins.plugins.tlserrorgate.result;

import io.jenkins.plugins.tlserrorgate.report.MetricsDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportJson;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What was read of the metrics, as the step returns it to the pipeline and the remote API shows it. Holds it in its stored form, so
 * that a pipeline that survives an upgrade of the plugin keeps what it had.
 */
@ExportedBean(defaultVisibility = 2)
public final class TlsErrorMetricsResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String json;
    private transient volatile MetricsDocument document;

    /** The result of what was read. */
    public TlsErrorMetricsResult(MetricsDocument document) {
        this.json = ReportJson.write(document);
        this.document = document;
    }

    /** What was read, as data. */
    MetricsDocument document() {
        MetricsDocument known = document;
        if (known == null) {
            known = ReportJson.readMetrics(json);
            document = known;
        }
        return known;
    }

    /** The balancer as CloudWatch knows it. */
    @Whitelisted
    @Exported
    public String getLoadBalancer() {
        return document().loadBalancer();
    }

    /** Its region. */
    @Whitelisted
    @Exported
    public String getRegion() {
        return document().region();
    }

    /** The first moment, ISO-8601 in UTC. */
    @Whitelisted
    @Exported
    public String getStartTime() {
        return document().start();
    }

    /** The first moment that no longer belongs to it, ISO-8601 in UTC. */
    @Whitelisted
    @Exported
    public String getEndTime() {
        return document().end();
    }

    /** How many seconds a point stands for. */
    @Whitelisted
    @Exported
    public int getPeriod() {
        return document().periodSeconds();
    }

    /** The statistics that were asked for. */
    @Whitelisted
    @Exported
    public List<String> getStatistics() {
        return document().statistics();
    }

    /** What the metrics are: id, name, displayName, namespace, unit and meaning of each. */
    @Whitelisted
    @Exported
    public List<Map<String, String>> getMetrics() {
        List<Map<String, String>> metrics = new ArrayList<>();
        for (MetricsDocument.Metric metric : document().metrics()) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("id", metric.id());
            entry.put("name", metric.name());
            entry.put("displayName", metric.displayName());
            entry.put("namespace", metric.namespace());
            entry.put("unit", metric.unit());
            entry.put("meaning", metric.meaning());
            metrics.add(entry);
        }
        return metrics;
    }

    /** Whether anything shows that the balancer was used in this time. */
    @Whitelisted
    @Exported
    public boolean isTraffic() {
        return document().traffic();
    }

    /** What was found, in one sentence. */
    @Whitelisted
    @Exported
    public String getSummary() {
        return document().summary();
    }

    /** Each metric of each part of the balancer. */
    @Whitelisted
    @Exported(inline = true)
    public List<TlsErrorMetricsPart> getParts() {
        return IntStream.range(0, document().parts().size())
                .mapToObj(index -> new TlsErrorMetricsPart(this, index))
                .toList();
    }

    /** What else is worth knowing, a sentence each. */
    @Whitelisted
    @Exported
    public List<String> getNotes() {
        return document().notes();
    }

    /** What was found, in one sentence. */
    @Whitelisted
    @Override
    public String toString() {
        return getSummary();
    }
}
