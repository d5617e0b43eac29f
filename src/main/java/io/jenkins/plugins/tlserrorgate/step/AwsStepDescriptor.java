package io.jenkins.plugins.tlserrorgate.step;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.tlserrorgate.aws.Regions;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
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
        if (mayConfigure(item)) {
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

    interface Parser {
        void parse(String text);
    }

    static FormValidation check(Item item, String value, boolean mandatory, Parser parser) {
        if (!mayConfigure(item) || (!mandatory && value.isBlank())) {
            return FormValidation.ok();
        }
        try {
            parser.parse(value);
            return FormValidation.ok();
        } catch (InvalidParameterException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    static ListBoxModel choices(Item item, List<String> values) {
        ListBoxModel model = new ListBoxModel();
        if (mayConfigure(item)) {
            values.forEach(model::add);
        }
        return model;
    }

    private static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.EXTENDED_READ);
    }
}
