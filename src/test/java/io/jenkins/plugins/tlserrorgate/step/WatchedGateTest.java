package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.tlserrorgate.result.GatePage;
import java.time.Duration;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What people see of a gate that still waits. */
@WithJenkins
class WatchedGateTest {

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

    private WorkflowRun begin(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("verdict at", run);
        return run;
    }

    private HtmlPage page(WorkflowRun run) throws Exception {
        return jenkins.createWebClient().withJavaScriptEnabled(false).getPage(run, "tlsErrorGate/live");
    }

    @Test
    void theGateIsSeenWhileItWaitsAndAtTheSamePlaceAfterwards() throws Exception {
        WorkflowRun run = begin(deployments.waitingGate("healthy", Duration.ofSeconds(25)));

        HtmlPage page = page(run);
        assertThat(page.asNormalizedText(), containsString("Observing"));
        assertThat(
                page.querySelector("[data-refresh]")
                        .getAttributes()
                        .getNamedItem("data-refresh")
                        .getNodeValue(),
                not(is("0")));
        for (int i = 0; i < 100 && page.querySelectorAll("[data-chart]").isEmpty(); i++) {
            Thread.sleep(100);
            page = page(run);
        }
        assertThat(page.querySelectorAll("[data-chart]"), hasSize(2));
        assertThat(
                "a first look and one for whoever watches",
                deployments.aws.requests().of("GetMetricData"),
                hasSize(2));

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        page = page(run);
        assertThat(page.asNormalizedText(), containsString("No rise of TLS errors"));
        assertThat(
                page.querySelector("[data-refresh]")
                        .getAttributes()
                        .getNamedItem("data-refresh")
                        .getNodeValue(),
                is("0"));
        assertThat(run.getActions(GatePage.class), hasSize(1));
        jenkins.assertLogContains("Charts and numbers of this gate", run);
    }

    @Test
    void nothingIsSeenOfAGateThatWasAborted() throws Exception {
        WorkflowRun run = begin(deployments.waitingGate("healthy", Duration.ofMinutes(10)));
        assertThat(run.getActions(GatePage.class), hasSize(1));
        run.getExecutor().interrupt();
        jenkins.waitForCompletion(run);
        assertThat(run.getActions(GatePage.class), hasSize(0));
    }
}
