package io.jenkins.plugins.tlserrorgate.result;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.User;
import io.jenkins.plugins.tlserrorgate.config.TlsErrorGateConfiguration;
import io.jenkins.plugins.tlserrorgate.report.Documents;
import io.jenkins.plugins.tlserrorgate.report.Inspections;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** The pages in docs/images, each light and dark. */
    private static final List<String> PICTURES = List.of("build", "gate", "job", "metrics", "trend");

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
        build = GatedBuilds.build(jenkins, job, Documents.failingInAZone());
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
            picture(
                    "gate-" + theme,
                    build.getUrl() + "tlsErrorGate/",
                    ".tls-error-gate",
                    "document.querySelector('canvas')");
            picture(
                    "build-" + theme,
                    build.getUrl(),
                    ".tls-error-gate-card",
                    "document.querySelector('.tls-error-gate-card')");
            picture("job-" + theme, job.getUrl(), ".tls-error-gate", "document.querySelector('canvas')");
            picture(
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
    void metricsWithoutAVerdictAreDrawnToo() throws Exception {
        double[] errors = new double[288];
        double[] traffic = new double[288];
        for (int i = 0; i < errors.length; i++) {
            double day = 1 + Math.sin(Math.PI * i / 144);
            errors[i] = i % 7 == 0 ? Double.NaN : Math.round(2 + 3 * day + 37 * i % 5 + (i / 6 == 30 ? 20 : 0));
            traffic[i] = Math.round(1_000 + 1_500 * day + 71 * i % 90);
        }
        TlsErrorMetricsAction.keep(build, "metrics", Inspections.of(List.of("Sum", "Maximum"), errors, traffic));
        String drawn = "document.querySelectorAll('[data-key][open] canvas').length === 2";
        browser.open(jenkins.getURL() + build.getUrl() + "tlsErrorMetrics/", drawn);
        browser.evaluate("document.querySelector('.tls-error-gate__numbers > summary').click()");
        browser.await("document.querySelectorAll('.tls-error-gate__numbers[open] tbody tr').length === 288");
        assertThat(
                "neither windows nor anything expected",
                browser.evaluate("document.querySelectorAll('.tls-error-gate__numbers[open] th').length")
                        .asInt(),
                is(5));
        picture("metrics-light", build.getUrl() + "tlsErrorMetrics/", ".tls-error-gate", drawn);
        browser.before(darkTheme());
        picture("metrics-dark", build.getUrl() + "tlsErrorMetrics/", ".tls-error-gate", drawn);
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
        mouse("mouseMoved", Map.of());
        browser.await("document.querySelector('.tls-error-gate__tooltip')");
        assertThat(
                browser.evaluate("document.querySelector('.tls-error-gate__tooltip').innerText")
                        .asText(),
                containsString("UTC"));
        assertThat(browser.complaints(), is(empty()));
    }

    @Test
    void theWheelZoomsWithControlAndScrollsWithout() throws Exception {
        browser.open(jenkins.getURL() + build.getUrl() + "tlsErrorGate/", "document.querySelector('canvas')");
        String zoom = "(() => { const z = echarts.getInstanceByDom(document.querySelector('[data-chart]'))"
                + ".getOption().dataZoom[0]; return z.endValue - z.startValue; })()";
        double whole = browser.evaluate(zoom).asDouble();
        mouse("mouseMoved", Map.of());
        mouse("mouseWheel", Map.of("deltaX", 0, "deltaY", -240));
        assertThat("people scroll over a chart", browser.evaluate(zoom).asDouble(), is(whole));
        mouse("mouseWheel", Map.of("deltaX", 0, "deltaY", -240, "modifiers", 2));
        browser.await(zoom + " < " + whole);
        assertThat(browser.complaints(), is(empty()));
    }

    /** Does something with the mouse over a chart, where its observation is. */
    private void mouse(String type, Map<String, ?> more) throws Exception {
        JsonNode place = browser.evaluate("(() => { const c = document.querySelector('canvas');"
                + " c.scrollIntoView({ block: 'center', behavior: 'instant' }); const b = c.getBoundingClientRect();"
                + " return { x: b.x + 0.88 * b.width, y: b.y + 0.4 * b.height }; })()");
        Map<String, Object> event = new HashMap<>(more);
        event.put("type", type);
        event.put("x", place.path("x").asInt());
        event.put("y", place.path("y").asInt());
        browser.call("Input.dispatchMouseEvent", event);
    }

    @Test
    void theBuildHistoryMarksWhatDidNotPassAndPassesWhereWanted() throws Exception {
        String marks = "document.querySelectorAll('.tls-error-gate-icon').length === ";
        browser.open(jenkins.getURL() + job.getUrl(), marks + 2);
        assertThat(
                browser.evaluate("document.querySelector('.tls-error-gate-icon').textContent")
                        .asText(),
                containsString("TLS Error Gate: "));
        assertThat(browser.complaints(), is(empty()));
        TlsErrorGateConfiguration.get().setMarkPasses(true);
        browser.open(jenkins.getURL() + job.getUrl(), marks + 4);
        assertThat(browser.complaints(), is(empty()));
    }

    @Test
    void aBalancerThatFailsInFortyZonesHasALightPage() throws Exception {
        build = GatedBuilds.build(jenkins, job, Documents.failingEverywhere(40));
        String url = jenkins.getURL() + build.getUrl() + "tlsErrorGate/";
        browser.open(url, DRAWN + " && document.querySelector('canvas')");
        assertThat("one of each metric", count("[data-key][open]"), is(2));
        assertThat(count("canvas"), is(2));
        assertThat("a row each", count(".tls-error-gate__scroll tbody tr"), greaterThan(80));
        assertThat(
                browser.evaluate("fetch(location.href).then(a => a.text()).then(t => t.length)")
                        .asInt(),
                lessThan(400_000));

        // With the keyboard alone.
        browser.evaluate("document.querySelector('[data-key]:not([open]) > summary').focus()");
        for (String type : List.of("keyDown", "keyUp")) {
            browser.call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 13, "text", "\r"));
        }
        browser.await("document.querySelectorAll('[data-key][open] canvas').length === 3");
        assertThat(browser.complaints(), is(empty()));
    }

    /** The number of elements. */
    private int count(String selector) throws Exception {
        return browser.evaluate("document.querySelectorAll(\"" + selector + "\").length")
                .asInt();
    }

    @Test
    void aBuildWithSeveralGatesShowsEach() throws Exception {
        build = GatedBuilds.build(jenkins, job, Documents.passing(), Documents.failing(), Documents.error());
        browser.open(
                jenkins.getURL() + build.getUrl(), "document.querySelectorAll('.tls-error-gate-card').length === 3");
        for (String gate : List.of("tlsErrorGate", "tlsErrorGate-2", "tlsErrorGate-3")) {
            look(
                    gate,
                    build.getUrl() + gate + "/",
                    ".tls-error-gate",
                    "document.querySelector('.tls-error-gate__verdict')");
        }
    }

    @Test
    void thePictureBookIsWhole() throws Exception {
        // What bin/screenshots writes, this test class keeps; every picture that a document shows is one of them.
        String script = Files.readString(Path.of("bin/screenshots"));
        assertThat(script, containsString("-Dtest=" + BrowserTest.class.getSimpleName()));
        assertThat(script, containsString("-Dtls-error-gate.screenshots="));
        Set<String> shown = new TreeSet<>();
        for (String document : List.of("README.md", "docs/metrics.md", "docs/pages.md")) {
            Matcher image = Pattern.compile("images/([a-z-]+[.]png)").matcher(Files.readString(Path.of(document)));
            while (image.find()) {
                shown.add(image.group(1));
            }
        }
        assertThat(shown.isEmpty(), is(false));
        Set<String> kept = new TreeSet<>();
        for (String page : PICTURES) {
            kept.add(page + "-light.png");
            kept.add(page + "-dark.png");
        }
        try (Stream<Path> files = Files.list(Path.of("docs/images"))) {
            assertThat(
                    new TreeSet<>(
                            files.map(file -> file.getFileName().toString()).toList()),
                    is(kept));
        }
        assertThat(kept.containsAll(shown), is(true));
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
        assertThat(name, serious, is(empty()));
    }

    private void picture(String name, String url, String part, String ready) throws Exception {
        look(name, url, part, ready);
        keep(name);
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
