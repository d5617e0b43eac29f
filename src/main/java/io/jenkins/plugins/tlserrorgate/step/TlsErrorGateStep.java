package io.jenkins.plugins.tlserrorgate.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.util.FormValidation;
import io.jenkins.plugins.tlserrorgate.config.AwsIdentity;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Judges a deployment that has just happened, or happened some time ago. */
public final class TlsErrorGateStep extends GateStep {

    private String deploymentStart;
    private String deploymentEnd;

    /** @param loadBalancer ARN, {@code app/NAME/ID}, {@code net/NAME/ID}, or name */
    @DataBoundConstructor
    public TlsErrorGateStep(String loadBalancer) {
        super(loadBalancer);
    }

    /** When the deployment began, ISO-8601 or epoch milliseconds; null for the start of the build. */
    @CheckForNull
    public String getDeploymentStart() {
        return deploymentStart;
    }

    /** Sets when the {@linkplain #getDeploymentStart deployment began}. */
    @DataBoundSetter
    public void setDeploymentStart(String deploymentStart) {
        this.deploymentStart = Util.fixEmptyAndTrim(deploymentStart);
    }

    /** When the deployment ended, ISO-8601 or epoch milliseconds; null for the moment when the step starts. */
    @CheckForNull
    public String getDeploymentEnd() {
        return deploymentEnd;
    }

    /** Sets when the {@linkplain #getDeploymentEnd deployment ended}. */
    @DataBoundSetter
    public void setDeploymentEnd(String deploymentEnd) {
        this.deploymentEnd = Util.fixEmptyAndTrim(deploymentEnd);
    }

    @Override
    GateParameters parameters() {
        return super.parameters().deploymentStart(deploymentStart).deploymentEnd(deploymentEnd);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        Run<?, ?> run = context.get(Run.class);
        try {
            AwsIdentity identity = identity();
            Outcomes outcomes = outcomes();
            GateParameters parameters = parameters();
            if (deploymentStart == null && deploymentEnd == null) {
                // A deployment that ends now was part of this build; one with an end of its own need not be.
                parameters.deploymentStart(Long.toString(run.getStartTimeInMillis()));
            }
            return new GateExecution(context, Gate.begin(parameters.check(Instant.now())), identity, outcomes);
        } catch (InvalidParameterException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /** The step's description for Jenkins. */
    @Extension
    public static final class DescriptorImpl extends GateStepDescriptor {

        @Override
        public String getFunctionName() {
            return "tlsErrorGate";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.TlsErrorGateStep_displayName();
        }

        /** Checks the deployment's start while it is typed. */
        @POST
        public FormValidation doCheckDeploymentStart(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "deploymentStart", value);
        }

        /** Checks the deployment's end while it is typed. */
        @POST
        public FormValidation doCheckDeploymentEnd(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String deploymentStart) {
            return check(item, "deploymentEnd", value, "deploymentStart", deploymentStart);
        }
    }
}
