package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorMetricsAction;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class TlsErrorMetricsRestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension session = new JenkinsSessionExtension();

    private final Deployments deployments = new Deployments();

    @AfterEach
    void close() {
        deployments.close();
    }

    @Test
    void whatWasBeingReadIsReadAfterwards() throws Throwable {
        deployments
                .aws
                .faults()
                .inject(Fault.hold(Duration.ofSeconds(8)).on("GetMetricData").times(1));
        session.then(jenkins -> {
            begin(jenkins, "");
            while (deployments.looks() == 0) {
                Thread.sleep(20);
            }
        });
        session.then(jenkins -> {
            WorkflowRun run = build(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("read true of 288", run);
            assertThat(run.getActions(TlsErrorMetricsAction.class), hasSize(1));
            assertThat(deployments.looks(), is(2L));
        });
    }

    @Test
    void whatThePipelineHoldsSurvives() throws Throwable {
        session.then(jenkins -> jenkins.waitForMessage("Sleeping for", begin(jenkins, "sleep 8\n")));
        session.then(jenkins -> {
            WorkflowRun run = build(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("read true of 288", run);
            assertThat(run.getActions(TlsErrorMetricsAction.class), hasSize(1));
            assertThat(deployments.looks(), is(1L));
        });
    }

    private WorkflowRun begin(JenkinsRule jenkins, String between) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "look");
        deployments.connect();
        job.setDefinition(new CpsFlowDefinition(
                "def found = tlsErrorMetrics(loadBalancer: 'healthy', region: '" + Deployments.REGION
                        + "', credentialsId: '" + Deployments.CREDENTIALS + "')\n"
                        + "def part = found.parts[0]\n"
                        + between
                        + "echo \"read ${part.errors > 0} of ${part.points.size()}, ${found.parts[0].metric}\"",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("look", WorkflowJob.class).getBuildByNumber(1);
    }
}
