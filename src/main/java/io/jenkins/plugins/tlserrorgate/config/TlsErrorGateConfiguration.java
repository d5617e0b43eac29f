package io.jenkins.plugins.tlserrorgate.config;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.tlserrorgate.aws.AccountCalls;
import io.jenkins.plugins.tlserrorgate.aws.Regions;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import jenkins.model.GlobalConfigurationCategory;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The administrator's settings for all gates, on the system page and in configuration as code. */
@Extension
@Symbol("tlsErrorGate")
public final class TlsErrorGateConfiguration extends GlobalConfiguration {

    private String defaultRegion;
    private String defaultCredentialsId;
    private String endpointOverride;
    private boolean allowDefaultChain;
    private boolean markPasses;
    private int callsPerSecond = AccountCalls.USUAL_RATE;

    /** Loads what was stored. */
    public TlsErrorGateConfiguration() {
        load();
    }

    /** The settings in force. */
    public static TlsErrorGateConfiguration get() {
        return ExtensionList.lookupSingleton(TlsErrorGateConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.TlsErrorGateConfiguration_displayName();
    }

    @NonNull
    @Override
    public GlobalConfigurationCategory getCategory() {
        return GlobalConfigurationCategory.get(GlobalConfigurationCategory.Unclassified.class);
    }

    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws Descriptor.FormException {
        req.bindJSON(this, json);
        save();
        return true;
    }

    /** The region for gates that name none, nor have it in an ARN or their environment; null for none. */
    @CheckForNull
    public String getDefaultRegion() {
        return defaultRegion;
    }

    /** Sets the {@linkplain #getDefaultRegion default region}. */
    @DataBoundSetter
    public void setDefaultRegion(String defaultRegion) {
        this.defaultRegion = Util.fixEmptyAndTrim(defaultRegion);
        save();
    }

    /** The credentials for gates that name none, nor have any in their environment; null for none. */
    @CheckForNull
    public String getDefaultCredentialsId() {
        return defaultCredentialsId;
    }

    /** Sets the {@linkplain #getDefaultCredentialsId default credentials}. */
    @DataBoundSetter
    public void setDefaultCredentialsId(String defaultCredentialsId) {
        this.defaultCredentialsId = Util.fixEmptyAndTrim(defaultCredentialsId);
        save();
    }

    /** What to call instead of AWS' own endpoints, such as a VPC endpoint or a simulator; null for those. */
    @CheckForNull
    public String getEndpointOverride() {
        return endpointOverride;
    }

    /** Sets the {@linkplain #getEndpointOverride endpoint}. */
    @DataBoundSetter
    public void setEndpointOverride(String endpointOverride) {
        this.endpointOverride = Util.fixEmptyAndTrim(endpointOverride);
        save();
    }

    /** Whether a gate without credentials may use the controller's own identity: its environment, profile or role. */
    public boolean isAllowDefaultChain() {
        return allowDefaultChain;
    }

    /** Sets whether the {@linkplain #isAllowDefaultChain default chain} may be used. */
    @DataBoundSetter
    public void setAllowDefaultChain(boolean allowDefaultChain) {
        this.allowDefaultChain = allowDefaultChain;
        save();
    }

    /** Whether the build history shows an icon for gates that passed, too. */
    public boolean isMarkPasses() {
        return markPasses;
    }

    /** Sets whether the build history {@linkplain #isMarkPasses shows passes}. */
    @DataBoundSetter
    public void setMarkPasses(boolean markPasses) {
        this.markPasses = markPasses;
        save();
    }

    /** How many calls there may be a second to one AWS account in one region, over all gates. */
    public int getCallsPerSecond() {
        return callsPerSecond;
    }

    /**
     * Sets how many {@linkplain #getCallsPerSecond calls} there may be.
     *
     * @throws InvalidParameterException if it is below 1 or above {@value AccountCalls#HIGHEST_RATE}
     */
    @DataBoundSetter
    public void setCallsPerSecond(int callsPerSecond) {
        if (callsPerSecond < 1 || callsPerSecond > AccountCalls.HIGHEST_RATE) {
            throw new InvalidParameterException(
                    "callsPerSecond",
                    callsPerSecond,
                    "is no rate that CloudWatch allows; give a number from 1 to " + AccountCalls.HIGHEST_RATE);
        }
        this.callsPerSecond = callsPerSecond;
        save();
    }

    /**
     * The endpoint to call, null for AWS' own.
     *
     * @throws InvalidParameterException if the setting is no http or https address
     */
    @CheckForNull
    URI endpoint() {
        return endpointOverride == null ? null : parseEndpoint(endpointOverride);
    }

    private static URI parseEndpoint(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new InvalidParameterException(
                "endpointOverride", text, "is no address; write it like https://host:port, without user or password");
    }

    /** The regions to choose from. */
    @POST
    public ComboBoxModel doFillDefaultRegionItems() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return new ComboBoxModel(Regions.known());
    }

    /** Checks the default region while it is typed. */
    @POST
    public FormValidation doCheckDefaultRegion(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return check(value, text -> Regions.parse("defaultRegion", text));
    }

    /** Checks the endpoint while it is typed. */
    @POST
    public FormValidation doCheckEndpointOverride(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return check(value, TlsErrorGateConfiguration::parseEndpoint);
    }

    private static FormValidation check(String value, java.util.function.Consumer<String> parser) {
        String text = Util.fixEmptyAndTrim(value);
        try {
            if (text != null) {
                parser.accept(text);
            }
            return FormValidation.ok();
        } catch (InvalidParameterException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** The AWS credentials that an administrator can choose from. */
    @POST
    public ListBoxModel doFillDefaultCredentialsIdItems(@QueryParameter String defaultCredentialsId) {
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return new StandardListBoxModel().includeCurrentValue(defaultCredentialsId);
        }
        return new StandardListBoxModel()
                .includeEmptyValue()
                .includeAs(ACL.SYSTEM2, Jenkins.get(), AmazonWebServicesCredentials.class, List.of())
                .includeCurrentValue(defaultCredentialsId);
    }
}
