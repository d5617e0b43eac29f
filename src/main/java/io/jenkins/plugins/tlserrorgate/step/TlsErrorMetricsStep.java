package io.jenkins.plugins.tlserrorgate.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.tlserrorgate.inspection.InspectionParameters;
import io.jenkins.plugins.tlserrorgate.inspection.InspectionRequest;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Reads the metrics over a range of time and returns them, without a verdict. */
public final class TlsErrorMetricsStep extends AwsStep {

    private String by;
    private String startTime = InspectionParameters.DEFAULT_START;
    private String endTime;
    private String statistic = InspectionParameters.DEFAULT_STATISTIC;
    private int period = InspectionParameters.DEFAULT_PERIOD;
    private int maxDataPoints = InspectionParameters.DEFAULT_MAX_DATA_POINTS;
    private String csvFile;
    private String jsonFile;

    /** @param loadBalancer ARN, {@code app/NAME/ID}, {@code net/NAME/ID}, or name */
    @DataBoundConstructor
    public TlsErrorMetricsStep(String loadBalancer) {
        super(loadBalancer);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            check();
            checkWorkspace(context, "csvFile", csvFile);
            checkWorkspace(context, "jsonFile", jsonFile);
            return new TlsErrorMetricsExecution(context, request(), identity(), csvFile, jsonFile);
        } catch (InvalidParameterException e) {
            throw new AbortException(e.getMessage());
        }
    }

    @Override
    void check() {
        request();
        identity();
        checkFile("csvFile", csvFile);
        checkFile("jsonFile", jsonFile);
        if (csvFile != null && csvFile.equals(jsonFile)) {
            throw new InvalidParameterException("jsonFile", jsonFile, "is the same file as csvFile; name another one");
        }
    }

    private InspectionRequest request() {
        return new InspectionParameters()
                .loadBalancer(getLoadBalancer())
                .metrics(getMetrics())
                .targetGroups(getTargetGroups())
                .by(words(by))
                .startTime(startTime)
                .endTime(endTime)
                .statistics(words(statistic))
                .period(period)
                .maxDataPoints(maxDataPoints)
                .check(Instant.now());
    }

    private static void checkFile(String parameter, @CheckForNull String file) {
        if (file != null
                && (file.matches("[/\\\\~].*|[A-Za-z]:.*")
                        || file.endsWith("/")
                        || file.endsWith("\\")
                        || file.chars().anyMatch(Character::isISOControl)
                        || Arrays.asList(file.split("[/\\\\]")).contains(".."))) {
            throw new InvalidParameterException(
                    parameter, file, "is not a file in the workspace; give a path within it, as in reports/tls.csv");
        }
    }

    private static void checkWorkspace(StepContext context, String parameter, @CheckForNull String file)
            throws Exception {
        if (file != null && context.get(FilePath.class) == null) {
            throw new InvalidParameterException(
                    parameter, file, "needs a workspace to be written to; put the step into node { } or leave it out");
        }
    }

    /** What errors are counted by: {@code balancer}, {@code targetGroup}, {@code zone}, with commas; null for what suggests itself. */
    @CheckForNull
    public String getBy() {
        return by;
    }

    /** Sets {@linkplain #getBy what errors are counted by}. */
    @DataBoundSetter
    public void setBy(String by) {
        this.by = Util.fixEmptyAndTrim(by);
    }

    /** The first moment, ISO-8601 or epoch milliseconds, or how long before the end. */
    @NonNull
    public String getStartTime() {
        return startTime;
    }

    /** Sets the {@linkplain #getStartTime first moment}. */
    @DataBoundSetter
    public void setStartTime(String startTime) {
        this.startTime = orDefault(startTime, InspectionParameters.DEFAULT_START);
    }

    /** The last moment, ISO-8601 or epoch milliseconds; null for now. */
    @CheckForNull
    public String getEndTime() {
        return endTime;
    }

    /** Sets the {@linkplain #getEndTime last moment}. */
    @DataBoundSetter
    public void setEndTime(String endTime) {
        this.endTime = Util.fixEmptyAndTrim(endTime);
    }

    /** The statistics of each period, with commas. */
    @NonNull
    public String getStatistic() {
        return statistic;
    }

    /** Sets the {@linkplain #getStatistic statistics}. */
    @DataBoundSetter
    public void setStatistic(String statistic) {
        this.statistic = orDefault(statistic, InspectionParameters.DEFAULT_STATISTIC);
    }

    private static List<String> words(@CheckForNull String text) {
        return text == null ? List.of() : split(List.of(text));
    }

    /** How many seconds a point stands for. */
    public int getPeriod() {
        return period;
    }

    /** Sets {@linkplain #getPeriod how many seconds a point stands for}. */
    @DataBoundSetter
    public void setPeriod(int period) {
        this.period = period;
    }

    /** The most points that are read. */
    public int getMaxDataPoints() {
        return maxDataPoints;
    }

    /** Sets the {@linkplain #getMaxDataPoints most points}. */
    @DataBoundSetter
    public void setMaxDataPoints(int maxDataPoints) {
        this.maxDataPoints = maxDataPoints;
    }

    /** A file in the workspace for the points as comma-separated values, null for none. */
    @CheckForNull
    public String getCsvFile() {
        return csvFile;
    }

    /** Sets the {@linkplain #getCsvFile file for comma-separated values}. */
    @DataBoundSetter
    public void setCsvFile(String csvFile) {
        this.csvFile = Util.fixEmptyAndTrim(csvFile);
    }

    /** A file in the workspace for everything as JSON, null for none. */
    @CheckForNull
    public String getJsonFile() {
        return jsonFile;
    }

    /** Sets the {@linkplain #getJsonFile file for JSON}. */
    @DataBoundSetter
    public void setJsonFile(String jsonFile) {
        this.jsonFile = Util.fixEmptyAndTrim(jsonFile);
    }

    /** The step's description for Jenkins. */
    @Extension
    public static final class DescriptorImpl extends AwsStepDescriptor {

        @Override
        public String getFunctionName() {
            return "tlsErrorMetrics";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.TlsErrorMetricsStep_displayName();
        }

        /** Also takes a list where a text may have commas: Declarative Pipeline takes a single word for a text only. */
        @Override
        public Step newInstance(Map<String, Object> arguments) throws Exception {
            Map<String, Object> natural =
                    natural(arguments, Set.of("startTime", "endTime"), Set.of("metrics", "targetGroups"));
            for (String name : List.of("by", "statistic")) {
                natural.computeIfPresent(
                        name,
                        (key, value) -> value instanceof Collection<?> words
                                ? words.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                : value);
            }
            return super.newInstance(natural);
        }

        /** What the two metrics are, for the form. */
        public List<String> getMeanings() {
            return Arrays.stream(TlsMetric.values())
                    .map(metric -> Messages.TlsErrorMetricsStep_meaning(
                            metric.id(), metric.displayName(), metric.metricName(), TlsMetric.UNIT, metric.meaning()))
                    .toList();
        }

        /** Checks what errors are counted by while it is typed. */
        @POST
        public FormValidation doCheckBy(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "by", value);
        }

        /** Checks the statistics while they are typed. */
        @POST
        public FormValidation doCheckStatistic(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "statistic", value);
        }

        /** Checks the whole range of time while its start is typed. */
        @POST
        public FormValidation doCheckStartTime(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String endTime,
                @QueryParameter String period) {
            return check(item, "startTime", value, "endTime", endTime, "period", period);
        }

        /** Checks the range's end while it is typed. */
        @POST
        public FormValidation doCheckEndTime(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "endTime", value);
        }

        /** Checks the number of points while it is typed. */
        @POST
        public FormValidation doCheckMaxDataPoints(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String startTime,
                @QueryParameter String endTime,
                @QueryParameter String period) {
            return check(item, "maxDataPoints", value, "startTime", startTime, "endTime", endTime, "period", period);
        }

        /** Checks the file for comma-separated values while it is typed. */
        @POST
        public FormValidation doCheckCsvFile(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "csvFile", value);
        }

        /** Checks the file for JSON while it is typed. */
        @POST
        public FormValidation doCheckJsonFile(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String csvFile) {
            return check(item, "jsonFile", value, "csvFile", csvFile);
        }
    }
}
