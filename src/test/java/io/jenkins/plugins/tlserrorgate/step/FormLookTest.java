package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.aws.simulator.LoggedRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a form asks AWS while it is filled in, for whom it asks, and what it says when it may not. */
@WithJenkins
class FormLookTest {

    private static final String AWS = Deployments.CREDENTIALS;
    private static final String REGION = Deployments.REGION;
    private static final String FEW = "may-describe-balancers";

    private final Deployments deployments = new Deployments();
    private JenkinsRule jenkins;
    private WorkflowJob job;
    private TlsErrorGateStep.DescriptorImpl gate;
    private TlsErrorMetricsStep.DescriptorImpl metrics;

    @BeforeEach
    void connect(JenkinsRule rule) throws Exception {
        jenkins = rule;
        deployments.connect();
        Deployments.addCredentials(FEW, Deployments.WITHOUT_METRICS);
        job = jenkins.createProject(WorkflowJob.class, "job");
        gate = jenkins.jenkins.getDescriptorByType(TlsErrorGateStep.DescriptorImpl.class);
        metrics = jenkins.jenkins.getDescriptorByType(TlsErrorMetricsStep.DescriptorImpl.class);
    }

    @AfterEach
    void close() {
        deployments.close();
    }

    private List<String> operations() {
        return deployments.aws.requests().all().stream()
                .map(LoggedRequest::operation)
                .toList();
    }

    @Test
    void balancersAndTheirTargetGroupsAreOffered() {
        String[] all = {"bad-backend", "healthy", "idle", "locked-out", "silent"};
        for (Item item : new Item[] {job, null}) {
            assertThat(gate.doFillLoadBalancerItems(item, REGION, AWS, null, null), contains(all));
            assertThat(gate.doFillLoadBalancersItems(item, REGION, AWS, null, null, ""), contains(all));
            assertThat(metrics.doFillLoadBalancerItems(item, REGION, AWS, "", ""), contains(all));
        }
        deployments.aws.requests().clear();
        assertThat(
                gate.doFillTargetGroupsItems(job, REGION, AWS, null, null, "healthy", null, null),
                contains("api-v1", "api-v2"));
        assertThat(operations(), contains("DescribeLoadBalancers", "DescribeTargetGroups"));
        assertThat(
                gate.doFillTargetGroupsItems(job, REGION, AWS, null, null, "", "healthy, gone, !", ""),
                contains("api-v1", "api-v2"));
        assertThat(
                gate.doFillTargetGroupsItems(job, REGION, AWS, null, null, "healthy", null, "api-v1,ap"),
                contains("api-v1, api-v2"));
        deployments.aws.requests().clear();
        assertThat(gate.doFillTargetGroupsItems(job, REGION, AWS, null, null, "", "", ""), is(empty()));
        assertThat("no balancer, no question", operations(), is(empty()));
    }

    @Test
    void theRoleIsAssumedAndAnArnSaysTheRegion() {
        assertThat(
                gate.doFillLoadBalancerItems(job, REGION, AWS, "arn:aws:iam::123456789012:role/gate", null),
                hasItem("healthy"));
        assertThat(operations(), contains("AssumeRole", "DescribeLoadBalancers"));
        String arn =
                "arn:aws:elasticloadbalancing:" + REGION + ":123456789012:loadbalancer/app/healthy/0123456789abcdef";
        assertThat(
                gate.doFillTargetGroupsItems(job, "", AWS, null, null, arn, null, "api"), contains("api-v1", "api-v2"));
    }

    @Test
    void nobodyWhoMayNotConfigureTheJobCausesACall() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("author"));
        for (Item item : new Item[] {job, null}) {
            try (ACLContext reader = ACL.as2(User.getById("reader", true).impersonate2())) {
                assertThat(gate.doFillLoadBalancerItems(item, REGION, AWS, null, null), is(empty()));
                assertThat(gate.doFillLoadBalancersItems(item, REGION, AWS, null, null, ""), is(empty()));
                assertThat(
                        gate.doFillTargetGroupsItems(item, REGION, AWS, null, null, "healthy", null, null),
                        is(empty()));
                assertThat(
                        gate.doCheckLoadBalancer(item, "gone", null, REGION, AWS, null, null).kind,
                        is(FormValidation.Kind.OK));
                assertThat(
                        gate.doCheckTargetGroups(item, "gone", null, "healthy", null, REGION, AWS, null, null).kind,
                        is(FormValidation.Kind.OK));
            }
        }
        assertThat(test("reader", "job/job/", "loadBalancer", "healthy"), containsString("who may configure this job"));
        assertThat(test("author", "", "loadBalancer", "healthy"), containsString("who may configure this job"));
        assertThat(operations(), is(empty()));
        try (ACLContext author = ACL.as2(User.getById("author", true).impersonate2())) {
            assertThat(gate.doFillLoadBalancerItems(job, REGION, AWS, null, null), hasItem("healthy"));
            assertThat(
                    "an administrator's form",
                    gate.doFillLoadBalancerItems(null, REGION, AWS, null, null),
                    is(empty()));
        }
    }

    @Test
    void emptyListsAreExplained() {
        says(
                gate.doCheckLoadBalancer(job, "", null, REGION, "nobody", null, null),
                "credentialsId: \"nobody\" is not among");
        says(gate.doCheckLoadBalancer(job, "healthy", null, "", AWS, null, null), "region: (not set) is needed");
        says(
                gate.doCheckLoadBalancer(job, "healthy", null, REGION, AWS, "role", null),
                "roleArn: \"role\" is not the ARN");
        assertThat(operations(), is(empty()));
        assertThat(gate.doFillTargetGroupsItems(job, REGION, FEW, null, null, "healthy", null, null), is(empty()));
        says(
                gate.doCheckTargetGroups(job, "", null, "healthy", null, REGION, FEW, null, null),
                "elasticloadbalancing:DescribeTargetGroups was denied; allow the IAM action"
                        + " elasticloadbalancing:DescribeTargetGroups to this identity");
    }

    @Test
    void whatIsNotThereIsToldWithWhatWasMeant() {
        assertThat(
                gate.doCheckLoadBalancer(job, "healthy", null, REGION, AWS, null, null).kind,
                is(FormValidation.Kind.OK));
        says(gate.doCheckLoadBalancer(job, "helthy", null, REGION, AWS, null, null), "did you mean \"healthy\"?");
        says(
                gate.doCheckTargetGroups(job, "api-v1, api-v3", null, "healthy", null, REGION, AWS, null, null),
                "api-v3 is not there");
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedForLong() {
        deployments.aws.faults().inject(Fault.hold(Duration.ofSeconds(20)).on("DescribeLoadBalancers"));
        says(
                gate.doCheckLoadBalancer(job, "healthy", null, REGION, AWS, null, null),
                "no answer from AWS within 8 seconds");
    }

    @Test
    void credentialsThatNoBuildMayUseServeNoForm() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.SYSTEM,
                        "controller-only",
                        Account.DEFAULT_KEY.accessKeyId(),
                        Account.DEFAULT_KEY.secretAccessKey(),
                        null));
        for (String id : new String[] {"controller-only", "nobody", ""}) {
            assertThat(gate.doFillLoadBalancerItems(job, REGION, id, null, null), is(empty()));
            says(gate.doCheckLoadBalancer(job, "healthy", null, REGION, id, null, null), "credentialsId: ");
            assertThat(
                    test(null, "job/job/", "loadBalancer", "healthy", "credentialsId", id),
                    containsString("class=\"error\""));
        }
        assertThat(operations(), is(empty()));
    }

    private static void says(FormValidation validation, String text) {
        assertThat(validation.renderHtml().replace("&quot;", "\""), containsString(text));
        assertThat(validation.kind, is(not(FormValidation.Kind.OK)));
    }

    @Test
    void testSaysWhatTheGateWouldSay() throws Exception {
        String passed = test(null, "job/job/", "loadBalancer", "healthy", "confidence", "0.9999");
        assertThat(passed, containsString("the gate would say:<br>PASS: "));
        assertThat(passed, containsString("class=\"ok\""));
        String failed = test(null, "", "loadBalancers", "healthy, locked-out");
        assertThat(failed, containsString("<br>FAIL: "));
        assertThat(failed, containsString("class=\"error\""));
        String unclear = test(null, "job/job/", "loadBalancer", "idle");
        assertThat(unclear, containsString("<br>INCONCLUSIVE: "));
        assertThat(unclear, containsString("class=\"warning\""));
    }

    @Test
    void testSaysWhatIsWrong() throws Exception {
        assertThat(
                test(null, "job/job/", "loadBalancer", "healthy", "credentialsId", FEW),
                containsString("cloudwatch:GetMetricData was denied; allow the IAM action cloudwatch:GetMetricData"));
        assertThat(
                test(null, "job/job/", "loadBalancer", "gone"), containsString("does not exist in region " + REGION));
        deployments.aws.requests().clear();
        assertThat(test(null, "job/job/", "loadBalancer", "<b>"), containsString("is not a load balancer"));
        assertThat(test(null, "job/job/", "loadBalancer", "<b>"), not(containsString("<b>")));
        assertThat(
                test(null, "job/job/", "loadBalancer", "healthy", "tolerance", "much"),
                containsString("tolerance: &quot;much&quot; is not a number"));
        assertThat(test(null, "job/job/", "loadBalancer", "healthy", "observe", "400d"), containsString("is too long"));
        assertThat(operations(), is(empty()));
    }

    /** What the button Test gets for these values; region and credentials are given unless they are among them. */
    private String test(String user, String context, String... values) throws Exception {
        StringBuilder body = new StringBuilder("region=" + REGION);
        if (!Arrays.asList(values).contains("credentialsId")) {
            body.append("&credentialsId=").append(AWS);
        }
        for (int i = 0; i < values.length; i += 2) {
            body.append('&')
                    .append(values[i])
                    .append('=')
                    .append(URLEncoder.encode(values[i + 1], StandardCharsets.UTF_8));
        }
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            if (user != null) {
                client.withBasicCredentials(user);
            }
            WebRequest request = new WebRequest(
                    client.createCrumbedUrl(context + gate.getDescriptorUrl() + "/test"), HttpMethod.POST);
            request.setRequestBody(body.toString());
            request.setAdditionalHeader("Content-Type", "application/x-www-form-urlencoded");
            WebResponse answer = client.loadWebResponse(request);
            assertThat(answer.getContentAsString(), answer.getStatusCode(), is(200));
            return answer.getContentAsString();
        }
    }

    @Test
    void theButtonSendsAllThatCounts() throws Exception {
        Matcher sent = Pattern.compile("with=\"([^\"]*)\"")
                .matcher(Files.readString(
                        Path.of("src/main/resources/io/jenkins/plugins/tlserrorgate/step/GateStep/test.jelly")));
        assertThat(sent.find(), is(true));
        Set<String> counts = new DescribableModel<>(WithTlsErrorGateStep.class)
                .getParameters().stream()
                        .map(DescribableParameter::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        // What the deployment changed is not known, and a test has no effect on a build.
        counts.removeAll(
                Set.of("requireTlsChange", "expectTls", "dryRun", "onRegression", "onInconclusive", "onError"));
        assertThat(new TreeSet<>(Arrays.asList(sent.group(1).split(","))), is(counts));
    }
}
