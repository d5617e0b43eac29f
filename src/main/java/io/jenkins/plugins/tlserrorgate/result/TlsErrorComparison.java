package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One metric of one part of the balancer, before against after, for pipelines and the remote API. */
@ExportedBean(defaultVisibility = 2)
public final class TlsErrorComparison implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String metric;
    private final String loadBalancer;
    private final String targetGroup;
    private final String zone;
    private final String verdict;
    private final String explanation;
    private final String exposureUnit;
    private final double errorsBefore;
    private final double errorsAfter;
    private final double exposureBefore;
    private final double exposureAfter;
    private final int missingMinutesBefore;
    private final int missingMinutesAfter;
    private final Double expected;
    private final Double ratio;
    private final Double ratioLow;
    private final Double ratioHigh;
    private final Double p;
    private final Double dispersion;

    TlsErrorComparison(ReportDocument.Part part, String loadBalancer) {
        this.loadBalancer = loadBalancer;
        metric = part.metric();
        targetGroup = part.targetGroup();
        zone = part.zone();
        verdict = part.verdict();
        explanation = part.explanation();
        exposureUnit = part.exposure();
        errorsBefore = part.before().errors();
        errorsAfter = part.after().errors();
        exposureBefore = part.before().exposure();
        exposureAfter = part.after().exposure();
        missingMinutesBefore = part.before().missingMinutes();
        missingMinutesAfter = part.after().missingMinutes();
        expected = part.expected();
        ratio = part.ratio();
        ratioLow = part.ratioLow();
        ratioHigh = part.ratioHigh();
        p = part.pValue();
        dispersion = part.dispersion();
    }

    /** {@code client} or {@code target}. */
    @Whitelisted
    @Exported
    public String getMetric() {
        return metric;
    }

    /** The balancer; null in what an earlier version handed to a pipeline. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getLoadBalancer() {
        return loadBalancer;
    }

    /** The target group, null for all of the balancer. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getTargetGroup() {
        return targetGroup;
    }

    /** The Availability Zone, null for all. */
    @CheckForNull
    @Whitelisted
    @Exported
    public String getZone() {
        return zone;
    }

    /** What follows for this part alone. */
    @Whitelisted
    @Exported
    public String getVerdict() {
        return verdict;
    }

    /** Why, in one line. */
    @Whitelisted
    @Exported
    public String getExplanation() {
        return explanation;
    }

    /** What errors are held against: connections, TLS flows, requests or minutes. */
    @Whitelisted
    @Exported
    public String getExposureUnit() {
        return exposureUnit;
    }

    /** Errors in the baseline. */
    @Whitelisted
    @Exported
    public double getErrorsBefore() {
        return errorsBefore;
    }

    /** Errors in the observation. */
    @Whitelisted
    @Exported
    public double getErrorsAfter() {
        return errorsAfter;
    }

    /** Exposure in the baseline. */
    @Whitelisted
    @Exported
    public double getExposureBefore() {
        return exposureBefore;
    }

    /** Exposure in the observation. */
    @Whitelisted
    @Exported
    public double getExposureAfter() {
        return exposureAfter;
    }

    /** Minutes of the baseline of which nothing is known. */
    @Whitelisted
    @Exported
    public int getMissingMinutesBefore() {
        return missingMinutesBefore;
    }

    /** Minutes of the observation of which nothing is known. */
    @Whitelisted
    @Exported
    public int getMissingMinutesAfter() {
        return missingMinutesAfter;
    }

    /** Errors expected after the deployment, null without a baseline. */
    @CheckForNull
    @Whitelisted
    @Exported
    public Double getExpected() {
        return expected;
    }

    /** The rate after over the rate before; null where it has no value, as from a baseline without errors. */
    @CheckForNull
    @Whitelisted
    @Exported
    public Double getRatio() {
        return ratio;
    }

    /** The lower limit of the ratio's confidence interval, null where it has none. */
    @CheckForNull
    @Whitelisted
    @Exported
    public Double getRatioLow() {
        return ratioLow;
    }

    /** The upper limit of the ratio's confidence interval, null where it has none or is unlimited. */
    @CheckForNull
    @Whitelisted
    @Exported
    public Double getRatioHigh() {
        return ratioHigh;
    }

    /** The probability of as many errors by chance, null where a plain rule decided or nothing could be tested. */
    @CheckForNull
    @Whitelisted
    @Exported
    public Double getP() {
        return p;
    }

    /** Variance over mean of the counts, null where nothing could be tested. */
    @CheckForNull
    @Whitelisted
    @Exported
    public Double getDispersion() {
        return dispersion;
    }
}
