package io.jenkins.plugins.tlserrorgate.step;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.tlserrorgate.evaluation.BaselineFrom;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.report.TextReport;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsExpectation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What all steps with a gate tell Jenkins about themselves: context, form controls, checks of what is typed. */
public abstract class GateStepDescriptor extends AwsStepDescriptor {

    /** Two weeks of many parts take their time to read. */
    private static final int TEST_SECONDS = 60;

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

    /** The load balancers to choose several from; none for those who may not configure the job. */
    @POST
    public ComboBoxModel doFillLoadBalancersItems(
            @AncestorInPath Item item,
            @QueryParameter String region,
            @QueryParameter String credentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId,
            @QueryParameter String loadBalancers) {
        return oneMore(loadBalancers, doFillLoadBalancerItems(item, region, credentialsId, roleArn, externalId));
    }

    /** Checks the list of balancers while it is typed. */
    @POST
    public FormValidation doCheckLoadBalancers(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String loadBalancer) {
        return check(item, "loadBalancers", value, "loadBalancer", loadBalancer);
    }

    /** Checks the baseline while it is typed. */
    @POST
    public FormValidation doCheckBaseline(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "baseline", value);
    }

    /** Checks the observation while it is typed. */
    @POST
    public FormValidation doCheckObserve(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "observe", value);
    }

    /** Checks the history while it is typed. */
    @POST
    public FormValidation doCheckHistory(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "history", value);
    }

    /** Checks the metric lag while it is typed. */
    @POST
    public FormValidation doCheckSettle(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "settle", value);
    }

    /** Checks the gap while it is typed. */
    @POST
    public FormValidation doCheckSettleGap(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "settleGap", value);
    }

    /** Checks the statistic while it is typed. */
    @POST
    public FormValidation doCheckStatistic(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String rule) {
        return check(item, "statistic", value, "rule", rule);
    }

    /** Checks what rule absolute allows while it is typed. */
    @POST
    public FormValidation doCheckMaxIncrease(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String rule) {
        return check(item, "maxIncrease", value, "rule", rule);
    }

    /** Checks what rule percent allows while it is typed. */
    @POST
    public FormValidation doCheckMaxIncreasePercent(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String rule) {
        return check(item, "maxIncreasePercent", value, "rule", rule);
    }

    /** Checks the tolerance while it is typed. */
    @POST
    public FormValidation doCheckTolerance(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "tolerance", value);
    }

    /** Checks the confidence while it is typed. */
    @POST
    public FormValidation doCheckConfidence(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "confidence", value);
    }

    /** Checks the floor while it is typed. */
    @POST
    public FormValidation doCheckMinExtraErrors(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "minExtraErrors", value);
    }

    /** Says what a gate would say now, had a deployment ended right before its observation. */
    @POST
    public FormValidation doTest(StaplerRequest2 request, @AncestorInPath Item item) {
        FormLook look = new FormLook(
                item,
                request.getParameter("region"),
                request.getParameter("credentialsId"),
                request.getParameter("roleArn"),
                request.getParameter("externalId"));
        if (!look.isAllowed()) {
            return FormValidation.error(Messages.GateStep_mayNotTest());
        }
        Map<String, Object> arguments = new HashMap<>();
        for (DescribableParameter parameter : DescribableModel.of(clazz).getParameters()) {
            arguments.put(parameter.getName(), request.getParameter(parameter.getName()));
        }
        arguments.remove("expectTls");
        try {
            GateSettings settings = ((GateStep) step(arguments)).past();
            Gate judged = look.ask(
                    settings.balancers(), TEST_SECONDS, aws -> Looks.look(aws, Gate.begin(settings), "form: "));
            GateReport report = judged.report();
            if (report == null) {
                return FormValidation.error(judged.lastFailure());
            }
            List<String> lines = new ArrayList<>(report.notes());
            lines.add(0, Messages.GateStep_tested(settings.deploymentEnd()));
            lines.add(1, TextReport.line(report));
            String text = lines.stream().map(Util::xmlEscape).collect(Collectors.joining("<br>"));
            return switch (report.verdict()) {
                case PASS -> FormValidation.okWithMarkup(text);
                case INCONCLUSIVE -> FormValidation.warningWithMarkup(text);
                default -> FormValidation.errorWithMarkup(text);
            };
        } catch (SourceException | InvalidParameterException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static ListBoxModel outcomes(Item item) {
        return choices(item, Arrays.stream(Outcome.values()).map(Enum::name).toList());
    }
}
