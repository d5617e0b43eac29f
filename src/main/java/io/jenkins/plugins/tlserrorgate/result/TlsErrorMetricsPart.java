package io.jenkins.plugins.tlserrorgate.result;

import io.jenkins.plugins.tlserrorgate.report.MetricsDocument;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One metric of one part of the balancer, for pipelines and the remote API. A number that is not known is null. */
@ExportedBean(defaultVisibility = 2)
public final class TlsErrorMetricsPart implements Serializable {

    private static final long serialVersionUID = 1L;

    private final TlsErrorMetricsResult result;
    private final int index;

    TlsErrorMetricsPart(TlsErrorMetricsResult result, int index) {
        this.result = result;
        this.index = index;
    }

    private MetricsDocument.Part part() {
        return result.document().parts().get(index);
    }

    /** {@code client} or {@code target}. */
    @Whitelisted
    @Exported
    public String getMetric() {
        return part().metric();
    }

    /** The target group as CloudWatch knows it, null for all. */
    @Whitelisted
    @Exported
    public String getTargetGroup() {
        return part().targetGroup();
    }

    /** The Availability Zone, null for all. */
    @Whitelisted
    @Exported
    public String getZone() {
        return part().zone();
    }

    /** All errors. */
    @Whitelisted
    @Exported
    public Number getErrors() {
        return part().errors();
    }

    /** All traffic. */
    @Whitelisted
    @Exported
    public Number getExposure() {
        return part().exposure();
    }

    /** What the traffic is counted in. */
    @Whitelisted
    @Exported
    public String getExposureUnit() {
        return part().exposureUnit();
    }

    /** Errors per thousand connections, or what else the traffic is counted in. */
    @Whitelisted
    @Exported
    public Number getErrorsPerThousand() {
        return part().errorsPerThousand();
    }

    /** The most errors of a period. */
    @Whitelisted
    @Exported
    public Number getPeak() {
        return part().peak();
    }

    /** When the first such period began, ISO-8601 in UTC. */
    @Whitelisted
    @Exported
    public String getPeakAt() {
        return part().peakAt();
    }

    /** How many periods had errors. */
    @Whitelisted
    @Exported
    public int getPeriodsWithErrors() {
        return part().periodsWithErrors();
    }

    /** How many periods had traffic; of the others nothing is known. */
    @Whitelisted
    @Exported
    public int getPeriodsWithTraffic() {
        return part().periodsWithTraffic();
    }

    /** The share of the periods with traffic that had errors, 0 to 1. */
    @Whitelisted
    @Exported
    public Number getShareWithErrors() {
        return part().shareWithErrors();
    }

    /** The points: of each period its time, its statistics by their names, and its traffic. */
    @Whitelisted
    @Exported
    public List<Map<String, Object>> getPoints() {
        MetricsDocument document = result.document();
        List<Number> traffic = part().traffic();
        int periods = part().points().values().iterator().next().size();
        List<Map<String, Object>> points = new ArrayList<>();
        for (int i = 0; i < periods; i++) {
            Map<String, Object> point = new LinkedHashMap<>();
            point.put("time", document.time(i).toString());
            for (Map.Entry<String, List<Number>> series : part().points().entrySet()) {
                point.put(series.getKey(), series.getValue().get(i));
            }
            point.put("traffic", traffic == null ? null : traffic.get(i));
            points.add(point);
        }
        return points;
    }

    @Whitelisted
    @Override
    public String toString() {
        return getErrors() + " " + getMetric() + " TLS errors of "
                + result.document().label(part());
    }
}
