package io.jenkins.plugins.tlserrorgate.step;

import hudson.model.Result;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.config.TlsErrorGateConfiguration;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller in a process of its own, with the plugin as users install it, that is killed while a gate waits. */
class CrashTest {

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    @Test
    void gateSurvivesTheEndOfItsProcess() throws Throwable {
        try (Deployments deployments = new Deployments()) {
            controller.startJenkins();
            String endpoint = deployments.aws.endpoint().toString();
            String script = deployments.waitingGate("locked-out", Duration.ofSeconds(40));
            controller.runRemotely((RealJenkinsExtension.Step) jenkins -> begin(jenkins, endpoint, script));
            controller.stopJenkinsForcibly();
            controller.startJenkins();
            controller.runRemotely((RealJenkinsExtension.Step) CrashTest::end);
        }
    }

    private static void begin(JenkinsRule jenkins, String endpoint, String script) throws Exception {
        TlsErrorGateConfiguration.get().setEndpointOverride(endpoint);
        Deployments.addCredentials(Deployments.CREDENTIALS, Account.DEFAULT_KEY);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
        job.setDefinition(new CpsFlowDefinition(script, true));
        jenkins.waitForMessage("verdict at", job.scheduleBuild2(0).waitForStart());
    }

    private static void end(JenkinsRule jenkins) throws Exception {
        WorkflowRun run =
                jenkins.jenkins.getItemByFullName("deploy", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("FAIL: client TLS errors of locked-out rose", run);
        if (run.getActions(TlsErrorGateAction.class).size() != 1) {
            throw new AssertionError(run.getActions(TlsErrorGateAction.class));
        }
    }
}
