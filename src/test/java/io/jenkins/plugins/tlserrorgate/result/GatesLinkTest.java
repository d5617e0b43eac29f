package io.jenkins.plugins.tlserrorgate.result;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.step.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import jenkins.model.Jenkins;
import org.htmlunit.FailingHttpStatusCodeException;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class GatesLinkTest {

    private static final Duration LONG = Duration.ofMinutes(9);

    @Test
    void administratorsSeeWhatWaitsAndHowOftenAwsWasAsked(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("reader"));
        try (Deployments deployments = new Deployments();
                JenkinsRule.WebClient client = jenkins.createWebClient()) {
            deployments.connect();
            WorkflowRun one = wait(jenkins, deployments, "one");
            WorkflowRun two = wait(jenkins, deployments, "two");
            client.login("admin");
            String page = client.goTo("manage/tlsErrorGates/").asNormalizedText();
            assertThat(page, containsString("2 gates wait."));
            assertThat(page, containsString("one #1"));
            assertThat(page, containsString("two #1"));
            assertThat(page, containsString("healthy"));
            assertThat(page, containsString("verdict at"));
            assertThat(page, containsString(Deployments.REGION));
            stop(jenkins, one);
            stop(jenkins, two);
            assertThat(client.goTo("manage/tlsErrorGates/").asNormalizedText(), containsString("No gate waits."));
            client.login("reader");
            assertThat(
                    assertThrows(FailingHttpStatusCodeException.class, () -> client.goTo("manage/tlsErrorGates/"))
                            .getStatusCode(),
                    is(403));
            try (ACLContext nobody = ACL.as2(Jenkins.ANONYMOUS2)) {
                assertThrows(AccessDeniedException3.class, () -> new GatesLink().getStatus());
            }
        }
    }

    @Test
    void eachLookIsLoggedWithItsBuild(JenkinsRule jenkins) throws Exception {
        try (Deployments deployments = new Deployments();
                LogRecorder log = new LogRecorder()
                        .record("io.jenkins.plugins.tlserrorgate", Level.FINE)
                        .capture(1_000)) {
            deployments.connect();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "logged");
            job.setDefinition(new CpsFlowDefinition(deployments.gate("healthy", ""), true));
            jenkins.buildAndAssertSuccess(job);
            List<String> lines = new ArrayList<>();
            for (LogRecord each : log.getRecords()) {
                lines.add(String.valueOf(each.getMessage()));
            }
            String all = String.join("\n", lines);
            assertThat(all, containsString("logged #1, gate "));
            assertThat(all, containsString("RESOLVING -> FINISHED: PASS: "));
            assertThat(
                    lines.stream().filter(line -> line.contains(" series of ")).count(), greaterThan(0L));
            assertThat(all, not(containsString(Account.DEFAULT_KEY.secretAccessKey())));
        }
    }

    private static WorkflowRun wait(JenkinsRule jenkins, Deployments deployments, String name) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(deployments.waitingGate("healthy", LONG), true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("verdict at", run);
        return run;
    }

    private static void stop(JenkinsRule jenkins, Run<?, ?> run) throws Exception {
        run.getExecutor().interrupt();
        jenkins.waitForCompletion(run);
    }
}
