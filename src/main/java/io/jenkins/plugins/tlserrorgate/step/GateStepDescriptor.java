package io.jenkins.plugins.tlserrorgate.step;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.tlserrorgate.evaluation.BaselineFrom;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.Instants;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsExpectation;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What all steps with a gate tell Jenkins about themselves: context, form controls, checks of what is typed. */
public abstract class GateStepDescriptor extends AwsStepDescriptor {

    /** Lets a pipeline write what is natural: times in milliseconds as numbers, a single name where a list may be. */
    @Override
    public Step newInstance(Map<String, Object> arguments) throws Exception {
        if (arguments.get("expectTls") instanceof Map<?, ?> expected) {
            checkExpectTls(expected);
        }
        if (arguments.get("loadBalancers") instanceof Collection<?> named && named.isEmpty()) {
            // In the form an empty field means that there are none; in a pipeline a list has lost its elements.
            throw new AbortException(new InvalidParameterException(
                            "loadBalancers", null, "names no load balancer; name at least one, or give loadBalancer")
                    .getMessage());
        }
        return super.newInstance(natural(
                arguments,
                Set.of("deploymentStart", "deploymentEnd"),
                Set.of("loadBalancers", "targetGroups", "metrics")));
    }

    /** A key that does not exist would be left out with no more than a warning, and with it what was expected. */
    private static void checkExpectTls(Map<?, ?> expected) throws AbortException {
        Map<String, Object> values = new HashMap<>();
        expected.forEach((key, value) -> values.put(String.valueOf(key), value));
        values.remove(DescribableModel.CLAZZ);
        try {
            TlsExpectation.parse("expectTls", values);
        } catch (InvalidParameterException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /** The places to take a baseline from. */
    @POST
    public ListBoxModel doFillBaselineFromItems(@AncestorInPath Item item) {
        return choices(
                item, Arrays.stream(BaselineFrom.values()).map(BaselineFrom::id).toList());
    }

    /** The rules to choose from. */
    @POST
    public ListBoxModel doFillRuleItems(@AncestorInPath Item item) {
        return choices(
                item,
                Arrays.stream(RuleSettings.Kind.values())
                        .map(RuleSettings.Kind::id)
                        .toList());
    }

    /** The statistics to choose from. */
    @POST
    public ListBoxModel doFillStatisticItems(@AncestorInPath Item item) {
        return choices(item, Statistic.choices());
    }

    /** The outcomes to choose from. */
    @POST
    public ListBoxModel doFillOnRegressionItems(@AncestorInPath Item item) {
        return outcomes(item);
    }

    /** The outcomes to choose from. */
    @POST
    public ListBoxModel doFillOnInconclusiveItems(@AncestorInPath Item item) {
        return outcomes(item);
    }

    /** The outcomes to choose from. */
    @POST
    public ListBoxModel doFillOnErrorItems(@AncestorInPath Item item) {
        return outcomes(item);
    }

    /** Checks the balancer while it is typed. */
    @POST
    public FormValidation doCheckLoadBalancer(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String loadBalancers) {
        return check(
                item,
                value,
                Util.fixEmptyAndTrim(loadBalancers) == null,
                text -> LoadBalancerSpec.parse("loadBalancer", text));
    }

    /** Checks the baseline while it is typed. */
    @POST
    public FormValidation doCheckBaseline(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, false, text -> Durations.parsePositive("baseline", text));
    }

    /** Checks the observation while it is typed. */
    @POST
    public FormValidation doCheckObserve(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, false, text -> Durations.parsePositive("observe", text));
    }

    /** Checks the history while it is typed. */
    @POST
    public FormValidation doCheckHistory(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, false, text -> Durations.parse("history", text));
    }

    /** Checks the metric lag while it is typed. */
    @POST
    public FormValidation doCheckSettle(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, false, text -> Durations.parse("settle", text));
    }

    /** Checks the gap while it is typed. */
    @POST
    public FormValidation doCheckSettleGap(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, false, text -> Durations.parse("settleGap", text));
    }

    /** Checks the deployment's start while it is typed. */
    @POST
    public FormValidation doCheckDeploymentStart(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, false, text -> Instants.parse("deploymentStart", text));
    }

    /** Checks the deployment's end while it is typed. */
    @POST
    public FormValidation doCheckDeploymentEnd(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, false, text -> Instants.parse("deploymentEnd", text));
    }

    private static ListBoxModel outcomes(Item item) {
        return choices(item, Arrays.stream(Outcome.values()).map(Enum::name).toList());
    }
}
