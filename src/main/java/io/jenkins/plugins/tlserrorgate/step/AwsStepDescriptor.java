package io.jenkins.plugins.tlserrorgate.step;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.tlserrorgate.aws.Regions;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What all steps that ask AWS tell Jenkins about themselves: context, form controls, checks of what is typed. */
public abstract class AwsStepDescriptor extends StepDescriptor {

    /** No node, no workspace: a gate waits long and must not hold an executor, and looking needs none. */
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, FlowNode.class, TaskListener.class);
    }

    /**
     * What a pipeline writes naturally, as the step's setters take it.
     *
     * @param arguments what it wrote
     * @param times the names of those that may be milliseconds as a number
     * @param lists the names of those that may be a single text
     */
    static Map<String, Object> natural(Map<String, Object> arguments, Set<String> times, Set<String> lists) {
        Map<String, Object> natural = new HashMap<>(arguments);
        natural.replaceAll((name, value) -> {
            if (times.contains(name) && value instanceof Number number) {
                return number.toString();
            }
            return lists.contains(name) && value instanceof CharSequence text ? List.of(text.toString()) : value;
        });
        return natural;
    }

    /** A list as one line for a text field. */
    public String join(List<String> elements) {
        return elements == null ? "" : String.join(", ", elements);
    }

    /** The regions to choose from. */
    @POST
    public ListBoxModel doFillRegionItems(@AncestorInPath Item item) {
        ListBoxModel regions = new ListBoxModel();
        if (mayRead(item)) {
            regions.add(Messages.AwsStep_regionFromElsewhere(), "");
            Regions.known().forEach(regions::add);
        }
        return regions;
    }

    /** The AWS credentials to choose from. */
    @POST
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        StandardListBoxModel model = new StandardListBoxModel();
        boolean allowed = item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
        if (!allowed) {
            return model.includeCurrentValue(credentialsId);
        }
        model.includeEmptyValue();
        if (item == null) {
            model.includeAs(ACL.SYSTEM2, Jenkins.get(), AmazonWebServicesCredentials.class, List.of());
        } else {
            model.includeAs(ACL.SYSTEM2, item, AmazonWebServicesCredentials.class, List.of());
        }
        return model.includeCurrentValue(credentialsId);
    }

    /** The load balancers to choose from; none for those who may not configure the job. */
    @POST
    public ComboBoxModel doFillLoadBalancerItems(
            @AncestorInPath Item item,
            @QueryParameter String region,
            @QueryParameter String credentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId) {
        return new ComboBoxModel(new FormLook(item, region, credentialsId, roleArn, externalId)
                .balancers(null)
                .names());
    }

    /** The target groups of the form's balancers to choose from; none for those who may not configure the job. */
    @POST
    public ComboBoxModel doFillTargetGroupsItems(
            @AncestorInPath Item item,
            @QueryParameter String region,
            @QueryParameter String credentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId,
            @QueryParameter String loadBalancer,
            @QueryParameter String loadBalancers,
            @QueryParameter String targetGroups) {
        return oneMore(
                targetGroups,
                new FormLook(item, region, credentialsId, roleArn, externalId)
                        .targetGroups(loadBalancer, loadBalancers)
                        .names());
    }

    /** A list with each of the names that it does not have yet: a combo box knows only whole values. */
    static ComboBoxModel oneMore(String list, List<String> names) {
        List<String> chosen = new ArrayList<>(AwsStep.split(Collections.singletonList(list)));
        // The last one may be half a word.
        if (!chosen.isEmpty() && !names.contains(chosen.get(chosen.size() - 1))) {
            chosen.remove(chosen.size() - 1);
        }
        String first = chosen.isEmpty() ? "" : String.join(", ", chosen) + ", ";
        ComboBoxModel model = new ComboBoxModel();
        names.stream().filter(name -> !chosen.contains(name)).forEach(name -> model.add(first + name));
        return model;
    }

    /** Checks the balancer while it is typed, and says why there are none to choose from. */
    @POST
    public FormValidation doCheckLoadBalancer(
            @AncestorInPath Item item,
            @QueryParameter String value,
            @QueryParameter String loadBalancers,
            @QueryParameter String region,
            @QueryParameter String credentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId) {
        return explain(
                // Both together is told at the other field.
                check(
                        item,
                        "loadBalancer",
                        value,
                        "loadBalancers",
                        Util.fixEmptyAndTrim(value) == null ? loadBalancers : null),
                new FormLook(item, region, credentialsId, roleArn, externalId).balancers(value),
                AwsStep.split(Collections.singletonList(value)),
                text -> LoadBalancerSpec.parse("loadBalancer", text).name());
    }

    /** Checks the target groups while they are typed, and says why there are none to choose from. */
    @POST
    public FormValidation doCheckTargetGroups(
            @AncestorInPath Item item,
            @QueryParameter String value,
            @QueryParameter String metrics,
            @QueryParameter String loadBalancer,
            @QueryParameter String loadBalancers,
            @QueryParameter String region,
            @QueryParameter String credentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId) {
        return explain(
                check(item, "targetGroups", value, "metrics", metrics),
                new FormLook(item, region, credentialsId, roleArn, externalId)
                        .targetGroups(loadBalancer, loadBalancers),
                AwsStep.split(Collections.singletonList(value)),
                text -> TargetGroupSpec.parse("targetGroups", text).name());
    }

    /** What is wrong, and else that something is not among what there is. */
    private static FormValidation explain(
            FormValidation wrong, FormLook.Choices choices, List<String> texts, UnaryOperator<String> name) {
        if (choices.problem() != null) {
            FormValidation why = FormValidation.warning(Messages.AwsStep_nothingToChoose(choices.problem()));
            return wrong.kind == FormValidation.Kind.OK ? why : FormValidation.aggregate(List.of(wrong, why));
        }
        if (wrong.kind == FormValidation.Kind.OK && !choices.names().isEmpty()) {
            for (String text : texts) {
                if (!choices.names().contains(name.apply(text))) {
                    return FormValidation.warning(
                            Messages.AwsStep_notThere(text) + NearWord.hint(name.apply(text), choices.names()));
                }
            }
        }
        return wrong;
    }

    /** Checks the metrics while they are typed. */
    @POST
    public FormValidation doCheckMetrics(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "metrics", value);
    }

    /** Checks the period while it is typed. */
    @POST
    public FormValidation doCheckPeriod(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "period", value);
    }

    /** Checks the role while it is typed. */
    @POST
    public FormValidation doCheckRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, "roleArn", value);
    }

    /** Checks the external id while it is typed. */
    @POST
    public FormValidation doCheckExternalId(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String roleArn) {
        return check(item, "externalId", value, "roleArn", roleArn);
    }

    /**
     * What is wrong with a value of the form; nothing is said to those who may not see the job's configuration.
     *
     * @param name the parameter
     * @param value its value
     * @param others names and values of parameters that it goes with; all further ones are taken to be right
     */
    final FormValidation check(Item item, String name, String value, String... others) {
        if (!mayRead(item)) {
            return FormValidation.ok();
        }
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("loadBalancer", "any");
        arguments.put(name, value);
        for (int i = 0; i < others.length; i += 2) {
            arguments.put(others[i], others[i + 1]);
        }
        try {
            step(arguments).check();
        } catch (InvalidParameterException e) {
            if (e.parameter().equals(name)) {
                return FormValidation.error(e.getMessage());
            }
        }
        return FormValidation.ok();
    }

    /**
     * The step of what stands in a form.
     *
     * @param arguments texts by the names of their parameters; blank ones count as not given
     * @throws InvalidParameterException if a text is no number where one is needed
     */
    final AwsStep step(Map<String, Object> arguments) {
        arguments.values().removeIf(text -> text == null || text.toString().isBlank());
        for (DescribableParameter parameter : DescribableModel.of(clazz).getParameters()) {
            parseNumber(parameter.getName(), arguments.get(parameter.getName()), parameter.getErasedType());
        }
        try {
            return (AwsStep) newInstance(arguments);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void parseNumber(String name, Object text, Class<?> type) {
        boolean whole = type == int.class;
        try {
            if (text != null && whole) {
                Integer.parseInt(text.toString());
            } else if (text != null && (type == double.class || type == Double.class)) {
                Double.parseDouble(text.toString());
            }
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(
                    name,
                    text,
                    whole ? "is not a whole number; write it like 300" : "is not a number; write it like 1.5");
        }
    }

    static ListBoxModel choices(Item item, List<String> values) {
        ListBoxModel model = new ListBoxModel();
        if (mayRead(item)) {
            values.forEach(model::add);
        }
        return model;
    }

    private static boolean mayRead(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.EXTENDED_READ);
    }
}
