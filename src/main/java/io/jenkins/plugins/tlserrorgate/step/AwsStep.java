package io.jenkins.plugins.tlserrorgate.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.tlserrorgate.config.AwsIdentity;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import java.util.Arrays;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step that asks AWS is told about what to ask for, where, and as whom. */
public abstract class AwsStep extends Step {

    private final String loadBalancer;
    private List<String> targetGroups = List.of();
    private List<String> metrics = List.of();
    private String region;
    private String credentialsId;
    private String roleArn;
    private String externalId;

    AwsStep(String loadBalancer) {
        this.loadBalancer = Util.fixEmptyAndTrim(loadBalancer);
    }

    /** @throws InvalidParameterException if the identity can't be right */
    AwsIdentity identity() {
        return AwsIdentity.of(region, credentialsId, roleArn, externalId);
    }

    /**
     * Checks everything that can be checked without asking AWS.
     *
     * @throws InvalidParameterException naming the first parameter that is wrong
     */
    abstract void check();

    /** The balancer: ARN, ARN's tail, or name; null where a step has several. */
    @CheckForNull
    public String getLoadBalancer() {
        return loadBalancer;
    }

    /** Target groups to look at one by one; none for what the step takes without. */
    @NonNull
    public List<String> getTargetGroups() {
        return targetGroups;
    }

    /** Sets the {@linkplain #getTargetGroups target groups}; an element may itself be a list with commas. */
    @DataBoundSetter
    public void setTargetGroups(List<String> targetGroups) {
        this.targetGroups = split(targetGroups);
    }

    /** {@code client}, {@code target} or both; none means both. */
    @NonNull
    public List<String> getMetrics() {
        return metrics;
    }

    /** Sets the {@linkplain #getMetrics metrics}; an element may itself be a list with commas. */
    @DataBoundSetter
    public void setMetrics(List<String> metrics) {
        this.metrics = split(metrics);
    }

    /** The region, null to take it from the ARN, the environment or the global configuration. */
    @CheckForNull
    public String getRegion() {
        return region;
    }

    /** Sets the {@linkplain #getRegion region}. */
    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
    }

    /** The id of AWS credentials, null to take them from the environment or the global configuration. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Sets the {@linkplain #getCredentialsId credentials}. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** A role to assume with the credentials, null for none. */
    @CheckForNull
    public String getRoleArn() {
        return roleArn;
    }

    /** Sets the {@linkplain #getRoleArn role}. */
    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        this.roleArn = Util.fixEmptyAndTrim(roleArn);
    }

    /** The external id that the role demands, null for none. */
    @CheckForNull
    public String getExternalId() {
        return externalId;
    }

    /** Sets the {@linkplain #getExternalId external id}. */
    @DataBoundSetter
    public void setExternalId(String externalId) {
        this.externalId = Util.fixEmptyAndTrim(externalId);
    }

    static List<String> split(@CheckForNull List<String> elements) {
        return elements == null
                ? List.of()
                : elements.stream()
                        .flatMap(element -> Arrays.stream(Util.fixNull(element).split("[,\\s]+")))
                        .filter(element -> !element.isEmpty())
                        .toList();
    }

    static String orDefault(@CheckForNull String value, String otherwise) {
        String trimmed = Util.fixEmptyAndTrim(value);
        return trimmed == null ? otherwise : trimmed;
    }
}
