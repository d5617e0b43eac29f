package io.jenkins.plugins.tlserrorgate.step;

import static io.jenkins.plugins.tlserrorgate.step.LiveBalancers.around;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;

import hudson.model.Result;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class WithTlsErrorGateRestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension session = new JenkinsSessionExtension();

    private final LiveBalancers balancers = new LiveBalancers();

    @AfterEach
    void close() {
        balancers.close();
    }

    @Test
    void blockSurvivesARestartInsideAndItsGateOneAfterIt() throws Throwable {
        session.then(jenkins -> {
            WorkflowRun run = begin(
                    jenkins,
                    around("payments", ", observe: '1m', baseline: '1h', history: '2d'", "echo 'deploying'; sleep 15"));
            jenkins.waitForMessage("deploying", run);
            balancers.aws.apply("payments", LiveBalancers.LOCKS_OUT);
        });
        session.then(jenkins -> {
            WorkflowRun run = build(jenkins);
            jenkins.waitForMessage("observing until", run);
            jenkins.waitForMessage("baseline: ", run);
        });
        session.then(jenkins -> {
            WorkflowRun run = build(jenkins);
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("FAIL: client TLS errors of payments rose", run);
            jenkins.assertLogContains("likely cause: listener 443 no longer offers TLSv1.0 and TLSv1.1", run);
            assertThat(run.getActions(TlsErrorGateAction.class), hasSize(1));
            assertThat("before and after, once each", balancers.aws.requests().of("DescribeListeners"), hasSize(2));
        });
    }

    @Test
    void blockThatFailsAfterARestartFailsTheBuild() throws Throwable {
        session.then(jenkins -> {
            WorkflowRun run = begin(jenkins, around("shop", "", "echo 'deploying'; sleep 5; error 'did not work'"));
            jenkins.waitForMessage("deploying", run);
        });
        session.then(jenkins -> {
            WorkflowRun run = build(jenkins);
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("ERROR: did not work", run);
            jenkins.assertLogContains("the deployment did not succeed, so there is nothing to judge", run);
        });
    }

    private WorkflowRun begin(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
        balancers.connect();
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("deploy", WorkflowJob.class).getBuildByNumber(1);
    }
}
