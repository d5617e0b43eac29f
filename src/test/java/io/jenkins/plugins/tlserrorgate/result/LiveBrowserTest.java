package io.jenkins.plugins.tlserrorgate.result;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.tlserrorgate.step.Deployments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of a gate that waits, in a real browser, from the first look to the verdict, never reloaded. */
@WithJenkins
class LiveBrowserTest {

    private static final String LEFT = "document.querySelector('[data-due]')?.textContent";

    @TempDir
    private Path profile;

    @Test
    void thePageFollowsTheGateToItsVerdict(JenkinsRule jenkins) throws Exception {
        Optional<Path> chromium = Browser.find();
        assumeTrue(chromium.isPresent(), "No Chromium on this machine: the page was not tried in a real browser.");
        try (Deployments deployments = new Deployments();
                Browser browser = new Browser(chromium.get(), profile)) {
            deployments.connect();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
            job.setDefinition(new CpsFlowDefinition(
                    "catchError { " + deployments.waitingGate("locked-out", Duration.ofSeconds(40)) + " }", true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("verdict at", run);

            browser.open(
                    jenkins.getURL() + run.getUrl() + "tlsErrorGate/",
                    "document.querySelector('.tls-error-gate__verdict') && " + LEFT);
            browser.evaluate("window.neverReloaded = true");
            int left = secondsLeft(browser);
            browser.await("document.querySelectorAll('[data-key][open] canvas').length === 2");
            assertThat(
                    browser.evaluate("document.querySelector('.tls-error-gate__headline').innerText")
                            .asText(),
                    containsString("Observing"));
            browser.evaluate("document.querySelector('.tls-error-gate__numbers > summary').click()");
            browser.await("document.querySelectorAll('.tls-error-gate__numbers[open] tbody tr').length > 180");
            browser.await("Number(" + LEFT + ".match(/[0-9]+$/)[0]) + 60 * Number(" + LEFT
                    + ".match(/([0-9]+):/)[1]) < " + left);
            assertThat(secondsLeft(browser), lessThan(left));

            browser.awaitLong("document.querySelector('.tls-error-gate--fail .tls-error-gate__headline')", 90);

            assertThat(browser.evaluate("window.neverReloaded").asBoolean(), is(true));
            browser.await("document.querySelectorAll('[data-key][open] canvas').length === 2");
            assertThat(
                    "no longer due",
                    browser.evaluate(LEFT).isMissingNode()
                            || browser.evaluate(LEFT).isNull(),
                    is(true));
            assertThat(
                    "what was opened stays open",
                    browser.evaluate(
                                    "document.querySelectorAll('.tls-error-gate__numbers[open] tbody tr').length > 180")
                            .asBoolean(),
                    is(true));
            assertThat(
                    browser.evaluate("JSON.parse(document.querySelector('[data-chart]').dataset.chart).limit > 0")
                            .asBoolean(),
                    is(true));
            assertThat(browser.complaints(), is(empty()));
            jenkins.waitForCompletion(run);
        }
    }

    private static int secondsLeft(Browser browser) throws Exception {
        String words = browser.evaluate(LEFT).asText();
        assertThat(words, matchesPattern("verdict due in [0-9]+:[0-9]{2}"));
        String[] left = words.substring(words.lastIndexOf(' ') + 1).split(":");
        return Integer.parseInt(left[0]) * 60 + Integer.parseInt(left[1]);
    }
}
