package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import hudson.model.TopLevelItemDescriptor;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.config.TlsErrorGateConfiguration;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Whose identity a gate uses, and what it says when it may use none. */
@WithJenkins
class GateCredentialsTest {

    private final Deployments deployments = new Deployments();
    private JenkinsRule jenkins;

    @BeforeEach
    void connect(JenkinsRule rule) throws Exception {
        jenkins = rule;
        deployments.connect();
    }

    @AfterEach
    void close() {
        deployments.close();
    }

    @Test
    void unknownIdFailsWithItsNameAndFallsBackToNothing() throws Exception {
        TlsErrorGateConfiguration.get().setDefaultCredentialsId(Deployments.CREDENTIALS);
        WorkflowRun run = run(Result.FAILURE, jenkins.jenkins, withCredentials("nobody"));
        jenkins.assertLogContains(
                "credentialsId: \"nobody\" is not among the credentials that this build may use", run);
        assertThat(deployments.aws.requests().all(), is(empty()));
    }

    @Test
    void credentialsOfAnotherKindAreToldFromUnknownOnes() throws Exception {
        add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "password", null, "somebody", "a-long-enough-password"));
        WorkflowRun run = run(Result.FAILURE, jenkins.jenkins, withCredentials("password"));
        jenkins.assertLogContains("credentialsId: \"password\" are not AWS credentials but of the kind", run);
        jenkins.assertLogNotContains("a-long-enough-password", run);
    }

    @Test
    void credentialsThatAskForATokenCantWorkUnattended() throws Exception {
        add(new AWSCredentialsImpl(
                CredentialsScope.GLOBAL,
                "mfa",
                "AKIASIMULATED0000001",
                "simulated-secret",
                null,
                "arn:aws:iam::123456789012:role/deployer",
                "arn:aws:iam::123456789012:mfa/somebody"));
        WorkflowRun run = run(Result.FAILURE, jenkins.jenkins, withCredentials("mfa"));
        jenkins.assertLogContains("credentialsId: \"mfa\" ask for an MFA token", run);
        assertThat(deployments.aws.requests().all(), is(empty()));
    }

    @Test
    void credentialsOfAFolderServeItsJobsAndNoOthers() throws Exception {
        Folder team = jenkins.createProject(Folder.class, "team");
        CredentialsStore store = null;
        for (CredentialsStore candidate : com.cloudbees.plugins.credentials.CredentialsProvider.lookupStores(team)) {
            if (candidate.getProvider() instanceof FolderCredentialsProvider) {
                store = candidate;
            }
        }
        store.addCredentials(
                Domain.global(),
                new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        "team-aws",
                        Account.DEFAULT_KEY.accessKeyId(),
                        Account.DEFAULT_KEY.secretAccessKey(),
                        null));

        run(Result.SUCCESS, team, withCredentials("team-aws"));
        WorkflowRun outside = run(Result.FAILURE, jenkins.jenkins, withCredentials("team-aws"));
        jenkins.assertLogContains("credentialsId: \"team-aws\" is not among the credentials", outside);
    }

    @Test
    void environmentServesWhereNoIdIsGiven() throws Exception {
        run(
                Result.SUCCESS,
                jenkins.jenkins,
                "withEnv(['AWS_ACCESS_KEY_ID=" + Account.DEFAULT_KEY.accessKeyId() + "', 'AWS_SECRET_ACCESS_KEY="
                        + Account.DEFAULT_KEY.secretAccessKey() + "', 'AWS_REGION=" + Deployments.REGION + "']) { "
                        + withCredentials(null).replace("region: '" + Deployments.REGION + "', ", "") + " }");
    }

    @Test
    void bindingsOfWithCredentialsServeWhereNoIdIsGiven() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                jenkins.jenkins,
                "withCredentials([aws(credentialsId: '" + Deployments.CREDENTIALS + "')]) { " + withCredentials(null)
                        + " }");
        jenkins.assertLogNotContains(Account.DEFAULT_KEY.secretAccessKey(), run);
    }

    @Test
    void halfAnEnvironmentIsAnError() throws Exception {
        WorkflowRun run = run(
                Result.FAILURE,
                jenkins.jenkins,
                "withEnv(['AWS_ACCESS_KEY_ID=AKIASIMULATED0000001', 'AWS_SECRET_ACCESS_KEY=']) { "
                        + withCredentials(null) + " }");
        jenkins.assertLogContains("AWS_SECRET_ACCESS_KEY: (not set) is needed beside AWS_ACCESS_KEY_ID", run);
    }

    @Test
    void configuredDefaultServesWhereNothingElseIsGiven() throws Exception {
        TlsErrorGateConfiguration.get().setDefaultCredentialsId(Deployments.CREDENTIALS);
        TlsErrorGateConfiguration.get().setDefaultRegion(Deployments.REGION);
        run(
                Result.SUCCESS,
                jenkins.jenkins,
                withCredentials(null).replace("region: '" + Deployments.REGION + "', ", ""));
    }

    @Test
    void controllersOwnIdentityIsUsedOnlyIfAnAdministratorAllowsIt() throws Exception {
        WorkflowRun refused = run(Result.FAILURE, jenkins.jenkins, withCredentials(null));
        jenkins.assertLogContains("have an administrator allow gates to use the controller's own identity", refused);
        assertThat(deployments.aws.requests().all(), is(empty()));

        TlsErrorGateConfiguration.get().setAllowDefaultChain(true);
        System.setProperty("aws.accessKeyId", Account.DEFAULT_KEY.accessKeyId());
        System.setProperty("aws.secretAccessKey", Account.DEFAULT_KEY.secretAccessKey());
        try {
            run(Result.SUCCESS, jenkins.jenkins, withCredentials(null));
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void blankCredentialsAreNoWayAroundThat() throws Exception {
        add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "blank", "", "", null));
        WorkflowRun run = run(Result.FAILURE, jenkins.jenkins, withCredentials("blank"));
        jenkins.assertLogContains("credentialsId: \"blank\" have neither keys nor a role", run);
    }

    @Test
    void missingRegionNamesAllPlacesWhereItCouldBeSet() throws Exception {
        WorkflowRun run = run(
                Result.FAILURE,
                jenkins.jenkins,
                deployments.gate("healthy", "").replace("region: '" + Deployments.REGION + "', ", ""));
        jenkins.assertLogContains(
                "region: (not set) is needed: set the parameter region, give the load balancer's ARN, set AWS_REGION in"
                        + " the environment, or have an administrator set the default region",
                run);
    }

    @Test
    void rotatedSecretCountsAtTheNextLook() throws Exception {
        run(Result.SUCCESS, jenkins.jenkins, withCredentials(Deployments.CREDENTIALS));
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        Deployments.addCredentials(Deployments.CREDENTIALS, Deployments.WITHOUT_METRICS);
        WorkflowRun run = run(Result.FAILURE, jenkins.jenkins, withCredentials(Deployments.CREDENTIALS));
        jenkins.assertLogContains("cloudwatch:GetMetricData was denied", run);
        assertThat(deployments.looks(), is(2L));
    }

    private String withCredentials(String id) {
        return deployments
                .gate("healthy", "")
                .replace(
                        "credentialsId: '" + Deployments.CREDENTIALS + "', ",
                        id == null ? "" : "credentialsId: '" + id + "', ");
    }

    private static void add(IdCredentials credentials) throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
        SystemCredentialsProvider.getInstance().save();
    }

    private WorkflowRun run(Result expected, ModifiableTopLevelItemGroup where, String script) throws Exception {
        WorkflowJob job = (WorkflowJob) where.createProject(
                (TopLevelItemDescriptor) jenkins.jenkins.getDescriptorOrDie(WorkflowJob.class),
                "job-" + System.nanoTime(),
                true);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.buildAndAssertStatus(expected, job);
    }
}
