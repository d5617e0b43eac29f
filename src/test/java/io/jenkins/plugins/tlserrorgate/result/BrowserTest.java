package io.jenkins.plugins.tlserrorgate.result;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.User;
import io.jenkins.plugins.tlserrorgate.report.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * The pages in a real browser, under Jenkins' enforcing Content-Security-Policy, in light and dark, in today's design
 * and the coming one. With {@code -Dtls-error-gate.screenshots=DIRECTORY} it keeps pictures of what it saw.
 */
@WithJenkins
class BrowserTest {

    private static final String DRAWN =
            "[...document.querySelectorAll('details[open] > div > [data-chart], .tls-error-gate__trend')].every(c => c.querySelector('canvas'))";

    @TempDir
    private Path profile;

    private JenkinsRule jenkins;
    private Browser browser;
    private WorkflowJob job;
    private WorkflowRun build;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        Optional<Path> chromium = Browser.find();
        assumeTrue(chromium.isPresent(), "No Chromium on this machine: the pages were not tried in a real browser.");
        jenkins = rule;
        job = jenkins.createProject(WorkflowJob.class, "deploy-payments");
        GatedBuilds.build(jenkins, job, Documents.passing());
        GatedBuilds.build(jenkins, job, Documents.withoutTraffic());
        GatedBuilds.build(jenkins, job, Documents.passing());
        build = GatedBuilds.build(jenkins, job, Documents.failing());
        browser = new Browser(chromium.get(), profile);
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void everyPageIsDrawnWithoutComplaint() throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            String theme = dark ? "dark" : "light";
            String script = dark ? browser.before(darkTheme()) : null;
            look(
                    "gate-" + theme,
                    build.getUrl() + "tlsErrorGate/",
                    ".tls-error-gate",
                    "document.querySelector('canvas')");
            look(
                    "build-" + theme,
                    build.getUrl(),
                    ".tls-error-gate-card",
                    "document.querySelector('.tls-error-gate-card')");
            look("job-" + theme, job.getUrl(), ".tls-error-gate", "document.querySelector('canvas')");
            look(
                    "trend-" + theme,
                    job.getUrl() + "tlsErrorGate/",
                    ".tls-error-gate",
                    "document.querySelector('canvas')");
            if (dark) {
                browser.without(script);
            }
        }
    }

    @Test
    void everyPageIsDrawnInTheNewDesignToo() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        User.getById("alice", true)
                .addProperty(new UserExperimentalFlagsProperty(
                        Map.of("new-build-page.flag", "true", "new-job-page.flag", "true")));
        browser.login("alice");
        look("new-build", build.getUrl(), ".tls-error-gate-card", "document.querySelector('.tls-error-gate-card')");
        assertThat(
                browser.evaluate("document.querySelector('.app-build-bar__tabs').textContent")
                        .asText(),
                containsString("TLS Error Gate"));
        look("new-gate", build.getUrl() + "tlsErrorGate/", ".tls-error-gate", "document.querySelector('canvas')");
        look("new-job", job.getUrl(), ".tls-error-gate", "document.querySelector('canvas')");
        look("new-trend", job.getUrl() + "tlsErrorGate/", ".tls-error-gate", "document.querySelector('canvas')");
    }

    @Test
    void theBadgeIsAnImage() throws Exception {
        browser.open(jenkins.getURL() + job.getUrl() + "tlsErrorGate/", "document.querySelector('canvas')");
        assertThat(
                browser.evaluate("document.querySelector('img[src$=\"badge.svg\"]').naturalWidth")
                        .asInt(),
                greaterThan(80));
    }

    @Test
    void theNumbersOfAChartAreATable() throws Exception {
        browser.open(jenkins.getURL() + build.getUrl() + "tlsErrorGate/", "document.querySelector('canvas')");
        browser.evaluate("document.querySelector('.tls-error-gate__numbers > summary').click()");
        browser.await("document.querySelectorAll('.tls-error-gate__numbers[open] tbody tr').length === 195");
        String last = browser.evaluate(
                        "document.querySelector('.tls-error-gate__numbers[open] tbody tr:last-child').innerText")
                .asText();
        assertThat(last, containsString("2026-05-04 12:14 UTC"));
        assertThat("in local time, too", last, containsString("2026-05-04 14:14"));
        assertThat(last, containsString("Observation"));
        assertThat(browser.complaints(), is(empty()));
    }

    @Test
    void aPointTellsItsTimeAndNumbers() throws Exception {
        browser.open(jenkins.getURL() + build.getUrl() + "tlsErrorGate/", "document.querySelector('canvas')");
        JsonNode place = browser.evaluate("(() => { const b = document.querySelector('canvas').getBoundingClientRect();"
                + " return { x: b.x + 0.88 * b.width, y: b.y + 0.4 * b.height }; })()");
        browser.call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        "mouseMoved",
                        "x",
                        place.path("x").asInt(),
                        "y",
                        place.path("y").asInt()));
        browser.await("document.querySelector('.tls-error-gate__tooltip')");
        assertThat(
                browser.evaluate("document.querySelector('.tls-error-gate__tooltip').innerText")
                        .asText(),
                containsString("UTC"));
        assertThat(browser.complaints(), is(empty()));
    }

    /** Opens a page; complains if the page does, or if people with impairments would have to. */
    private void look(String name, String url, String part, String ready) throws Exception {
        browser.open(jenkins.getURL() + url, "(" + ready + ") && (" + DRAWN + ")");
        assertThat(name, browser.complaints(), is(empty()));
        browser.evaluate(resource("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js") + "; null");
        JsonNode findings = browser.evaluate("axe.run('" + part
                + "', { resultTypes: ['violations'] }).then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
                + ".map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | ')))");
        List<String> serious = new ArrayList<>();
        findings.forEach(finding -> serious.add(finding.asText()));
        keep(name);
        assertThat(name, serious, is(empty()));
    }

    private void keep(String name) throws Exception {
        String directory = System.getProperty("tls-error-gate.screenshots");
        if (directory != null) {
            Files.createDirectories(Path.of(directory));
            Files.write(Path.of(directory, name + ".png"), browser.picture());
        }
    }

    private static String darkTheme() throws IOException {
        String css = resource("/io/jenkins/plugins/tlserrorgate/result/dark.css");
        return "{ const sheet = new CSSStyleSheet(); sheet.replaceSync(`" + css
                + "`); document.adoptedStyleSheets = [sheet]; }";
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = BrowserTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
