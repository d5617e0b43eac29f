package io.jenkins.plugins.tlserrorgate.result;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.security.AuthorizationMatrixProperty;
import hudson.security.ProjectMatrixAuthorizationStrategy;
import io.jenkins.plugins.tlserrorgate.report.Documents;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.ReportJson;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.matrixauth.PermissionEntry;
import org.jenkinsci.plugins.matrixauth.inheritance.InheritParentStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class BadgesTest {

    private JenkinsRule jenkins;
    private FreeStyleProject job;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        MockFolder folder = jenkins.createFolder("team");
        job = folder.createProject(FreeStyleProject.class, "deploy");
    }

    private WebResponse get(String url, String user, String... header) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withThrowExceptionOnFailingStatusCode(false)
                .withRedirectEnabled(false);
        if (user != null) {
            client = client.withBasicCredentials(user);
        }
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), url));
        for (int i = 0; i < header.length; i += 2) {
            request.setAdditionalHeader(header[i], header[i + 1]);
        }
        return client.getPage(request).getWebResponse();
    }

    private String svg(ReportDocument... gates) throws Exception {
        GatedBuilds.build(jenkins, job, gates);
        WebResponse response = get(job.getUrl() + "tlsErrorGate/badge.svg", null);
        assertThat(response.getContentType(), is("image/svg+xml"));
        return response.getContentAsString();
    }

    @Test
    void theBadgeSaysTheVerdictOfTheNewestGatedBuild() throws Exception {
        assertThat(svg(), containsString("TLS errors: no data"));
        assertThat(svg(Documents.passing()), containsString("TLS errors: passing"));
        assertThat(svg(), containsString("TLS errors: passing"));
        assertThat(svg(Documents.error()), containsString("TLS errors: error"));
        assertThat(svg(Documents.withoutTraffic()), containsString("TLS errors: no data"));
        assertThat(svg(Documents.passing(), Documents.failing()), containsString("#c5221f"));
        assertThat(
                get(job.getUrl() + "tlsErrorGate/badge.svg?build=2", null).getContentAsString(),
                containsString("TLS errors: passing"));
        assertThat(get(job.getUrl() + "tlsErrorGate/badge.svg?build=99", null).getStatusCode(), is(404));
        assertThat(get(job.getUrl() + "tlsErrorGate/badge.svg?build=x", null).getStatusCode(), is(404));
    }

    @Test
    void labelAndStyleAreTakenFromWhatIsAllowed() throws Exception {
        svg(Documents.passing());
        String url = job.getUrl() + "tlsErrorGate/badge.svg";
        String flat = get(url + "?label=payments%20TLS", null).getContentAsString();
        assertThat(flat, containsString("payments TLS: passing"));
        assertThat(flat, containsString("rx=\"3\""));
        assertThat(get(url + "?style=flat-square", null).getContentAsString(), containsString("rx=\"0\""));
        String evil =
                get(url + "?label=%3Cscript%3E&style=%22%3E%3Cscript%3E", null).getContentAsString();
        assertThat(evil, is(get(url, null).getContentAsString()));
    }

    @Test
    void shieldsGetsItsSchema() throws Exception {
        svg(Documents.passing());
        WebResponse response = get(job.getUrl() + "tlsErrorGate/shields.json", null);
        assertThat(response.getContentType(), is("application/json"));
        assertThat(response.getContentAsString(), containsString("\"schemaVersion\":1"));
    }

    @Test
    void aBadgeIsAskedForAnewAndTransferredOnce() throws Exception {
        svg(Documents.passing());
        String url = job.getUrl() + "tlsErrorGate/badge.svg";
        WebResponse first = get(url, null);
        assertThat(first.getResponseHeaderValue("Cache-Control"), containsString("no-cache"));
        String tag = first.getResponseHeaderValue("ETag");
        assertThat(get(url, null, "If-None-Match", tag).getStatusCode(), is(304));
        GatedBuilds.build(jenkins, job, Documents.failing());
        WebResponse next = get(url, null, "If-None-Match", tag);
        assertThat(next.getStatusCode(), is(200));
        assertThat(next.getResponseHeaderValue("ETag"), not(is(tag)));
    }

    @Test
    void whoMaySeeABadgeAndWhoMayNot() throws Exception {
        svg(Documents.passing());
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "stranger")
                .grant(Item.READ)
                .everywhere()
                .to("reader")
                .grant(PublicBadges.VIEW_STATUS)
                .onItems(job)
                .to("guest"));
        String own = job.getUrl() + "tlsErrorGate/badge.svg";
        String open = "tlsErrorGate/badge.svg?job=team/deploy";

        assertThat("may read the job", get(own, "reader").getStatusCode(), is(200));
        assertThat("may read the job", get(open, "reader").getStatusCode(), is(200));
        assertThat("has ViewStatus", get(open, "guest").getStatusCode(), is(200));
        assertThat("has ViewStatus only", get(own, "guest").getStatusCode(), not(is(200)));
        assertThat("may read Jenkins only", get(open, "stranger").getStatusCode(), is(404));
        assertThat("may read Jenkins only", get(own, "stranger").getStatusCode(), is(404));
        assertThat("nobody", get(open, null).getStatusCode(), is(404));
        // Nobody is led to the login page, whose status is that of a page.
        assertThat("nobody", get(own, null).getContentType(), is("text/html"));
        assertThat(
                get("tlsErrorGate/shields.json?job=team/deploy", "guest").getContentAsString(),
                containsString("passing"));
        assertThat(get("tlsErrorGate/shields.json?job=team/deploy", null).getStatusCode(), is(404));
    }

    /** The rights that an administrator can give with the usual plugin: anonymous alone has ViewStatus, on one job. */
    @Test
    void viewStatusIsGrantedInAMatrix() throws Exception {
        svg(Documents.passing());
        FreeStyleProject other = jenkins.createFreeStyleProject("other");
        GatedBuilds.build(jenkins, other, Documents.failing());
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        ProjectMatrixAuthorizationStrategy strategy = new ProjectMatrixAuthorizationStrategy();
        strategy.add(Jenkins.READ, PermissionEntry.user("stranger"));
        strategy.add(Jenkins.READ, PermissionEntry.user("finder"));
        strategy.add(Item.DISCOVER, PermissionEntry.user("finder"));
        strategy.add(Jenkins.READ, PermissionEntry.user("reader"));
        strategy.add(Item.READ, PermissionEntry.user("reader"));
        jenkins.jenkins.setAuthorizationStrategy(strategy);
        AuthorizationMatrixProperty property = new AuthorizationMatrixProperty(
                Map.of(PublicBadges.VIEW_STATUS, Set.of(PermissionEntry.user("anonymous"))),
                new InheritParentStrategy());
        job.addProperty(property);

        for (String file : new String[] {"badge.svg", "shields.json"}) {
            String open = "tlsErrorGate/" + file + "?job=team/deploy";
            String closed = "tlsErrorGate/" + file + "?job=other";
            assertThat("granted", get(open, null).getContentAsString(), containsString("passing"));
            assertThat("not granted there", get(closed, null).getStatusCode(), is(404));
            assertThat(get(open, "reader").getStatusCode(), is(200));
            assertThat(get(closed, "reader").getStatusCode(), is(200));
            for (String user : new String[] {"stranger", "finder"}) {
                assertThat(user, get(closed, user).getStatusCode(), is(404));
            }
            String own = job.getUrl() + "tlsErrorGate/" + file;
            WebResponse login = get(own, null);
            assertThat("ViewStatus is no right to read the job", login.getContentType(), is("text/html"));
            assertThat(login.getContentAsString(), not(containsString("passing")));
        }
        assertThat(
                "no page, no trend",
                get(job.getUrl() + "tlsErrorGate/trend", null).getContentType(),
                is("text/html"));
    }

    @Test
    void everyVerdictHasItsBadge() throws Exception {
        ReportDocument inconclusive = ReportJson.read(
                ReportJson.write(Documents.passing()).replace("\"verdict\":\"PASS\"", "\"verdict\":\"INCONCLUSIVE\""));
        Map<ReportDocument, String> badges = Map.of(
                Documents.passing(),
                "passing",
                Documents.failing(),
                "[0-9][0-9.]*x",
                inconclusive,
                "inconclusive",
                Documents.withoutTraffic(),
                "no data",
                Documents.error(),
                "error");
        for (Map.Entry<ReportDocument, String> badge : badges.entrySet()) {
            String svg = svg(badge.getKey());
            assertThat(svg, matchesRegex("(?s).*<title>TLS errors: " + badge.getValue() + "</title>.*"));
            String shields =
                    get(job.getUrl() + "tlsErrorGate/shields.json", null).getContentAsString();
            JSONObject json = JSONObject.fromObject(shields);
            assertThat(json.getInt("schemaVersion"), is(1));
            assertThat(json.getString("label"), is("TLS errors"));
            assertThat(json.getString("message"), matchesRegex(badge.getValue()));
        }
    }

    /** A branch with a slash is a job whose name has %2F; a README names it as it is, or encoded once. */
    @Test
    void aBranchWithASlashIsFound() throws Exception {
        MockFolder branches = jenkins.createFolder("service");
        FreeStyleProject main = branches.createProject(FreeStyleProject.class, "main");
        GatedBuilds.build(jenkins, main, Documents.passing());
        // People may not give such a name, a multibranch project does.
        Path directory = main.getRootDir().toPath();
        Files.move(directory, directory.resolveSibling("feature%2Flogin"));
        jenkins.jenkins.reload();
        FreeStyleProject branch = jenkins.jenkins.getItemByFullName("service/feature%2Flogin", FreeStyleProject.class);
        for (String query : new String[] {
            "job=service&branch=feature/login",
            "job=service&branch=feature%2Flogin",
            "job=service&branch=feature%252Flogin",
            "job=service/feature%252Flogin",
            "job=service%2Ffeature%252Flogin"
        }) {
            for (String file : new String[] {"badge.svg", "shields.json"}) {
                WebResponse response = get("tlsErrorGate/" + file + "?" + query, null);
                assertThat(query, response.getStatusCode(), is(200));
                assertThat(query, response.getContentAsString(), containsString("passing"));
            }
        }
        String page = get(branch.getUrl() + "tlsErrorGate/", null).getContentAsString();
        Matcher copied = Pattern.compile("\\[!\\[TLS errors\\]\\(([^)]*)\\)\\]\\(([^)]*)\\)")
                .matcher(page);
        assertThat(copied.find(), is(true));
        for (int link = 1; link <= 2; link++) {
            String url = copied.group(link).replace("&amp;", "&");
            assertThat(
                    url,
                    get(url.substring(jenkins.getURL().toString().length()), null)
                            .getStatusCode(),
                    is(200));
        }
    }

    @Test
    void aForbiddenJobLooksLikeAnUnknownOne() throws Exception {
        svg(Documents.passing());
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(
                new MockAuthorizationStrategy().grant(Jenkins.READ).everywhere().to("stranger"));
        for (String file : new String[] {"badge.svg", "shields.json"}) {
            for (String user : new String[] {"stranger", null}) {
                for (String more : new String[] {"", "&build=1", "&build=77", "&branch=main"}) {
                    WebResponse forbidden = get("tlsErrorGate/" + file + "?job=team/deploy" + more, user);
                    WebResponse unknown = get("tlsErrorGate/" + file + "?job=team/nosuch" + more, user);
                    assertThat(forbidden.getStatusCode(), is(404));
                    assertThat(unknown.getStatusCode(), is(404));
                    assertThat(body(forbidden), is(body(unknown).replace("nosuch", "deploy")));
                    assertThat(headers(forbidden), is(headers(unknown)));
                }
            }
        }
    }

    private static List<String> headers(WebResponse response) {
        // Those that differ from one request to the next, whatever is asked for.
        return response.getResponseHeaders().stream()
                .filter(header ->
                        !List.of("Date", "Set-Cookie", "X-Instance-Identity").contains(header.getName()))
                .map(header -> header.getName() + ": "
                        + header.getValue().replace("nosuch", "deploy").replaceAll("report-to/[^;\" ]*", ""))
                .filter(header -> !header.startsWith("Reporting-Endpoints"))
                .filter(header -> !header.startsWith("Content-Length"))
                .sorted()
                .toList();
    }

    private static String body(WebResponse response) {
        // The page of an error has a crumb and an id of its own each time.
        return response.getContentAsString()
                .replaceAll("data-crumb-value=\"[^\"]*\"", "")
                .replaceAll("[0-9a-f]{32,}", "");
    }

    @Test
    void aBranchIsFoundByItsName() throws Exception {
        MockFolder branches = jenkins.createFolder("service");
        FreeStyleProject branch = branches.createProject(FreeStyleProject.class, "main");
        GatedBuilds.build(jenkins, branch, Documents.passing());
        assertThat(
                get("tlsErrorGate/badge.svg?job=service&branch=main", null).getContentAsString(),
                containsString("passing"));
        assertThat(get("tlsErrorGate/badge.svg?job=service&branch=other", null).getStatusCode(), is(404));
        assertThat(get("tlsErrorGate/badge.svg?job=service", null).getStatusCode(), is(404));
        assertThat(get("tlsErrorGate/badge.svg", null).getStatusCode(), is(404));
    }

    @Test
    void thePageHasWhatToCopy() throws Exception {
        svg(Documents.passing());
        String page = get(job.getUrl() + "tlsErrorGate/", null).getContentAsString();
        assertThat(
                page,
                containsString("[![TLS errors](" + jenkins.getURL() + "tlsErrorGate/badge.svg?job=team%2Fdeploy)]"));
        assertThat(page, containsString("image:" + jenkins.getURL()));
        assertThat(page, containsString("&lt;img src="));
    }

    @Test
    void aJobsNameCantLeaveTheAddressInWhatIsCopied() throws Exception {
        FreeStyleProject hostile = jenkins.createFreeStyleProject("x) (evil),role=y,'+~`{z} é \"q");
        GatedBuilds.build(jenkins, hostile, Documents.passing());
        GatedJobAction action = new GatedJobAction(hostile);
        for (String url : new String[] {action.getPublicBadgeUrl(), action.getPageUrl()}) {
            assertThat(
                    get(url.substring(jenkins.getURL().toString().length()), null)
                            .getStatusCode(),
                    is(200));
        }
        String address = "http://[A-Za-z0-9:/._%?=-]+";
        assertThat(
                action.getMarkdown(), matchesPattern("\\[!\\[TLS errors]\\(" + address + "\\)]\\(" + address + "\\)"));
        assertThat(
                action.getHtml(),
                matchesPattern("<a href=\"" + address + "\"><img src=\"" + address + "\" alt=\"TLS errors\"></a>"));
        assertThat(action.getAsciidoc(), matchesPattern("image:" + address + "\\[TLS errors,link=" + address + "]"));
    }
}
