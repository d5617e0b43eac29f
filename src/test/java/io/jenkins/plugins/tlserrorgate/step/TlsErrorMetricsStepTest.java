package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorMetricsAction;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorMetricsPart;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorMetricsResult;
import java.util.List;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class TlsErrorMetricsStepTest {

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

    private static String step(String balancer, String more) {
        return "tlsErrorMetrics(loadBalancer: '" + balancer + "', region: '" + Deployments.REGION
                + "', credentialsId: '" + Deployments.CREDENTIALS + "'" + more + ")";
    }

    private WorkflowRun run(Result expected, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.buildAndAssertStatus(expected, job);
    }

    private static TlsErrorMetricsResult result(WorkflowRun run) {
        return run.getAction(TlsErrorMetricsAction.class).getResult();
    }

    @Test
    void aDayOfBothMetricsIsReturnedAndPrintedWithoutAVerdict() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "def found = " + step("locked-out", "") + "\n"
                        + "echo \"${found.loadBalancer} ${found.period} ${found.statistics} ${found.traffic} ${found.notes.size()}\"\n"
                        + "for (part in found.parts) {\n"
                        + "  def sum = 0\n"
                        + "  for (point in part.points) { sum += point.Sum }\n"
                        + "  echo \"${part.metric} ${part.points.size()} points, adds up ${sum == part.errors},\""
                        + " + \" peak ${part.points.find { it.Sum == part.peak }.time == part.peakAt},\""
                        + " + \" share ${part.shareWithErrors > 0.9}, rate ${part.errorsPerThousand > 1}\"\n"
                        + "}\n"
                        + "echo found.metrics[1].displayName + ', ' + found.metrics[1].unit + ', ' + found.metrics[1].namespace");

        jenkins.assertLogContains("[TLS Error Gate] locked-out: ", run);
        jenkins.assertLogContains(" 300 [Sum] true 0", run);
        jenkins.assertLogContains("client 288 points, adds up true, peak true, share true, rate true", run);
        jenkins.assertLogContains("target 288 points, adds up true", run);
        jenkins.assertLogContains("Target TLS Negotiation Error Count, Count, AWS/ApplicationELB", run);
        jenkins.assertLogContains("| 0 to ", run);
        assertThat("judges nothing", run.getAction(TlsErrorGateAction.class), is(nullValue()));
        assertThat("one request", deployments.looks(), is(1L));
    }

    @Test
    void severalStatisticsOfAFewZonesInADeclarativePipeline() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "pipeline { agent none\n stages { stage('Look') { steps { "
                        + step(
                                "healthy",
                                ", statistic: ['Sum', 'Average', 'Maximum', 'SampleCount'], by: 'zone', metrics: ['client'],"
                                        + " startTime: '" + deployments.deployed.minusSeconds(7200) + "', endTime: "
                                        + deployments.deployed.toEpochMilli() + ", period: 60")
                        + " } } } }");
        List<TlsErrorMetricsPart> parts = result(run).getParts();
        assertThat(parts, hasSize(3));
        for (TlsErrorMetricsPart part : parts) {
            assertThat(part.getZone(), containsString(Deployments.REGION));
            assertThat(part.getPoints(), hasSize(120));
            part.getPoints().stream()
                    .filter(point -> point.get("Average") != null)
                    .forEach(point -> {
                        double sum = ((Number) point.get("Sum")).doubleValue();
                        double samples = ((Number) point.get("SampleCount")).doubleValue();
                        assertThat(((Number) point.get("Average")).doubleValue(), is(closeTo(sum / samples, 1e-5)));
                    });
        }
        assertThat(result(run).getEndTime(), is(deployments.deployed.toString()));
    }

    @Test
    void targetGroupsShowWhichOneHasTheErrors() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                step("bad-backend", ", metrics: ['target'], by: 'targetGroup', startTime: '15m', period: 60"));
        List<TlsErrorMetricsPart> parts = result(run).getParts();
        assertThat(parts, hasSize(2));
        assertThat(parts.get(1).getTargetGroup(), containsString("api-v2"));
        assertThat(
                parts.get(1).getErrors().doubleValue(),
                greaterThan(10 * parts.get(0).getErrors().doubleValue()));
    }

    @Test
    void moreThanAPageIsReadWithSeveralRequests() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                step(
                        "healthy",
                        ", metrics: 'client', by: 'balancer, zone', startTime: '14d', period: 60, maxDataPoints: 100800"));
        assertThat(deployments.aws.requests().of("GetMetricData").size(), greaterThan(1));
        assertThat(deployments.looks(), is(1L));
        for (TlsErrorMetricsPart part : result(run).getParts()) {
            assertThat(part.getPeriodsWithTraffic(), is(14 * 24 * 60));
        }
    }

    @Test
    void filesAreWrittenIntoTheWorkspaceOnRequest() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "node { " + step("healthy", ", csvFile: 'reports/tls.csv', jsonFile: 'tls.json'")
                        + "\n echo readFile('reports/tls.csv').readLines()[1]\n"
                        + " echo \"${readFile('tls.json').contains('Client TLS Negotiation Error Count')}\" }");
        jenkins.assertLogContains("ClientTLSNegotiationErrorCount,AWS/ApplicationELB,app/healthy/", run);
        jenkins.assertLogContains("true", run);
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(
                jenkins.jenkins.getItemByFullName(run.getParent().getFullName(), WorkflowJob.class));
        JSONObject json = JSONObject.fromObject(workspace.child("tls.json").readToString());
        assertThat(json.getJSONArray("parts").size(), is(2));
        assertThat(workspace.child("reports/tls.csv").readToString().split("\r\n").length, is(1 + 2 * 288));
    }

    @Test
    void filesNeedAWorkspaceAndStayWithinIt() throws Exception {
        jenkins.assertLogContains(
                "csvFile: \"tls.csv\" needs a workspace to be written to; put the step into node { }",
                run(Result.FAILURE, step("healthy", ", csvFile: 'tls.csv'")));
        for (String file :
                new String[] {"../tls.csv", "/tmp/tls.csv", "a/../../b", "C:\\\\tls.csv", "..\\\\tls.csv", "a/"}) {
            jenkins.assertLogContains(
                    "is not a file in the workspace",
                    run(Result.FAILURE, "node { " + step("healthy", ", jsonFile: '" + file + "'") + " }"));
        }
        jenkins.assertLogContains(
                "is the same file as csvFile",
                run(Result.FAILURE, "node { " + step("healthy", ", jsonFile: 'a', csvFile: 'a'") + " }"));
        assertThat(deployments.aws.requests().all(), is(empty()));
    }

    @Test
    void withoutErrorsItIsSaidWhetherThereWasTraffic() throws Exception {
        WorkflowRun run = run(Result.SUCCESS, "echo \"traffic ${" + step("idle", "") + ".traffic}\"");
        jenkins.assertLogContains("idle: no TLS errors and no traffic either in 1d", run);
        jenkins.assertLogContains("traffic false", run);
    }

    @Test
    void badInputFailsBeforeAnyCall() throws Exception {
        for (String[] wrong : new String[][] {
            {", startTime: '20d', period: 60", "a period of 300 reaches back 63d"},
            {", startTime: '14d', period: 60", "a period of 300 fits"},
            {", startTime: '2026-01-02T00:00:00Z', endTime: '2026-01-01T00:00:00Z'", "does not lie before endTime"},
            {", statistic: 'Summ'", "did you mean \"Sum\"?"},
            {", period: 90", "60 or a multiple of it"},
        }) {
            jenkins.assertLogContains(wrong[1], run(Result.FAILURE, step("healthy", wrong[0])));
        }
        assertThat(deployments.aws.requests().all(), is(empty()));
    }

    @Test
    void whatPassesIsTriedAgainAndWhatDoesNotIsSaid() throws Exception {
        deployments
                .aws
                .faults()
                .inject(Fault.error(503, "ServiceUnavailable", "busy")
                        .on("GetMetricData")
                        .times(6));
        jenkins.assertLogContains("healthy: ", run(Result.SUCCESS, step("healthy", "")));
        Deployments.addCredentials("no-metrics", Deployments.WITHOUT_METRICS);
        WorkflowRun denied =
                run(Result.FAILURE, step("healthy", "").replace("'" + Deployments.CREDENTIALS + "'", "'no-metrics'"));
        jenkins.assertLogContains("allow the IAM action cloudwatch:GetMetricData", denied);
        jenkins.assertLogNotContains("\tat ", denied);
        assertThat(denied.getAction(TlsErrorMetricsAction.class), is(nullValue()));
    }

    @Test
    void thePageShowsChartsNumbersAndWhatTheyMean() throws Exception {
        WorkflowRun run =
                run(Result.SUCCESS, step("healthy", ", statistic: ['Sum', 'Maximum']") + "\n" + step("idle", ""));
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            HtmlPage page = client.getPage(run, "tlsErrorMetrics/");
            String text = page.asNormalizedText();
            assertThat(text, containsString("Client TLS errors, Maximum"));
            assertThat(text, containsString("Client TLS Negotiation Error Count"));
            assertThat(text, containsString("AWS/ApplicationELB, ClientTLSNegotiationErrorCount, unit Count"));
            assertThat(text, containsString(" of 288"));
            assertThat(page.querySelectorAll("[data-chart]"), hasSize(4));
            JSONObject chart = JSONObject.fromObject(page.querySelector("[data-chart]")
                    .getAttributes()
                    .getNamedItem("data-chart")
                    .getNodeValue());
            assertThat(
                    chart.getJSONArray("segments")
                            .getJSONObject(0)
                            .getJSONArray("errors")
                            .size(),
                    is(288));
            assertThat(page.querySelector("h2.tls-error-gate__title").getTextContent(), not(containsString("${")));
            assertThat(
                    client.getPage(run, "tlsErrorMetrics-2/").getWebResponse().getContentAsString(),
                    containsString("no traffic either"));
            assertThat(
                    client.goTo(run.getUrl() + "tlsErrorMetrics/data.csv", "text/csv")
                            .getWebResponse()
                            .getContentAsString(),
                    containsString("Sum,Maximum,unit"));
            JSONObject api =
                    jenkins.getJSON(run.getUrl() + "tlsErrorMetrics/api/json").getJSONObject();
            JSONObject part = api.getJSONObject("result").getJSONArray("parts").getJSONObject(0);
            assertThat(part.getString("metric"), is("client"));
            assertThat(part.getJSONArray("points").size(), is(288));
            assertThat(part.getJSONArray("points").getJSONObject(0).has("Maximum"), is(true));
            assertThat(
                    api.getJSONObject("result")
                            .getJSONArray("metrics")
                            .getJSONObject(0)
                            .getString("unit"),
                    is("Count"));
            assertThat(client.getPage(run).asNormalizedText(), containsString("TLS errors in 1d"));
        }
    }

    @Test
    void theFormKeepsWhatIsSetAndTheSnippetHasNothingElse() throws Exception {
        assertThat(Snippetizer.object2Groovy(new TlsErrorMetricsStep("shop")), is("tlsErrorMetrics 'shop'"));
        TlsErrorMetricsStep plain = new StepConfigTester(jenkins).configRoundTrip(new TlsErrorMetricsStep("shop"));
        assertThat(Snippetizer.object2Groovy(plain), is("tlsErrorMetrics 'shop'"));
        TlsErrorMetricsStep all = new TlsErrorMetricsStep("shop");
        all.setMetrics(List.of("client", "target"));
        all.setTargetGroups(List.of("api"));
        all.setBy("balancer, zone");
        all.setStartTime("14d");
        all.setEndTime("2026-01-14T12:00:00Z");
        all.setStatistic("Average, Maximum");
        all.setPeriod(3600);
        all.setMaxDataPoints(500);
        all.setCsvFile("tls.csv");
        all.setJsonFile("tls.json");
        all.setRegion("eu-central-1");
        all.setCredentialsId("aws");
        all.setRoleArn("arn:aws:iam::123456789012:role/reader");
        all.setExternalId("x");
        jenkins.assertEqualDataBoundBeans(all, new StepConfigTester(jenkins).configRoundTrip(all));
        assertThat(
                Snippetizer.object2Groovy(all), containsString("statistic: 'Average, Maximum', targetGroups: ['api']"));
    }

    @Test
    void everyFieldHasHelpAndTheFormSaysWhatTheMetricsAre() throws Exception {
        TlsErrorMetricsStep.DescriptorImpl descriptor =
                jenkins.jenkins.getDescriptorByType(TlsErrorMetricsStep.DescriptorImpl.class);
        for (String field : List.of(
                "loadBalancer",
                "metrics",
                "targetGroups",
                "by",
                "startTime",
                "endTime",
                "statistic",
                "period",
                "maxDataPoints",
                "csvFile",
                "jsonFile",
                "region",
                "credentialsId",
                "roleArn",
                "externalId")) {
            assertThat(
                    jenkins.createWebClient()
                            .goTo("descriptor/" + descriptor.getId() + "/help/" + field, null)
                            .getWebResponse()
                            .getContentAsString(),
                    containsString("<div>"));
        }
        assertThat(descriptor.getMeanings().get(0), containsString("Client TLS Negotiation Error Count"));
        assertThat(descriptor.doCheckStartTime(null, "20d", "", "60").getMessage(), containsString("a period of 300"));
        assertThat(descriptor.doCheckStatistic(null, "Sum, Avg").getMessage(), containsString("is no statistic"));
    }
}
