package io.jenkins.plugins.tlserrorgate.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Judges the deployment that its block is. */
public final class WithTlsErrorGateStep extends GateStep {

    /** @param loadBalancer ARN, {@code app/NAME/ID}, {@code net/NAME/ID}, or name */
    @DataBoundConstructor
    public WithTlsErrorGateStep(String loadBalancer) {
        super(loadBalancer);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            GateParameters parameters = parameters();
            GateSettings planned = parameters.check(Instant.now());
            return new GateBlockExecution(context, parameters, planned, identity(), outcomes());
        } catch (InvalidParameterException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /** The step's description for Jenkins. */
    @Extension
    public static final class DescriptorImpl extends GateStepDescriptor {

        @Override
        public String getFunctionName() {
            return "withTlsErrorGate";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.WithTlsErrorGateStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }
    }
}
