package io.jenkins.plugins.tlserrorgate.result;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.tlserrorgate.config.TlsErrorGateConfiguration;
import io.jenkins.plugins.tlserrorgate.report.Documents;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportJson;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.details.Detail;
import net.sf.json.JSONObject;
import org.htmlunit.Page;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.hudson.test.recipes.LocalData;

@WithJenkins
class PagesTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    private JenkinsRule.WebClient client() {
        return jenkins.createWebClient().withJavaScriptEnabled(false);
    }

    @Test
    void everyGateOfABuildHasItsPage() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, Documents.passing(), Documents.failing());

        HtmlPage first = client().getPage(build, "tlsErrorGate");
        HtmlPage second = client().getPage(build, "tlsErrorGate-2");

        assertThat(first.asNormalizedText(), containsString("No rise of TLS errors"));
        assertThat(first.asNormalizedText(), containsString("aws cloudwatch get-metric-data --region eu-central-1"));
        assertThat(second.asNormalizedText(), containsString("TLS errors rose"));
        assertThat(second.asNormalizedText(), containsString("client TLS errors of payments rose"));
        JSONObject chart = JSONObject.fromObject(second.querySelector("[data-chart]")
                .getAttributes()
                .getNamedItem("data-chart")
                .getNodeValue());
        assertThat(chart.getString("tone"), is("fail"));
        assertThat(chart.getDouble("observed") > chart.getDouble("limit"), is(true));
        assertThat(chart.getDouble("limit") > chart.getDouble("expected"), is(true));
    }

    @Test
    void theBuildPageSaysTheVerdict() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, Documents.failing());

        HtmlPage page = client().getPage(build);

        assertThat(page.asNormalizedText(), containsString("client TLS errors of payments rose"));
        assertThat(page.getAnchorByText("TLS Error Gate").getHrefAttribute(), containsString("tlsErrorGate"));
        List<? extends Detail> details = new GateDetail.Factory().createFor(build);
        assertThat(details, hasSize(1));
        assertThat(details.get(0).getDisplayName(), is("TLS Error Gate: TLS errors rose"));
        assertThat(details.get(0).getLink(), endsWith("job/deploy/1/tlsErrorGate"));
    }

    @Test
    void theJobShowsFailedBuildsToo() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        GatedBuilds.build(jenkins, job, Documents.passing());
        GatedBuilds.build(jenkins, job, Documents.failing());
        GatedBuilds.build(jenkins, job);

        HtmlPage page = client().getPage(job, "tlsErrorGate");
        assertThat(page.asNormalizedText(), containsString("#2"));
        assertThat(page.asNormalizedText(), containsString("TLS errors rose"));
        JSONObject trend = jenkins.getJSON(job.getUrl() + "tlsErrorGate/trend").getJSONObject();
        assertThat(trend.getJSONArray("builds").size(), is(2));
        assertThat(trend.getJSONArray("builds").getJSONObject(0).getString("tone"), is("pass"));
        assertThat(trend.getJSONArray("builds").getJSONObject(1).getString("url"), is("2/tlsErrorGate/"));
        assertThat(client().getPage(job).asNormalizedText(), containsString("TLS errors after each deployment"));
    }

    @Test
    void aJobWithoutGatesShowsNothingOfThem() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("other");
        GatedBuilds.build(jenkins, job);
        assertThat(job.getAction(GatedJobAction.class).getIconFileName(), is(nullValue()));
        assertThat(client().getPage(job).asNormalizedText(), not(containsString("TLS")));
    }

    @Test
    void onlyWhatIsNoPassIsMarkedInTheHistory() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        TlsErrorGateAction pass =
                GatedBuilds.build(jenkins, job, Documents.passing()).getAction(TlsErrorGateAction.class);
        TlsErrorGateAction fail =
                GatedBuilds.build(jenkins, job, Documents.failing()).getAction(TlsErrorGateAction.class);
        assertThat(pass.isMarked(), is(false));
        assertThat(fail.isMarked(), is(true));
        String history = client().goTo(job.getUrl() + "buildHistory/ajax", null)
                .getWebResponse()
                .getContentAsString();
        assertThat(history.split("tls-error-gate-icon", -1).length - 1, is(1));

        TlsErrorGateConfiguration.get().setMarkPasses(true);
        assertThat(pass.isMarked(), is(true));
    }

    @Test
    void namesFromOutsideStayText() throws Exception {
        String evil = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";
        ReportDocument document = ReportJson.read(ReportJson.write(
                        Documents.failing("app/shop/0123456789abcdef", List.of("targetgroup/EVIL/0123456789abcdef")))
                .replace("EVIL", escape(evil))
                .replace("app/shop/0123456789abcdef", escape("app/" + evil.replace("/", "") + "/1"))
                .replace("\"notes\":[", "\"notes\":[\"" + escape(evil) + "\""));
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, document);

        for (String url : List.of(
                build.getUrl() + "tlsErrorGate/",
                build.getUrl() + "tlsErrorGate/live",
                build.getUrl(),
                job.getUrl() + "tlsErrorGate/",
                job.getUrl() + "tlsErrorGate/badge.svg")) {
            String html = client().getPage(new java.net.URL(jenkins.getURL(), url))
                    .getWebResponse()
                    .getContentAsString();
            assertThat(url, html, not(containsString("<script>alert")));
            assertThat(url, html, not(containsString("<img src=x")));
        }
    }

    /** Every text of a report replaced: whatever comes from outside is text on each page, and nothing else. */
    @Test
    void noTextOfAReportIsMarkupAnywhere() throws Exception {
        String evil = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>{{7*7}}${7*7}";
        ObjectMapper mapper = new ObjectMapper();
        JsonNode tree = mapper.readTree(ReportJson.write(Documents.failingInAZone()));
        Set<String> changed = new TreeSet<>();
        poison(tree, evil, changed);
        assertThat(
                changed.toString(),
                changed.containsAll(List.of(
                        "explanation",
                        "loadBalancer",
                        "region",
                        "notes",
                        "targetGroup",
                        "zone",
                        "sentence",
                        "placeboNote")),
                is(true));
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, ReportJson.read(tree.toString()));

        for (String url : List.of(
                build.getUrl() + "tlsErrorGate/",
                build.getUrl() + "tlsErrorGate/live",
                build.getUrl(),
                job.getUrl(),
                job.getUrl() + "tlsErrorGate/",
                job.getUrl() + "buildHistory/ajax",
                job.getUrl() + "tlsErrorGate/badge.svg",
                job.getUrl() + "tlsErrorGate/shields.json",
                build.getUrl() + "tlsErrorGate/api/xml")) {
            WebResponse response =
                    client().getPage(new java.net.URL(jenkins.getURL(), url)).getWebResponse();
            String text = response.getContentAsString();
            assertThat(url, text, not(containsString("<script>alert")));
            assertThat(url, text, not(containsString("<img src=x")));
            assertThat("evaluated", text, not(containsString("}49")));
        }
        // These are no markup; a browser must not take them for any.
        for (String url : List.of("tlsErrorGate/api/json", "tlsErrorGate/data.csv")) {
            WebResponse response = client().goTo(build.getUrl() + url, null).getWebResponse();
            assertThat(url, response.getContentType(), not(containsString("html")));
            assertThat(url, response.getResponseHeaderValue("X-Content-Type-Options"), is("nosniff"));
        }
        WebResponse trend =
                client().goTo(job.getUrl() + "tlsErrorGate/trend", null).getWebResponse();
        assertThat(trend.getContentType(), is("application/json"));
        String href = ((HtmlPage) client().getPage(build, "tlsErrorGate"))
                .getAnchors().stream()
                        .map(HtmlAnchor::getHrefAttribute)
                        .filter(link -> link.contains("console.aws"))
                        .findFirst()
                        .orElse("https://none");
        assertThat(href, startsWith("https://"));
    }

    private static void poison(JsonNode node, String evil, Set<String> changed) {
        // What a program reads keeps its form, or there would be no page.
        Set<String> forms = Set.of(
                "verdict", "metric", "exposure", "kind", "statistic", "onset", "sureness", "changed", "loadBalancer");
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                JsonNode value = field.getValue();
                boolean time = value.asText().matches("[0-9]{4}-.*Z");
                if (!value.isTextual()) {
                    poison(value, evil, changed);
                    if (field.getKey().equals("notes") && value instanceof ArrayNode notes) {
                        notes.add(evil);
                        changed.add("notes");
                    }
                } else if (field.getKey().equals("loadBalancer")) {
                    object.put("loadBalancer", "app/" + evil.replace("/", "") + "/1");
                    changed.add("loadBalancer");
                } else if (!time && !forms.contains(field.getKey())) {
                    object.put(field.getKey(), evil);
                    changed.add(field.getKey());
                }
            });
            if (object.has("metric") && object.has("before")) {
                object.put("targetGroup", evil);
                changed.add("targetGroup");
            }
        } else {
            node.forEach(child -> poison(child, evil, changed));
        }
    }

    @Test
    void theLimitOfAPlainRuleIncludesItsFloor() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, Documents.absolute(2, 5), Documents.absolute(2, 300));
        List<Double> limits = new ArrayList<>();
        for (String gate : List.of("tlsErrorGate", "tlsErrorGate-2")) {
            HtmlPage page = client().getPage(build, gate);
            JSONObject chart = JSONObject.fromObject(page.querySelector("[data-chart]")
                    .getAttributes()
                    .getNamedItem("data-chart")
                    .getNodeValue());
            limits.add(chart.getDouble("limitMinute") - chart.getDouble("expectedMinute"));
        }
        assertThat("two more in five minutes, or five in all", limits.get(0), closeTo(0.4, 0.1));
        assertThat("300 in 15 minutes", limits.get(1), closeTo(20, 0.1));
    }

    @Test
    void aNameInACsvFileIsNoFormula() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        ReportDocument document = ReportJson.read(ReportJson.write(
                        Documents.failing("app/shop/0123456789abcdef", List.of("targetgroup/EVIL/0123456789abcdef")))
                .replace("targetgroup/EVIL/0123456789abcdef", "=cmd|' /C calc'!A0"));
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, document);
        String csv = client().goTo(build.getUrl() + "tlsErrorGate/data.csv", "text/csv")
                .getWebResponse()
                .getContentAsString();
        assertThat(csv, containsString("cmd"));
        assertThat(csv, not(containsString(",=cmd")));
        assertThat(csv, not(containsString("\"=cmd")));
    }

    @Test
    void thePageSaysWhatChangedInTlsWhereTheRiseIsAndWhy() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, Documents.failingInAZone());

        HtmlPage page = client().getPage(build, "tlsErrorGate");

        String verdict = page.querySelector(".tls-error-gate__verdict").asNormalizedText();
        assertThat(verdict, containsString("Where the rise is"));
        assertThat(verdict, containsString("in zone eu-central-1a"));
        assertThat(verdict, containsString("Possible: something in zone eu-central-1a alone"));
        assertThat("said once", verdict.split("client TLS errors, ", -1).length, is(2));
        String tls = page.querySelector(".tls-error-gate__tls").asNormalizedText();
        assertThat(tls, startsWith("What changed in TLS"));
        assertThat(tls, containsString("One change (2026-05-04T12:00:00Z"));
        assertThat(tls, containsString("listener 443: ELBSecurityPolicy-2016-08 -> "));
        assertThat(
                tls,
                containsString("Who can no longer connect\nlistener 443: clients that only speak TLSv1.1 or older"));
        assertThat("said once", tls.split("only speak TLSv1.1", -1).length, is(2));
        assertThat(tls, containsString("as elasticloadbalancing:DescribeListenerCertificates is not allowed"));
        String text = page.asNormalizedText();
        assertThat("not a note, too", text.split("DescribeListenerCertificates is", -1).length, is(2));
        assertThat(text, containsString("shop, zone eu-central-1a"));
        assertThat(
                "beside what was compared",
                page.querySelector(".tls-error-gate__content > .tls-error-gate__numbers")
                        .getTextContent(),
                containsString("shop, zone eu-central-1b"));
    }

    @Test
    void whatChangedInTlsIsToldWhateverTheVerdict() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        ReportDocument passing = Documents.passingWithTlsChange();
        ReportDocument error = ReportJson.read(
                ReportJson.write(passing).replaceFirst("\"verdict\":\"PASS\"", "\"verdict\":\"ERROR\""));
        assertThat(passing.verdict(), is("PASS"));
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, passing, error, Documents.passing());

        for (String gate : List.of("tlsErrorGate", "tlsErrorGate-2")) {
            HtmlPage page = client().getPage(build, gate);
            assertThat(page.asNormalizedText(), containsString("Who can no longer connect"));
            assertThat(page.asNormalizedText(), not(containsString("Where the rise is")));
        }
        HtmlPage without = client().getPage(build, "tlsErrorGate-3");
        assertThat(without.asNormalizedText(), not(containsString("What changed in TLS")));
    }

    @Test
    void namesOfListenersPoliciesAndZonesStayText() throws Exception {
        String evil = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";
        ReportDocument document = ReportJson.read(ReportJson.write(Documents.failingInAZone())
                .replace("listener 443", "listener " + escape(evil))
                .replace("ELBSecurityPolicy-2016-08", escape(evil))
                .replace("eu-central-1a", escape(evil))
                .replace("DescribeListenerCertificates", escape(evil))
                .replace("Android 4.4", escape(evil)));
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, document);

        for (String url : List.of("tlsErrorGate/", "tlsErrorGate/live", "")) {
            HtmlPage page = (HtmlPage) client().getPage(new java.net.URL(jenkins.getURL(), build.getUrl() + url));
            String html = page.getWebResponse().getContentAsString();
            assertThat(url, html, not(containsString("<script>alert")));
            assertThat(url, html, not(containsString("<img src=x")));
            if (!url.isEmpty()) {
                for (String part : List.of("verdict", "changes", "locked-out", "unread", "scroll")) {
                    assertThat(
                            part,
                            page.querySelectorAll(".tls-error-gate__" + part).stream()
                                    .map(DomNode::getTextContent)
                                    .toList(),
                            hasItem(containsString(evil)));
                }
                for (String part : List.of("tls", "diagnosis", "scroll")) {
                    String within = ".tls-error-gate__" + part;
                    assertThat(
                            part,
                            page.querySelectorAll(within + " script, " + within + " style, " + within + " [style]")
                                    .size(),
                            is(0));
                }
            }
        }
    }

    @Test
    void theRemoteApiSaysWhatChangedInTlsWhereTheRiseIsAndWhy() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, Documents.failingInAZone());

        JSONObject result = jenkins.getJSON(build.getUrl() + "tlsErrorGate/api/json")
                .getJSONObject()
                .getJSONObject("result");

        assertThat(result.getString("tlsChanged"), is("yes"));
        assertThat(result.getJSONArray("tlsChanges").getString(0), startsWith("listener 443: "));
        assertThat(
                result.getJSONArray("tlsLockedOut").getString(0),
                startsWith("listener 443: clients that only speak TLSv1.1 or older"));
        assertThat(
                result.getJSONArray("tlsUnread").getString(0),
                containsString("elasticloadbalancing:DescribeListenerCertificates"));
        assertThat(result.getJSONArray("where").getString(0), containsString("zone eu-central-1a"));
        assertThat(result.getJSONArray("causes").getString(0), startsWith("possible: "));
        assertThat(
                result.getJSONArray("comparisons").stream()
                        .map(part -> ((JSONObject) part).get("zone"))
                        .toList(),
                hasItem("eu-central-1a"));
        assertThat(result.getJSONArray("details").getJSONObject(0).getString("zone"), startsWith("eu-central-1"));
    }

    private static String escape(String text) {
        return text.replace("\"", "\\\"");
    }

    @Test
    void pointsComeAsCsv() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, Documents.failing());
        Page csv = client().goTo(build.getUrl() + "tlsErrorGate/data.csv", "text/csv");
        assertThat(csv.getWebResponse().getContentAsString(), startsWith("metric,load_balancer,"));
        assertThat(
                csv.getWebResponse().getResponseHeaderValue("Content-Disposition"),
                is("attachment; filename=\"tlsErrorGate.csv\""));
    }

    @Test
    void theRemoteApiAnswersWithTrees() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, Documents.failing());
        String base = build.getUrl() + "tlsErrorGate/api/";
        JSONObject some = jenkins.getJSON(base + "json?tree=result[verdict,comparisons[metric,ratio]]")
                .getJSONObject()
                .getJSONObject("result");
        assertThat(some.getString("verdict"), is("FAIL"));
        assertThat(some.has("explanation"), is(false));
        assertThat(some.getJSONArray("comparisons").getJSONObject(0).has("ratio"), is(true));
        String xml = client().goToXml(base + "xml?tree=result[verdict,region]").asXml();
        assertThat(xml, containsString("<verdict>"));
        assertThat(xml, containsString("eu-central-1"));
    }

    @Test
    @LocalData
    void buildsStoredByVersionOneKeepTheirPagesApiAndBadge() throws Exception {
        FreeStyleProject job = jenkins.jenkins.getItemByFullName("stored", FreeStyleProject.class);
        FreeStyleBuild build = job.getBuildByNumber(2);

        HtmlPage page = client().getPage(build, "tlsErrorGate");
        assertThat(page.asNormalizedText(), containsString("TLS errors rose"));
        assertThat(page.asNormalizedText(), containsString("Who can no longer connect"));
        assertThat(page.getWebResponse().getContentAsString(), containsString("shop, zone eu-central-1b"));
        assertThat(page.querySelectorAll("[data-chart]").size() >= 2, is(true));
        JSONObject chart = JSONObject.fromObject(page.querySelector("[data-chart]")
                .getAttributes()
                .getNamedItem("data-chart")
                .getNodeValue());
        assertThat(chart.has("expected"), is(true));
        assertThat("was not known then", chart.has("limit"), is(false));
        JSONObject result = jenkins.getJSON(build.getUrl() + "tlsErrorGate/api/json")
                .getJSONObject()
                .getJSONObject("result");
        assertThat(result.getString("verdict"), is("FAIL"));
        assertThat(result.getJSONArray("comparisons").getJSONObject(0).getDouble("errorsAfter"), is(600.0));
        assertThat(result.getJSONArray("where").getString(0), containsString("zone eu-central-1a"));
        String csv = client().goTo(build.getUrl() + "tlsErrorGate/data.csv", "text/csv")
                .getWebResponse()
                .getContentAsString();
        assertThat(csv.lines().count() > 195, is(true));
        String badge = job.getUrl() + "tlsErrorGate/badge.svg";
        assertThat(
                client().goTo(badge, "image/svg+xml").getWebResponse().getContentAsString(),
                containsString("TLS errors: "));
        assertThat(
                client().goTo(badge + "?build=1", "image/svg+xml")
                        .getWebResponse()
                        .getContentAsString(),
                containsString("TLS errors: no data"));
        assertThat(client().getPage(job, "tlsErrorGate").getWebResponse().getContentAsString(), containsString("#1"));
    }

    @Test
    void aLongReportIsStoredShortAndReadAgain() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, Documents.failingEverywhere(40));
        String stored = Files.readString(build.getRootDir().toPath().resolve("build.xml"));
        String report = stored.substring(stored.indexOf("<report>"), stored.indexOf("</report>"));
        assertThat(report.length() < 64 * 1024, is(true));
        jenkins.jenkins.reload();
        FreeStyleProject read = jenkins.jenkins.getItemByFullName("deploy", FreeStyleProject.class);
        HtmlPage page = client().getPage(read.getBuildByNumber(1), "tlsErrorGate");
        assertThat(page.getWebResponse().getContentAsString(), containsString("payments, zone zone-39"));
        assertThat(page.querySelectorAll("details[data-key][open]").size(), is(2));
        assertThat(page.querySelectorAll("[data-chart]").size(), is(12));
    }

    @Test
    @LocalData
    void aBuildStoredByTheFirstVersionIsStillReadable() throws Exception {
        FreeStyleProject job = jenkins.jenkins.getItemByFullName("stored", FreeStyleProject.class);
        TlsErrorGateAction action = job.getBuildByNumber(1).getAction(TlsErrorGateAction.class);
        assertThat(action.getResult().getVerdict(), is("FAIL"));
        assertThat(action.getResult().getComparisons().get(0).getErrorsAfter(), is(482.0));
        HtmlPage page = client().getPage(job.getBuildByNumber(1), "tlsErrorGate");
        assertThat(page.asNormalizedText(), containsString("client TLS errors of locked-out rose"));
        assertThat(page.querySelectorAll("[data-chart]").size(), is(0));
    }

    @Test
    void aGateOfSeveralBalancersShowsEach() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, Documents.ofSeveral());

        String page = client().getPage(build, "tlsErrorGate").asNormalizedText();

        assertThat(page, containsString("app/shop/50dc6c495c0c9188, net/edge/0123456789abcdef"));
        assertThat(page, containsString("% at shop"));
        assertThat(page, containsString("shop, listener 443: clients that"));
        assertThat(page, containsString("edge"));
        GateView view = new GateView(Documents.ofSeveral());
        assertThat(view.getParts().stream().map(PartView::getName).distinct().toList(), is(List.of("shop", "edge")));
        // What the page says of TLS is not said again among the notes.
        assertThat(view.getNotes(), is(List.of()));
        JSONObject api = jenkins.getJSON(build.getUrl() + "tlsErrorGate/api/json?depth=2")
                .getJSONObject();
        assertThat(api.getJSONObject("result").getJSONArray("loadBalancers").size(), is(2));
    }
}
