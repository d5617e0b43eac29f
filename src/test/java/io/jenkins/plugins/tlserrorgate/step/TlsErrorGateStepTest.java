package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import hudson.model.Result;
import hudson.model.queue.QueueTaskFuture;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateResult;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.hamcrest.Matchers;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.nodes.StepAtomNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class TlsErrorGateStepTest {

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

    @Test
    void healthyDeploymentPassesInAScriptedPipelineWithoutNode() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "def found = " + deployments.gate("healthy", "") + "\n"
                        + "echo \"returned ${found.verdict} ${found.passed} for ${found.loadBalancer}\"\n"
                        + "for (c in found.comparisons) {\n"
                        + "  echo \"${c.metric} errors ${c.errorsBefore > 0} ${c.errorsAfter >= 0} of ${c.exposureAfter > 0}"
                        + " ratio ${c.ratioLow <= c.ratio && c.ratio < c.ratioHigh} p ${c.p > 0.0001}\"\n"
                        + "}");

        jenkins.assertLogContains("[TLS Error Gate] PASS: no rise beyond chance: client TLS errors of healthy", run);
        jenkins.assertLogContains("returned PASS true for app/healthy/", run);
        jenkins.assertLogContains("client errors true true of true ratio true p true", run);
        jenkins.assertLogContains("target errors true true of true ratio true p true", run);
        assertThat(deployments.looks(), is(1L));
    }

    @Test
    void clientRegressionFailsADeclarativePipeline() throws Exception {
        WorkflowRun run = run(
                Result.FAILURE,
                "pipeline { agent none\n stages { stage('Verify') { steps { " + deployments.gate("locked-out", "")
                        + " } } } }");

        jenkins.assertLogContains("[TLS Error Gate] FAIL: client TLS errors of locked-out rose", run);
        jenkins.assertLogContains("ERROR: TLS Error Gate FAIL: client TLS errors of locked-out rose", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void targetRegressionMarksTheBuildAndItsStepUnstable() throws Exception {
        WorkflowRun run = run(
                Result.UNSTABLE,
                "node {\n"
                        + deployments.gate(
                                "bad-backend", ", targetGroups: ['api-v1', 'api-v2'], onRegression: 'UNSTABLE'")
                        + "\n}\necho 'went on'");

        jenkins.assertLogContains("FAIL: target TLS errors of api-v2 rose", run);
        jenkins.assertLogContains("went on", run);
        WarningAction warning = gateNode(run).getAction(WarningAction.class);
        assertThat(warning.getResult(), is(Result.UNSTABLE));
        assertThat(warning.getMessage(), containsString("target TLS errors of api-v2"));
        List<String> verdicts = run.getAction(TlsErrorGateAction.class).getResult().getComparisons().stream()
                .map(c -> c.getMetric() + " " + c.getTargetGroup() + " " + c.getVerdict())
                .map(text -> text.replaceAll("/[0-9a-f]+ ", " "))
                .toList();
        assertThat(
                verdicts,
                is(List.of("client null PASS", "target targetgroup/api-v1 PASS", "target targetgroup/api-v2 FAIL")));
    }

    @Test
    void noTrafficAfterTheDeploymentIsInconclusive() throws Exception {
        WorkflowRun run = run(Result.UNSTABLE, deployments.gate("silent", ""));
        jenkins.assertLogContains("INCONCLUSIVE: client TLS errors of silent: no traffic after the deployment", run);
    }

    @Test
    void balancerThatNeverHadTrafficIsInconclusiveAndCanFailTheBuild() throws Exception {
        WorkflowRun run = run(Result.FAILURE, deployments.gate("idle", ", onInconclusive: 'FAILURE'"));
        jenkins.assertLogContains("INCONCLUSIVE: client TLS errors of idle: CloudWatch shows no traffic at all", run);
    }

    @Test
    void unknownBalancerIsAnErrorThatNamesIt() throws Exception {
        WorkflowRun run = run(Result.FAILURE, deployments.gate("helthy", ""));
        jenkins.assertLogContains(
                "ERROR: loadBalancer: \"helthy\" does not exist in region eu-central-1 of this account", run);
        assertThat(deployments.aws.requests().of("GetMetricData"), is(empty()));
    }

    @Test
    void targetGroupOfAnotherBalancerIsAnErrorThatListsItsOwn() throws Exception {
        WorkflowRun run = run(Result.FAILURE, deployments.gate("healthy", ", targetGroups: ['api-v3']"));
        jenkins.assertLogContains(
                "targetGroups: \"api-v3\" is not a target group of load balancer healthy, which has api-v1, api-v2",
                run);
    }

    @Test
    void deniedPermissionNamesTheActionAndKeepsTheSecret() throws Exception {
        Deployments.addCredentials("no-metrics", Deployments.WITHOUT_METRICS);
        WorkflowRun run = run(
                Result.FAILURE,
                deployments.gate("healthy", "").replace("'" + Deployments.CREDENTIALS + "'", "'no-metrics'"));
        jenkins.assertLogContains("allow the IAM action cloudwatch:GetMetricData", run);
        jenkins.assertLogContains("request id", run);
        jenkins.assertLogNotContains("\tat ", run);
        assertSecretIsNowhere(run, Deployments.WITHOUT_METRICS.secretAccessKey());
    }

    @Test
    void verdictIsReturnedAndTheBuildLeftAloneWhereNothingIsToHappen() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "def found = " + deployments.gate("locked-out", ", onRegression: 'NONE'")
                        + "\nif (found.verdict == 'FAIL') { echo \"rolling back: ${found.explanation}\" }");
        jenkins.assertLogContains("rolling back: client TLS errors of locked-out rose", run);
    }

    @Test
    void dryRunSaysWhatItWouldHaveDone() throws Exception {
        WorkflowRun run = run(Result.SUCCESS, deployments.gate("locked-out", ", dryRun: true"));
        jenkins.assertLogContains("FAIL: client TLS errors of locked-out", run);
        jenkins.assertLogContains("dry run: without it the build would now be FAILURE", run);
    }

    @Test
    void errorCanBeToldToLeaveTheBuildUnstable() throws Exception {
        run(Result.UNSTABLE, deployments.gate("helthy", ", onError: 'UNSTABLE'"));
    }

    @Test
    void plainRuleComparesAStatistic() throws Exception {
        WorkflowRun run = run(
                Result.FAILURE,
                deployments.gate(
                        "locked-out",
                        ", metrics: 'client', rule: 'percent', maxIncreasePercent: 50, statistic: 'Maximum', period: 60"));
        jenkins.assertLogContains("client TLS errors of locked-out: Maximum a 1m went from", run);
    }

    @Test
    void timesInMillisecondsMayBeNumbers() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                deployments
                        .gate("healthy", "")
                        .replaceAll(
                                "deploymentStart: '[^']+'", "deploymentStart: " + deployments.deployed.toEpochMilli())
                        .replaceAll("deploymentEnd: '[^']+'", "deploymentEnd: " + deployments.deployed.toEpochMilli()));
        jenkins.assertLogContains("deployment     " + deployments.deployed + " to " + deployments.deployed, run);
    }

    @Test
    void badParametersFailAtOnceWithoutAskingAws() throws Exception {
        assertRefused("baseline: 'three hours'", "baseline: \"three hours\" is not a duration; write it like");
        assertRefused("onRegression: 'FAIL'", "onRegression: \"FAIL\" is no outcome; use FAILURE, UNSTABLE or NONE");
        assertRefused("region: 'eu-centrall-1'", null);
        assertRefused("confidence: 1.5", "confidence: \"1.5\" must lie between 0.5 and 1");
        assertRefused("statistic: 'Summ'", "did you mean \"Sum\"?");
        assertRefused("externalId: 'x'", "externalId: \"x\" goes with roleArn");
        assertRefused(
                "deploymentEnd: '2019-01-01T00:00:00Z'", "deploymentEnd: \"2019-01-01T00:00:00Z\" goes back too far");
        assertThat(deployments.aws.requests().all(), is(empty()));
    }

    private void assertRefused(String parameter, String message) throws Exception {
        WorkflowRun run = run(
                Result.FAILURE,
                "tlsErrorGate(loadBalancer: 'healthy', credentialsId: '" + Deployments.CREDENTIALS + "', " + parameter
                        + ", observe: '1m')");
        if (message != null) {
            jenkins.assertLogContains(message, run);
        }
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void abortWhileWaitingEndsTheGateAtOnce() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(deployments.waitingGate("healthy", Duration.ofMinutes(10)), true));
        QueueTaskFuture<WorkflowRun> future = job.scheduleBuild2(0);
        WorkflowRun run = future.waitForStart();
        jenkins.waitForMessage("observing until " + deployments.deployed.plus(Duration.ofMinutes(5)), run);
        jenkins.waitForMessage("baseline: ", run);

        run.getExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        assertThat(run.getAction(TlsErrorGateAction.class), is(nullValue()));
        assertThat("only the look at the baseline", deployments.looks(), is(1L));
    }

    @Test
    void theControllersLogTellsEachLookOfAGate() throws Exception {
        try (LogRecorder log =
                new LogRecorder().record(GateExecution.class, Level.FINE).capture(1_000)) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
            job.setDefinition(new CpsFlowDefinition(
                    deployments.gateStillObserving("healthy").replace("0.99", "0.9999"), true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("no regression so far (smallest p ", run);
            run.doStop();
            jenkins.waitForCompletion(run);
            List<String> told = log.getMessages().stream()
                    .filter(line -> line.startsWith("deploy #1, gate "))
                    .map(line -> line.substring(line.indexOf(": ") + 2))
                    .toList();
            assertThat(
                    told.subList(0, 2),
                    Matchers.contains(
                            matchesRegex("wants [0-9]+ series of .*"),
                            matchesRegex("RESOLVING -> OBSERVING: early look after .* no regression so far"
                                    + " \\(smallest p [0-9.e-]+\\); [1-9][0-9]? answers of AWS; next at .*")));
        }
    }

    @Test
    void earlyLookFailsAGateThatIsStillObserving() throws Exception {
        WorkflowRun run = run(Result.FAILURE, deployments.gateStillObserving("locked-out"));
        jenkins.assertLogContains("FAIL: client TLS errors of locked-out rose", run);
        jenkins.assertLogContains("note           Failed early, after 4 of 15 minutes of the observation.", run);
    }

    @Test
    void verdictIsCalibratedByTheBalancersOwnHistory() throws Exception {
        WorkflowRun passed = run(Result.SUCCESS, deployments.gate("healthy", ""));
        assertThat(
                JenkinsRule.getLog(passed),
                matchesPattern(Pattern.compile(
                        ".*PASS: no rise beyond chance: .*; on this balancer's history this rule would have"
                                + " fired \\d+ of 1,3\\d\\d times.*",
                        Pattern.DOTALL)));
        WorkflowRun failed = run(Result.FAILURE, deployments.gate("locked-out", ""));
        jenkins.assertLogContains("on this balancer's history of", failed);
        WorkflowRun without = run(Result.SUCCESS, deployments.gate("healthy", ", history: '0s'"));
        jenkins.assertLogContains("not calibrated: history is turned off", without);
    }

    @Test
    void baselineCanBeTakenFromTheDayBefore() throws Exception {
        WorkflowRun run =
                run(Result.SUCCESS, deployments.gate("healthy", ", baselineFrom: 'dayBefore', baseline: '2h'"));
        Instant centre = deployments.deployed.minus(Duration.ofDays(1)).plus(Duration.ofMinutes(7));
        jenkins.assertLogContains("baseline       " + centre.minus(Duration.ofHours(1)), run);
    }

    @Test
    void waitingGateHoldsNoExecutorAndTellsWhatItWaitsFor() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(deployments.waitingGate("healthy", Duration.ofSeconds(8)), true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("verdict at", run);

        String status =
                run.getExecution().getCurrentExecutions(false).get().get(0).getStatus();

        assertThat(status, containsString("observing until"));
        assertThat(jenkins.jenkins.toComputer().countBusy(), is(0));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("PASS: ", run);
    }

    @Test
    void twoGatesInParallelAreKeptApart() throws Exception {
        WorkflowRun run = run(
                Result.UNSTABLE,
                "parallel good: { " + deployments.gate("healthy", "") + " }, bad: { "
                        + deployments.gate("locked-out", ", onRegression: 'UNSTABLE'") + " }");

        List<TlsErrorGateAction> actions = run.getActions(TlsErrorGateAction.class);
        assertThat(
                actions.stream().map(TlsErrorGateAction::getUrlName).sorted().toList(),
                is(List.of("tlsErrorGate", "tlsErrorGate-2")));
        assertThat(
                actions.stream()
                        .map(a -> a.getResult().getLoadBalancer().split("/")[1] + " "
                                + a.getResult().getVerdict())
                        .sorted()
                        .toList(),
                is(List.of("healthy PASS", "locked-out FAIL")));
    }

    @Test
    void reportIsKeptWithTheBuildAndReadableThroughTheRemoteApi() throws Exception {
        WorkflowRun run = run(Result.FAILURE, deployments.gate("locked-out", ""));
        jenkins.jenkins.reload();
        WorkflowRun reloaded = jenkins.jenkins
                .getItemByFullName(run.getParent().getFullName(), WorkflowJob.class)
                .getBuildByNumber(1);

        JSONObject json = jenkins.getJSON(reloaded.getUrl() + "tlsErrorGate/api/json")
                .getJSONObject()
                .getJSONObject("result");

        assertThat(json.getString("verdict"), is("FAIL"));
        assertThat(json.getString("deploymentEnd"), is(deployments.deployed.toString()));
        JSONObject client = json.getJSONArray("comparisons").getJSONObject(0);
        assertThat(client.getString("metric"), is("client"));
        assertThat(client.getDouble("ratio") > 5, is(true));
        assertThat(client.getDouble("p") < 0.0001, is(true));
        String page = jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .getPage(reloaded, "tlsErrorGate")
                .asNormalizedText();
        assertThat(page, containsString("client TLS errors of locked-out rose"));
    }

    @Test
    void gateKeepsNoSecretOnDisk() throws Exception {
        WorkflowRun run = run(Result.SUCCESS, deployments.gate("healthy", ""));
        assertSecretIsNowhere(run, Account.DEFAULT_KEY.secretAccessKey());
    }

    private void assertSecretIsNowhere(WorkflowRun run, String secret) throws Exception {
        jenkins.assertLogNotContains(secret, run);
        try (Stream<Path> files = Files.walk(run.getRootDir().toPath())) {
            List<File> withSecret = files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, secret))
                    .map(Path::toFile)
                    .toList();
            assertThat(withSecret, is(empty()));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static FlowNode gateNode(WorkflowRun run) {
        return new DepthFirstScanner()
                .findFirstMatch(
                        run.getExecution(),
                        node -> node instanceof StepAtomNode step
                                && "tlsErrorGate".equals(step.getDisplayFunctionName()));
    }

    private WorkflowRun run(Result expected, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.buildAndAssertStatus(expected, job);
    }

    @Test
    void severalBalancersAreJudgedTogetherAndReportedEach() throws Exception {
        WorkflowRun run =
                run(Result.FAILURE, deployments.gateOf("loadBalancers: ['healthy', 'locked-out', 'bad-backend']", ""));
        TlsErrorGateResult found = run.getAction(TlsErrorGateAction.class).getResult();
        assertThat(found.getLoadBalancers(), hasSize(3));
        assertThat(found.getComparisons().get(0).getLoadBalancer(), startsWith("app/healthy/"));
        assertThat(found.getComparisons().get(0).getVerdict(), is("PASS"));
        assertThat(found.getWhere().get(0), containsString("% at locked-out"));
        assertThat(found.getWhere().get(1), containsString("% at bad-backend"));
        assertThat(found.getWhere().get(1), containsString("in target group api-v2"));
        // All series of all balancers in one request, and one more for the baseline where the gate had to wait.
        assertThat(deployments.looks(), is(1L));
    }

    @Test
    void earlierDeploymentsOfTheJobAreNoPlacebo() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        String yesterday = deployments.deployed.minus(Duration.ofDays(1)).toString();
        job.setDefinition(new CpsFlowDefinition(
                deployments
                        .gate("healthy", "")
                        .replace(deployments.deployed.toString(), yesterday)
                        .replace(deployments.deployed.minusSeconds(90).toString(), yesterday),
                true));
        WorkflowRun first = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogNotContains("earlier deployment", first);

        job.setDefinition(new CpsFlowDefinition(deployments.gate("healthy", ""), true));
        WorkflowRun second = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("windows across 1 earlier deployment are left out", second);

        job.setDefinition(new CpsFlowDefinition(deployments.gate("bad-backend", ""), true));
        jenkins.assertLogNotContains("earlier deployment", jenkins.buildAndAssertStatus(Result.FAILURE, job));
    }
}
