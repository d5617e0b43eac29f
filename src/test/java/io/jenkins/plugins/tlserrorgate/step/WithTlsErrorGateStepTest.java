package io.jenkins.plugins.tlserrorgate.step;

import static io.jenkins.plugins.tlserrorgate.step.LiveBalancers.around;
import static io.jenkins.plugins.tlserrorgate.step.LiveBalancers.aroundAll;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import hudson.model.Result;
import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Gates around a deployment whose outcome does not depend on errors that are still to come. */
@WithJenkins
class WithTlsErrorGateStepTest {

    private final LiveBalancers balancers = new LiveBalancers();
    private JenkinsRule jenkins;

    @BeforeEach
    void connect(JenkinsRule rule) throws Exception {
        jenkins = rule;
        balancers.connect();
    }

    @AfterEach
    void close() {
        balancers.close();
    }

    @Test
    void deploymentThatChangesNothingPassesAtOnceWhereAChangeIsRequired() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "def found = " + around("shop", ", requireTlsChange: true", "echo 'deploying'")
                        + "\necho \"returned ${found.verdict} ${found.passed}\"");
        jenkins.assertLogContains("has ELBSecurityPolicy-2016-08", run);
        jenkins.assertLogContains("deploying", run);
        jenkins.assertLogContains("PASS: nothing about TLS of app/shop/", run);
        jenkins.assertLogContains("requireTlsChange is set: nothing to judge", run);
        jenkins.assertLogContains("returned PASS true", run);
        assertThat(balancers.aws.requests().of("GetMetricData"), is(empty()));
    }

    @Test
    void deploymentThatSilentlyDidNotHappenFails() throws Exception {
        WorkflowRun run = run(
                Result.FAILURE,
                "pipeline { agent none\n stages { stage('Deploy') { steps { "
                        + around(
                                "shop",
                                ", requireTlsChange: true, expectTls: [minimum: 'TLSv1.2', policy: '"
                                        + LiveBalancers.NEW + "']",
                                "node('') { echo 'deploying' }")
                        + " } } } }");
        jenkins.assertLogContains(
                "ERROR: TLS Error Gate FAIL: TLS is not as expected (TLSv1.2 or newer and policy " + LiveBalancers.NEW
                        + "): listener 443 has ELBSecurityPolicy-2016-08 instead of " + LiveBalancers.NEW
                        + "; listener 443 still offers TLSv1.0 and TLSv1.1",
                run);
        assertThat(balancers.aws.requests().of("GetMetricData"), is(empty()));
    }

    @Test
    void blockThatFailsFailsTheBuildAsAlwaysAndIsNotJudged() throws Exception {
        WorkflowRun run = run(Result.FAILURE, around("shop", "", "error 'terraform said no'"));
        jenkins.assertLogContains("ERROR: terraform said no", run);
        jenkins.assertLogContains("[TLS Error Gate] the deployment did not succeed, so there is nothing to judge", run);
        assertThat(run.getAction(TlsErrorGateAction.class), is(nullValue()));
        assertThat(balancers.aws.requests().of("GetMetricData"), is(empty()));
    }

    @Test
    void wrongParametersFailBeforeAnythingIsDeployed() throws Exception {
        assertRefused(", observe: 'soon'", "observe: \"soon\" is not a duration");
        assertRefused(", expectTls: [minimun: 'TLSv1.2']", "did you mean \"minimum\"?");
        assertRefused(", expectTls: [minimum: 'TLSv1.4']", "expectTls.minimum: \"TLSv1.4\"");
        assertRefused(", expectTls: [:]", "expectTls: (not set) expects nothing");
        assertThat(balancers.aws.requests().all(), is(empty()));
        assertRefused(
                ", expectTls: [policy: '" + LiveBalancers.NEW.replace("09", "08") + "']",
                "is a security policy that AWS does not know in this region; did you mean \"" + LiveBalancers.NEW);
    }

    @Test
    void wrongCredentialsFailBeforeAnythingIsDeployed() throws Exception {
        assertRefused(", roleArn: 'arn:aws:iam::123456789012:role/nobody'", "sts:AssumeRole");
        Deployments.addCredentials("wrong", AccessKey.of("AKIASIMULATED0000009", "nonsense"));
        assertRefused(
                around("shop", "", "echo 'deploying'").replace("'aws'", "'wrong'"),
                "AWS does not accept the credentials");
        assertRefused(
                around("shop", "", "echo 'deploying'").replace("'aws'", "'none'"),
                "credentialsId: \"none\" is not among the credentials that this build may use");
    }

    private void assertRefused(String more, String message) throws Exception {
        WorkflowRun run = run(Result.FAILURE, more.startsWith(",") ? around("shop", more, "echo 'deploying'") : more);
        jenkins.assertLogContains(message, run);
        jenkins.assertLogNotContains("deploying\n", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void faultsThatPassDoNotStopTheDeployment() throws Exception {
        balancers
                .aws
                .faults()
                .inject(Fault.of(Fault.Kind.THROTTLING)
                        .on("DescribeLoadBalancers")
                        .times(3));
        WorkflowRun run = run(Result.FAILURE, around("shop", ", expectTls: [minimum: 'TLSv1.2']", "echo 'deploying'"));
        jenkins.assertLogContains("the listeners before the deployment could not be read: ", run);
        jenkins.assertLogContains("deploying", run);
    }

    @Test
    void balancerThatSpeaksNoTlsIsAnError() throws Exception {
        WorkflowRun run = run(Result.FAILURE, around("plain", "", "echo 'deploying'"));
        jenkins.assertLogContains("no listener of app/plain/", run);
        jenkins.assertLogContains("speaks no TLS, neither with clients (listeners: 80 HTTP) nor with targets", run);
    }

    @Test
    void balancerThatDoesNotExistMayBeCreatedByTheBlock() throws Exception {
        WorkflowRun run = run(Result.FAILURE, around("new-one", "", "echo 'deploying'"));
        jenkins.assertLogContains("load balancer new-one does not exist before the deployment", run);
        jenkins.assertLogContains("deploying", run);
        jenkins.assertLogContains("ERROR: loadBalancer: \"new-one\" does not exist in region", run);
    }

    @Test
    void classicAndGatewayBalancersAreRefusedAtOnce() throws Exception {
        String arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/";
        assertRefused(around(arn + "classic", "", "echo 'deploying'"), "is a Classic Load Balancer");
        assertRefused(
                around(arn + "gwy/gateway/50dc6c495c0c9188", "", "echo 'deploying'"), "is a Gateway Load Balancer");
    }

    @Test
    void withoutABlockTheListenersOfTheLastBuildAreComparedWith() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "tlsErrorGate(loadBalancer: 'shop', region: 'eu-central-1', credentialsId: 'aws', requireTlsChange: true,"
                        // The errors follow the real clock: at the usual confidence one run in a hundred would fail.
                        + " confidence: 0.9999,"
                        + " deploymentEnd: " + System.currentTimeMillis() + "L - 1200000)",
                true));
        WorkflowRun first = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("requireTlsChange had no effect: there is no earlier snapshot", first);
        WorkflowRun second = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("PASS: nothing about TLS of app/shop/", second);

        balancers.aws.apply("shop", LiveBalancers.TIGHTENED);

        WorkflowRun third = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("TLS change: listener 443: ELBSecurityPolicy-2016-08 -> " + LiveBalancers.NEW, third);
        jenkins.assertLogContains("drops TLSv1.0, TLSv1.1", third);
        assertThat(balancers.aws.requests().of("DescribeListeners"), hasSize(3));
    }

    @Test
    void balancerThatTheBlockDeletesIsAnErrorThatSaysSo() throws Exception {
        WorkflowRun run = runThatDeletes("payments", around("payments", "", "echo 'deploying'; sleep 3"));
        jenkins.assertLogContains("before the deployment: listener 443 of app/payments/", run);
        jenkins.assertLogContains(
                "ERROR: TLS Error Gate ERROR: loadBalancer: \"payments\" does not exist in region eu-central-1", run);
        jenkins.assertLogContains("; it did at ", run);
        jenkins.assertLogContains("so it was deleted or replaced since", run);
        TlsErrorGateAction action = run.getAction(TlsErrorGateAction.class);
        assertThat(action.getResult().getVerdict(), is("ERROR"));
    }

    @Test
    void oneOfSeveralBalancersThatTheBlockDeletesIsNamed() throws Exception {
        WorkflowRun run = runThatDeletes(
                "payments",
                aroundAll("loadBalancers: ['shop', 'payments', 'backend']", "", "echo 'deploying'; sleep 3"));
        jenkins.assertLogContains("loadBalancers: \"payments\" does not exist in region eu-central-1", run);
        jenkins.assertLogContains("(app/payments/", run);
        jenkins.assertLogContains("so it was deleted or replaced since", run);
    }

    private WorkflowRun runThatDeletes(String balancer, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("deploying", run);
        balancers.aws.delete(balancer);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        return run;
    }

    @Test
    void severalBalancersAreFoundAndComparedWithOneCallEach() throws Exception {
        String all = "loadBalancers: ['shop', 'payments', 'backend']";
        WorkflowRun run = run(Result.SUCCESS, aroundAll(all, ", requireTlsChange: true", "echo 'deploying'"));
        jenkins.assertLogContains("before the deployment: listener 443 of app/shop/", run);
        jenkins.assertLogContains("before the deployment: listener 443 of app/backend/", run);
        jenkins.assertLogContains("PASS: nothing about TLS of app/shop/", run);
        jenkins.assertLogContains("; nothing about TLS of app/payments/", run);
        // One look before and one after the block, which needs them by name for the first time each.
        assertThat(balancers.aws.requests().of("DescribeLoadBalancers"), hasSize(2));
        assertThat(balancers.aws.requests().of("DescribeListeners"), hasSize(6));
        assertThat(balancers.aws.requests().of("DescribeSSLPolicies"), hasSize(2));

        WorkflowRun missed = run(
                Result.FAILURE,
                aroundAll(all, ", expectTls: [policy: '" + LiveBalancers.NEW + "']", "echo 'deploying'"));
        jenkins.assertLogContains("payments, listener 443 has ELBSecurityPolicy-2016-08 instead of", missed);
    }

    @Test
    void wrongListsOfBalancersFailBeforeAnythingIsDeployed() throws Exception {
        assertRefused(
                aroundAll("loadBalancers: []", "", "echo 'deploying'"),
                "loadBalancers: (not set) names no load balancer");
        assertRefused(
                aroundAll("loadBalancers: ['shop', 'shop']", "", "echo 'deploying'"),
                "loadBalancers: \"shop\" is named twice");
        assertRefused(
                aroundAll("loadBalancer: 'shop', loadBalancers: ['payments']", "", "echo 'deploying'"),
                "can't be given beside loadBalancer");
        assertThat(balancers.aws.requests().all(), is(empty()));
    }

    private WorkflowRun run(Result expected, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.buildAndAssertStatus(expected, job);
    }
}
