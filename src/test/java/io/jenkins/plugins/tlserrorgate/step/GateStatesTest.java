package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hudson.EnvVars;
import hudson.XmlFile;
import hudson.model.EnvironmentContributor;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.Saveable;
import hudson.model.TaskListener;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A restart, or something as unpleasant, in every state that a gate can be in; the simulated AWS holds it there. */
class GateStatesTest {

    private static final String LOCATED = "DescribeLoadBalancers";
    private static final String READ = "GetMetricData";
    private static final String FAILED = "FAIL: client TLS errors of locked-out rose";

    @RegisterExtension
    private final JenkinsSessionExtension session = new JenkinsSessionExtension();

    private final Deployments deployments = new Deployments();
    private final SimulatedAws aws = deployments.aws;

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        deployments.close();
    }

    @Test
    void lookForTheBalancer() throws Throwable {
        hold(LOCATED);
        session.then(jenkins -> {
            begin(jenkins, deployments.gate("locked-out", ""));
            awaitRequests(LOCATED, 1);
        });
        aws.faults().clear();
        session.then(this::failsOnce);
    }

    @Test
    void lookAtTheBaseline() throws Throwable {
        hold(READ);
        session.then(jenkins -> {
            begin(jenkins, deployments.waitingGate("locked-out", Duration.ofSeconds(25)));
            awaitRequests(READ, 1);
        });
        aws.faults().clear();
        session.then(this::failsOnce);
    }

    @Test
    void lookForTheVerdict() throws Throwable {
        hold(READ);
        session.then(jenkins -> {
            begin(jenkins, deployments.gate("locked-out", ""));
            awaitRequests(READ, 1);
        });
        aws.faults().clear();
        session.then(this::failsOnce);
    }

    @Test
    void lookThatSaysWhereAnEarlyRiseIs() throws Throwable {
        aws.faults().inject(Fault.slowBody(Duration.ofSeconds(1)).on(READ));
        session.then(jenkins -> {
            begin(jenkins, deployments.gateStillObserving("locked-out").replace(")", ", history: '1d')"));
            awaitRequests(READ, 1);
            hold(READ);
            awaitRequests(READ, 2);
        });
        aws.faults().clear();
        session.then(jenkins -> {
            failsOnce(jenkins);
            jenkins.assertLogContains("Failed early", build(jenkins));
        });
    }

    @Test
    void waitToTryAgain() throws Throwable {
        aws.faults().inject(Fault.of(Fault.Kind.SERVICE_UNAVAILABLE).on(LOCATED).times(0));
        session.then(jenkins -> {
            WorkflowRun run = begin(jenkins, deployments.gate("locked-out", ""));
            jenkins.waitForMessage("trying again after: elasticloadbalancing:DescribeLoadBalancers", run);
        });
        aws.faults().clear();
        session.then(this::failsOnce);
    }

    @Test
    void lookBeforeTheBlock() throws Throwable {
        hold(LOCATED);
        session.then(jenkins -> {
            begin(jenkins, LiveBalancers.around("healthy", ", requireTlsChange: true", "echo 'deploying'"));
            awaitRequests(LOCATED, 1);
        });
        aws.faults().clear();
        session.then(jenkins -> {
            WorkflowRun run = build(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat("deployed once", JenkinsRule.getLog(run).split("\ndeploying", -1).length, is(2));
            assertThat(run.getActions(TlsErrorGateAction.class), hasSize(1));
        });
    }

    @Test
    void betweenTheVerdictAndTheEndOfTheStep() throws Throwable {
        File[] job = new File[1];
        session.then(jenkins -> {
            Crash.copyTo = folder.toFile();
            WorkflowRun run = begin(jenkins, deployments.gate("locked-out", ""));
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            job[0] = run.getParent().getRootDir();
            assertThat("saved with its verdict", Crash.copyTo, nullValue());
        });
        long looks = deployments.looks();
        FileUtils.deleteDirectory(job[0]);
        FileUtils.copyDirectory(folder.toFile(), job[0]);
        FileUtils.copyFile(
                folder.resolve(Crash.RUNNING).toFile(),
                new File(job[0].getParentFile().getParentFile(), Crash.RUNNING));
        session.then(jenkins -> {
            WorkflowRun run = build(jenkins);
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("ERROR: TLS Error Gate " + FAILED, run);
            assertThat(run.getActions(TlsErrorGateAction.class), hasSize(1));
            assertThat("not judged again", deployments.looks(), is(looks));
        });
    }

    @Test
    void jobRenamedDuringTheWait() throws Throwable {
        session.then(jenkins -> {
            WorkflowRun run = begin(jenkins, deployments.waitingGate("locked-out", Duration.ofSeconds(12)));
            jenkins.waitForMessage("verdict at", run);
            assertThat(pages(run), is(1L));
            run.getParent().renameTo("renamed");
            assertThat("can still be watched", pages(run), is(1L));
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains(FAILED, run);
            assertThat("and then read", pages(run), is(1L));
            assertThat(run.getActions(TlsErrorGateAction.class), hasSize(1));
        });
    }

    @Test
    void jobRenamedDuringTheWaitBeforeARestart() throws Throwable {
        session.then(jenkins -> {
            WorkflowRun run = begin(jenkins, deployments.waitingGate("locked-out", Duration.ofSeconds(25)));
            jenkins.waitForMessage("verdict at", run);
            run.getParent().renameTo("renamed");
        });
        session.then(jenkins -> {
            WorkflowRun run = jenkins.jenkins
                    .getItemByFullName("renamed", WorkflowJob.class)
                    .getBuildByNumber(1);
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains(FAILED, run);
        });
    }

    /** Jenkins refuses to delete a build that runs; whoever has the disk can. */
    @Test
    void buildDeletedFromTheDiskDuringTheWait() throws Throwable {
        session.then(jenkins -> {
            WorkflowRun run = begin(jenkins, deployments.waitingGate("locked-out", Duration.ofSeconds(10)));
            jenkins.waitForMessage("verdict at", run);
            assertThrows(IOException.class, run::delete);
            Path files = run.getRootDir().toPath();
            Files.move(files, files.resolveSibling("gone"));
            awaitEnd(run);
        });
    }

    @Test
    void jobDeletedDuringTheWait() throws Throwable {
        session.then(jenkins -> {
            WorkflowRun run = begin(jenkins, deployments.waitingGate("locked-out", Duration.ofMinutes(10)));
            jenkins.waitForMessage("verdict at", run);
            run.getParent().delete();
            awaitEnd(run);
        });
    }

    @Test
    void errorThatIsNoExceptionWithinALook() throws Throwable {
        session.then(jenkins -> {
            WorkflowRun run = begin(jenkins, deployments.gate("missing-class", ""));
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains(
                    "the gate could not go on (NoClassDefFoundError); the controller's log has the details", run);
        });
    }

    private static long pages(WorkflowRun run) {
        return run.getAllActions().stream()
                .filter(action -> "tlsErrorGate".equals(action.getUrlName()))
                .count();
    }

    private void hold(String operation) {
        aws.faults().inject(Fault.hold(Duration.ofMinutes(1)).on(operation).times(0));
    }

    private void awaitRequests(String operation, int count) throws InterruptedException {
        while (aws.requests().of(operation).size() < count) {
            Thread.sleep(20);
        }
    }

    private static void awaitEnd(WorkflowRun run) throws InterruptedException {
        for (int i = 0; run.isBuilding() && i < 300; i++) {
            Thread.sleep(100);
        }
        assertThat("still building", run.isBuilding(), is(false));
    }

    private void failsOnce(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = build(jenkins);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains(FAILED, run);
        assertThat(run.getActions(TlsErrorGateAction.class), hasSize(1));
        assertThat(JenkinsRule.getLog(run), not(containsString("could not go on")));
    }

    private WorkflowRun begin(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
        deployments.connect();
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        WorkflowRun run =
                jenkins.jenkins.getItemByFullName("deploy", WorkflowJob.class).getBuildByNumber(1);
        assertThat(run, notNullValue());
        return run;
    }

    /** Copies a job as it is on the disk when its build has just been saved with its verdict: what a crash would leave. */
    @TestExtension("betweenTheVerdictAndTheEndOfTheStep")
    public static class Crash extends SaveableListener {

        static final String RUNNING = "org.jenkinsci.plugins.workflow.flow.FlowExecutionList.xml";

        static volatile File copyTo;

        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (copyTo != null && saved instanceof Run<?, ?> run && run.getAction(TlsErrorGateAction.class) != null) {
                try {
                    File job = run.getParent().getRootDir();
                    FileUtils.copyDirectory(job, copyTo);
                    FileUtils.copyFile(
                            new File(job.getParentFile().getParentFile(), RUNNING), new File(copyTo, RUNNING));
                    copyTo = null;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** A class that is missing when a gate looks. */
    @TestExtension("errorThatIsNoExceptionWithinALook")
    public static class MissingClass extends EnvironmentContributor {

        @Override
        @SuppressWarnings("rawtypes")
        public void buildEnvironmentFor(Run run, EnvVars environment, TaskListener listener) {
            if (Thread.currentThread().getName().startsWith("tls-error-gate")) {
                throw new NoClassDefFoundError("io/jenkins/plugins/Missing");
            }
        }
    }
}
