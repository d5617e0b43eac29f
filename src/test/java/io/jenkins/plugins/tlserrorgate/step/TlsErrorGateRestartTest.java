package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class TlsErrorGateRestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension session = new JenkinsSessionExtension();

    private final Deployments deployments = new Deployments();

    @AfterEach
    void close() {
        deployments.close();
    }

    @Test
    void gateThatWaitsGoesOnWaitingAfterARestart() throws Throwable {
        session.then(jenkins -> begin(jenkins, "locked-out", Duration.ofSeconds(45)));
        session.then(jenkins -> {
            WorkflowRun run = build(jenkins);
            jenkins.waitForMessage("Resuming build", run);
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("FAIL: client TLS errors of locked-out rose", run);
            assertThat("one look before, one after", deployments.looks(), is(2L));
        });
    }

    @Test
    void gateWhoseTimePassedWhileTheControllerWasDownJudgesAtOnce() throws Throwable {
        session.then(jenkins -> begin(jenkins, "healthy", Duration.ofSeconds(6)));
        Thread.sleep(7_000);
        session.then(jenkins -> {
            WorkflowRun run = build(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("PASS: ", run);
        });
    }

    @Test
    void gateThatHasEndedIsStillTheOnlyOneAfterARestart() throws Throwable {
        session.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
            deployments.connect();
            job.setDefinition(new CpsFlowDefinition(deployments.gate("healthy", "") + "; sleep 8; echo 'done'", true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Sleeping for", run);
        });
        session.then(jenkins -> {
            WorkflowRun run = build(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(run.getActions(TlsErrorGateAction.class), hasSize(1));
            assertThat(deployments.looks(), is(1L));
        });
    }

    private void begin(JenkinsRule jenkins, String balancer, Duration wait) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
        deployments.connect();
        job.setDefinition(new CpsFlowDefinition(deployments.waitingGate(balancer, wait), true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("verdict at", run);
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("deploy", WorkflowJob.class).getBuildByNumber(1);
    }
}
