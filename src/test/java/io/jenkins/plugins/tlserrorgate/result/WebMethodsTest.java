package io.jenkins.plugins.tlserrorgate.result;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Descriptor;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.tlserrorgate.config.TlsErrorGateConfiguration;
import io.jenkins.plugins.tlserrorgate.report.Documents;
import io.jenkins.plugins.tlserrorgate.report.Inspections;
import io.jenkins.plugins.tlserrorgate.step.Deployments;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.POST;

/**
 * Every method that a request can reach is found by reflection. It is called with POST only and asks for a permission, or it
 * is one of the views listed here with the permission that guards it; a new one of neither kind fails this test.
 */
@WithJenkins
class WebMethodsTest {

    private static final String ROOT = "io.jenkins.plugins.tlserrorgate";

    /** What may be asked for with GET, as it changes nothing, and what it asks for. */
    private static final Map<String, String> VIEWS = Map.of(
            "GatePage.doDataCsv", "Item.READ, checked",
            "TlsErrorMetricsAction.doDataCsv", "Item.READ, checked",
            "GatedJobAction.doTrend", "Item.READ, checked",
            "GatedJobAction.doBadgeSvg", "Item.READ, checked",
            "GatedJobAction.doShieldsJson", "Item.READ, checked",
            "PublicBadges.doBadgeSvg", "ViewStatus, checked; else as if there were no such job",
            "PublicBadges.doShieldsJson", "ViewStatus, checked; else as if there were no such job");

    /** Types of ours that a path can lead to from an action: all of them show the report of a build that may be read. */
    private static final Set<String> SHOWN = Set.of(
            "ReportDocument",
            "GateView",
            "PartView",
            "TlsView",
            "GatedJobAction.TrendEntry",
            // Checks itself that an administrator asks.
            "GatesLink.Status",
            "TlsErrorGateAction",
            "TlsErrorGateResult",
            "TlsErrorComparison",
            "MetricsDocument",
            "MetricsView",
            "MetricsView.Chart",
            "MetricsView.Row",
            "TlsErrorMetricsPart",
            "TlsErrorMetricsResult");

    private static final String CREDENTIALS = "of-the-system";

    private final Deployments deployments = new Deployments();
    private JenkinsRule jenkins;
    private FreeStyleProject job;
    private final Map<String, JenkinsRule.WebClient> clients = new TreeMap<>();

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createFreeStyleProject("job");
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, Documents.passing());
        TlsErrorMetricsAction.keep(
                build, "metrics", Inspections.of(List.of("Sum"), new double[] {1}, new double[] {100}));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, CREDENTIALS, "AKIAX", "secret", null));
        SystemCredentialsProvider.getInstance().save();
        // What asks AWS has somebody to ask.
        deployments.connect();
        TlsErrorGateConfiguration.get().setDefaultRegion(Deployments.REGION);
        TlsErrorGateConfiguration.get().setDefaultCredentialsId(Deployments.CREDENTIALS);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger", "reader")
                .grant(Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    @AfterEach
    void close() {
        clients.values().forEach(JenkinsRule.WebClient::close);
        deployments.close();
    }

    private static List<Class<?>> classes() throws ClassNotFoundException {
        List<Class<?>> classes = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages(ROOT + ".config", ROOT + ".step", ROOT + ".result")) {
            classes.add(Class.forName(found.getName()));
        }
        return classes;
    }

    private static String name(Class<?> type) {
        return type.getName().substring(type.getName().lastIndexOf('.') + 1).replace('$', '.');
    }

    /** Methods that Stapler calls for a part of a path, by class and name. */
    private static Map<String, Method> webMethods() throws ClassNotFoundException {
        Map<String, Method> found = new TreeMap<>();
        for (Class<?> type : classes()) {
            for (Method method : type.getDeclaredMethods()) {
                boolean named =
                        method.getName().matches("(do|js)[A-Z].*") || method.isAnnotationPresent(WebMethod.class);
                boolean dynamic = method.getName().matches("getDynamic|doDynamic|doIndex|getTarget|getStaplerFallback");
                if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic() && (named || dynamic)) {
                    found.put(name(type) + "." + method.getName(), method);
                }
            }
        }
        return found;
    }

    private static boolean isPost(Method method) {
        return method.isAnnotationPresent(POST.class) || method.isAnnotationPresent(RequirePOST.class);
    }

    @Test
    void everyWebMethodIsPostOrAKnownView() throws Exception {
        Set<String> views = new TreeSet<>();
        webMethods().forEach((name, method) -> {
            if (!isPost(method)) {
                views.add(name);
            }
        });
        assertThat(views, is(new TreeSet<>(VIEWS.keySet())));
    }

    @Test
    void everyTypeThatAPathLeadsToIsKnown() throws Exception {
        Set<String> shown = new TreeSet<>();
        for (Class<?> type : classes()) {
            for (Method getter : type.getDeclaredMethods()) {
                if (Modifier.isPublic(getter.getModifiers()) && getter.getName().matches("get[A-Z].*")) {
                    ours(getter.getGenericReturnType()).forEach(known -> shown.add(name(known)));
                }
            }
        }
        shown.removeIf(name -> name.startsWith("ExpectTls"));
        assertThat(shown.stream().filter(name -> !SHOWN.contains(name)).toList(), is(empty()));
    }

    private static Set<Class<?>> ours(Type type) {
        Set<Class<?>> found = new java.util.HashSet<>();
        if (type instanceof ParameterizedType parameterized) {
            for (Type argument : parameterized.getActualTypeArguments()) {
                found.addAll(ours(argument));
            }
        } else if (type instanceof Class<?> plain && plain.getName().startsWith(ROOT)) {
            found.add(plain);
        }
        return found;
    }

    private JenkinsRule.WebClient client(String user) {
        return clients.computeIfAbsent(String.valueOf(user), name -> {
            JenkinsRule.WebClient client = jenkins.createWebClient()
                    .withJavaScriptEnabled(false)
                    .withRedirectEnabled(false)
                    .withThrowExceptionOnFailingStatusCode(false);
            return user == null ? client : client.withBasicCredentials(user);
        });
    }

    private WebResponse ask(String path, String user, HttpMethod how) throws Exception {
        JenkinsRule.WebClient client = client(user);
        URL url = how == HttpMethod.POST ? client.createCrumbedUrl(path) : new URL(jenkins.getURL(), path);
        return client.loadWebResponse(new WebRequest(url, how));
    }

    /** The address of each POST method of a descriptor, with a value that no check accepts. */
    private List<String> posts() throws Exception {
        List<String> posts = new ArrayList<>();
        for (Map.Entry<String, Method> entry : webMethods().entrySet()) {
            if (!isPost(entry.getValue())) {
                continue;
            }
            Class<?> owner = entry.getValue().getDeclaringClass();
            assertThat(entry.getKey(), Descriptor.class.isAssignableFrom(owner));
            for (Class<?> type : classes()) {
                if (owner.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                    Descriptor<?> descriptor = (Descriptor<?>) jenkins.jenkins
                            .getExtensionList(type.asSubclass(Object.class))
                            .get(0);
                    String method = entry.getValue().getName();
                    posts.add(descriptor.getDescriptorUrl() + "/"
                            + method.substring(2, 3).toLowerCase(java.util.Locale.ROOT) + method.substring(3)
                            + "?value=..%2F%3F&loadBalancers=healthy");
                }
            }
        }
        return posts;
    }

    private static String said(WebResponse response) {
        return response.getStatusCode() + " " + response.getContentAsString();
    }

    private static boolean tellsSomething(WebResponse response) {
        String text = response.getContentAsString();
        return response.getStatusCode() == 200
                && !text.contains("Only who may configure this job can have it ask AWS.")
                && (text.matches("(?s).*class=\"(ok|error|warning)\">.+")
                        || text.contains("class=error")
                        || text.matches("(?s).*\"value\":\"[^\"]+\".*|\\[\".*"));
    }

    @Test
    void postIsRefusedByGetAndTellsNothingWithoutPermission() throws Exception {
        List<String> posts = posts();
        assertThat(posts.size() > 30, is(true));
        for (String post : posts) {
            for (String path : new String[] {post, "job/job/" + post}) {
                assertThat(path, ask(path, "admin", HttpMethod.GET).getStatusCode(), is(oneOf(404, 405)));
                WebResponse told = ask(path, "admin", HttpMethod.POST);
                assertThat(path + " tells the administrator: " + said(told), tellsSomething(told), is(true));
                for (String user : new String[] {"stranger", "reader", null}) {
                    WebResponse answer = ask(path, user, HttpMethod.POST);
                    assertThat(path + " tells " + user + ": " + said(answer), tellsSomething(answer), is(false));
                    assertThat(answer.getContentAsString(), not(containsString(CREDENTIALS)));
                }
            }
        }
    }

    @Test
    void whoMayNotConfigureHasNothingAskedOfAws() throws Exception {
        for (String post : posts()) {
            for (String path : new String[] {post, "job/job/" + post}) {
                for (String user : new String[] {"stranger", "reader", null}) {
                    ask(path, user, HttpMethod.POST);
                }
                ask(path, "admin", HttpMethod.GET);
            }
        }
        assertThat(deployments.aws.requests().all(), is(empty()));
    }

    @Test
    void credentialsOfTheSystemAreListedToWhomTheyConcern() throws Exception {
        String fill = jenkins.jenkins
                        .getDescriptorOrDie(io.jenkins.plugins.tlserrorgate.step.TlsErrorGateStep.class)
                        .getDescriptorUrl()
                + "/fillCredentialsIdItems";
        assertThat(ask(fill, "admin", HttpMethod.POST).getContentAsString(), containsString(CREDENTIALS));
        assertThat(ask("job/job/" + fill, "admin", HttpMethod.POST).getContentAsString(), containsString(CREDENTIALS));
        for (String user : new String[] {"reader", "stranger", null}) {
            for (String path : new String[] {fill, "job/job/" + fill}) {
                assertThat(ask(path, user, HttpMethod.POST).getContentAsString(), not(containsString(CREDENTIALS)));
            }
        }
    }

    @Test
    void viewsAreForThoseWhoMayReadTheJob() throws Exception {
        for (String view : new String[] {
            "job/job/1/tlsErrorGate/data.csv",
            "job/job/1/tlsErrorMetrics/data.csv",
            "job/job/tlsErrorGate/trend",
            "job/job/tlsErrorGate/badge.svg",
            "job/job/tlsErrorGate/shields.json",
            "tlsErrorGate/badge.svg?job=job",
            "tlsErrorGate/shields.json?job=job"
        }) {
            assertThat(view, ask(view, "reader", HttpMethod.GET).getStatusCode(), is(200));
            assertThat(view, ask(view, "stranger", HttpMethod.GET).getStatusCode(), is(404));
            assertThat(view, ask(view, null, HttpMethod.GET).getStatusCode(), is(oneOf(403, 404)));
        }
    }

    @Test
    void settingsAreTheAdministratorsAlone() throws Exception {
        for (String user : new String[] {"reader", "stranger", null}) {
            assertThat(ask("configSubmit", user, HttpMethod.POST).getStatusCode(), is(oneOf(403, 404)));
            assertThat(ask("configure", user, HttpMethod.GET).getStatusCode(), is(403));
        }
    }
}
