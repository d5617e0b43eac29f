package io.jenkins.plugins.tlserrorgate.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** What the listeners shall have after the deployment, as a pipeline says it: {@code [minimum: 'TLSv1.2']}. */
public final class ExpectTls implements Describable<ExpectTls> {

    private String minimum;
    private String policy;

    /** Expects nothing; the setters say what. */
    @DataBoundConstructor
    public ExpectTls() {
        // All parameters are optional.
    }

    /** The oldest version that a listener may offer, null for any. */
    @CheckForNull
    public String getMinimum() {
        return minimum;
    }

    /** Sets the {@linkplain #getMinimum oldest version}. */
    @DataBoundSetter
    public void setMinimum(String minimum) {
        this.minimum = Util.fixEmptyAndTrim(minimum);
    }

    /** The name of the security policy, null for any. */
    @CheckForNull
    public String getPolicy() {
        return policy;
    }

    /** Sets the {@linkplain #getPolicy policy}. */
    @DataBoundSetter
    public void setPolicy(String policy) {
        this.policy = Util.fixEmptyAndTrim(policy);
    }

    /** What is set, by name. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        if (minimum != null) {
            values.put("minimum", minimum);
        }
        if (policy != null) {
            values.put("policy", policy);
        }
        return values;
    }

    /** The description for Jenkins. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ExpectTls> {

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ExpectTls_displayName();
        }

        /** The versions to choose from. */
        @POST
        public ListBoxModel doFillMinimumItems(@AncestorInPath Item item) {
            ListBoxModel model = new ListBoxModel();
            boolean allowed = item == null
                    ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                    : item.hasPermission(Item.EXTENDED_READ);
            if (allowed) {
                model.add(Messages.ExpectTls_anyVersion(), "");
                TlsVersion.choices().forEach(model::add);
            }
            return model;
        }
    }
}
