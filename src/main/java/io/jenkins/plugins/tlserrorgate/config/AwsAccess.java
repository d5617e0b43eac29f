package io.jenkins.plugins.tlserrorgate.config;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.Item;
import hudson.model.ModelObject;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.tlserrorgate.aws.AwsSettings;
import io.jenkins.plugins.tlserrorgate.aws.Regions;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Turns a step's wishes, its environment and the administrator's settings into the way to AWS. Done anew for every
 * look, so that a rotated secret counts at once and no secret lives longer than it takes to ask.
 */
public final class AwsAccess {

    private AwsAccess() {}

    /**
     * The way for a form, which has no environment yet.
     *
     * @param context the job whose builds it is for, or Jenkins
     */
    public static AwsSettings settings(ModelObject context, AwsIdentity identity, LoadBalancerSpec balancer)
            throws SourceException {
        return settings(context, new EnvVars(), identity, balancer);
    }

    /**
     * @param context the build on whose authority credentials are looked up
     * @param environment the environment of the step
     * @param identity what the pipeline says
     * @param balancer the balancer, whose ARN may name the region
     * @throws InvalidParameterException if the region or the credentials can't be found, or can't be used unattended
     * @throws SourceException if the credentials' own role can't be assumed
     */
    public static AwsSettings settings(
            ModelObject context, EnvVars environment, AwsIdentity identity, LoadBalancerSpec balancer)
            throws SourceException {
        TlsErrorGateConfiguration configuration = TlsErrorGateConfiguration.get();
        URI endpoint = configuration.endpoint();
        boolean mayUseChain = configuration.isAllowDefaultChain();
        return new AwsSettings(
                Regions.choose(
                        identity.region(),
                        balancer,
                        environment,
                        configuration.getDefaultRegion(),
                        mayUseChain ? DefaultAwsRegionProviderChain.builder().build() : null),
                credentials(context, environment, identity.credentialsId(), configuration),
                identity.roleArn(),
                identity.externalId(),
                endpoint,
                proxy(),
                AwsSettings.accountIn(balancer.arn()),
                configuration.getCallsPerSecond());
    }

    private static AwsCredentialsProvider credentials(
            ModelObject context, EnvVars environment, String credentialsId, TlsErrorGateConfiguration configuration)
            throws SourceException {
        if (credentialsId != null) {
            return stored("credentialsId", credentialsId, context, configuration);
        }
        AwsCredentials fromEnvironment = ofEnvironment(environment);
        if (fromEnvironment != null) {
            return StaticCredentialsProvider.create(fromEnvironment);
        }
        String configured = configuration.getDefaultCredentialsId();
        if (configured != null) {
            return stored("default credentials", configured, context, configuration);
        }
        return chain("credentialsId", null, configuration);
    }

    private static AwsCredentialsProvider stored(
            String parameter, String id, ModelObject context, TlsErrorGateConfiguration configuration)
            throws SourceException {
        AmazonWebServicesCredentials found = find(id, AmazonWebServicesCredentials.class, context);
        if (found == null) {
            StandardCredentials other = find(id, StandardCredentials.class, context);
            throw new InvalidParameterException(
                    parameter,
                    id,
                    other == null
                            ? "is not among the credentials that this build may use; check the id, and that they are"
                                    + " global or in a folder of this job"
                            : "are not AWS credentials but of the kind "
                                    + other.getDescriptor().getDisplayName() + "; use the kind AWS Credentials");
        }
        if (found instanceof AWSCredentialsImpl keys && keys.requiresToken()) {
            throw new InvalidParameterException(
                    parameter,
                    id,
                    "ask for an MFA token, which nobody can type in while a build runs; use credentials without MFA");
        }
        AwsCredentials resolved;
        try {
            resolved = found.resolveCredentials();
        } catch (SdkException e) {
            throw new SourceException(
                    SourceException.Kind.TRANSIENT,
                    "sts:AssumeRole for the credentials " + id + " was not possible: " + e.getMessage(),
                    e);
        }
        // Blank keys without a role are this kind's way to say: whatever the controller is.
        return resolved == null ? chain(parameter, id, configuration) : StaticCredentialsProvider.create(resolved);
    }

    @CheckForNull
    private static <C extends IdCredentials> C find(String id, Class<C> type, ModelObject context) {
        if (context instanceof Run<?, ?> run) {
            return CredentialsProvider.findCredentialById(id, type, run);
        }
        return context instanceof Item item
                ? CredentialsProvider.findCredentialByIdInItem(id, type, item, ACL.SYSTEM2, List.of())
                : CredentialsProvider.findCredentialByIdInItemGroup(id, type, Jenkins.get(), ACL.SYSTEM2, List.of());
    }

    @CheckForNull
    private static AwsCredentials ofEnvironment(EnvVars environment) {
        String accessKey = Util.fixEmptyAndTrim(environment.get("AWS_ACCESS_KEY_ID"));
        String secretKey = Util.fixEmptyAndTrim(environment.get("AWS_SECRET_ACCESS_KEY"));
        String token = Util.fixEmptyAndTrim(environment.get("AWS_SESSION_TOKEN"));
        if (accessKey == null) {
            return null;
        }
        if (secretKey == null) {
            throw new InvalidParameterException(
                    "AWS_SECRET_ACCESS_KEY", null, "is needed beside AWS_ACCESS_KEY_ID in the environment");
        }
        return token == null
                ? AwsBasicCredentials.create(accessKey, secretKey)
                : AwsSessionCredentials.create(accessKey, secretKey, token);
    }

    private static AwsCredentialsProvider chain(String parameter, String id, TlsErrorGateConfiguration configuration) {
        if (!configuration.isAllowDefaultChain()) {
            throw new InvalidParameterException(
                    parameter,
                    id,
                    (id == null
                                    ? "and no AWS credentials in the environment or as the configured default: set one of"
                                            + " them"
                                    : "have neither keys nor a role: fill them in")
                            + ", or have an administrator allow gates to use the controller's own identity");
        }
        return DefaultCredentialsProvider.builder().build();
    }

    @CheckForNull
    private static ProxyConfiguration proxy() {
        hudson.ProxyConfiguration jenkins = Jenkins.get().getProxy();
        if (jenkins == null || Util.fixEmptyAndTrim(jenkins.getName()) == null) {
            return null;
        }
        ProxyConfiguration.Builder proxy = ProxyConfiguration.builder()
                .endpoint(URI.create("http://" + jenkins.getName() + ":" + jenkins.getPort()))
                .nonProxyHosts(jenkins.getNoProxyHostPatterns().stream()
                        .map(Pattern::pattern)
                        .collect(Collectors.toSet()))
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false);
        if (Util.fixEmptyAndTrim(jenkins.getUserName()) != null) {
            proxy.username(jenkins.getUserName())
                    .password(
                            jenkins.getSecretPassword() == null
                                    ? ""
                                    : jenkins.getSecretPassword().getPlainText());
        }
        return proxy.build();
    }
}
