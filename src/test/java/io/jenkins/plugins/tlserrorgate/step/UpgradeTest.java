package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.model.Result;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedClock;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * The plugin is upgraded while gates wait: what earlier versions have stored is loaded, and each gate ends with its verdict.
 * The stored builds are under {@code src/test/resources}, a folder for each form of the state that was ever released; they wait
 * for a verdict that was due long ago.
 */
class UpgradeTest {

    /** A gate that observes. */
    private static final String OBSERVING = "observing";

    /** A gate that observes after its block. */
    private static final String AFTER_BLOCK = "after-block";

    /** A gate whose block is running. */
    private static final String INSIDE_BLOCK = "inside-block";

    private static final List<String> JOBS = List.of(OBSERVING, AFTER_BLOCK, INSIDE_BLOCK);
    private static final String RUNNING = "org.jenkinsci.plugins.workflow.flow.FlowExecutionList.xml";

    /** When the stored builds' deployments ended. */
    private static final String DEPLOYED = "deployed.txt";

    @RegisterExtension
    private final JenkinsSessionExtension session = new JenkinsSessionExtension();

    @Test
    void gatesOfTheFirstVersionEndWithTheirVerdicts() throws Throwable {
        File stored = new File(getClass().getResource("UpgradeTest/v1").toURI());
        Instant deployed = Instant.parse(
                Files.readString(stored.toPath().resolve(DEPLOYED)).strip());
        assumeTrue(
                Instant.now().isAfter(deployed.plus(Duration.ofHours(2))),
                "this machine's clock is before " + deployed);
        try (Deployments deployments =
                new Deployments(deployed, SimulatedClock.fixed(deployed.plus(Duration.ofHours(2))))) {
            session.then(jenkins -> {
                deployments.connect();
                FileUtils.copyDirectory(stored, jenkins.jenkins.getRootDir());
            });
            session.then(jenkins -> {
                judged(jenkins, OBSERVING, Result.FAILURE, "FAIL: client TLS errors of locked-out rose");
                judged(jenkins, AFTER_BLOCK, Result.SUCCESS, "PASS: ");
                judged(jenkins, INSIDE_BLOCK, Result.SUCCESS, "PASS: nothing about TLS of app/healthy/");
            });
        }
    }

    private static void judged(JenkinsRule jenkins, String job, Result result, String line) throws Exception {
        WorkflowRun run = build(jenkins, job);
        jenkins.assertBuildStatus(result, jenkins.waitForCompletion(run));
        jenkins.assertLogContains(line, run);
        assertThat(run.getActions(TlsErrorGateAction.class), hasSize(1));
    }

    /** Stores such builds as this version makes them, in the folder that the property names. */
    @Test
    @EnabledIfSystemProperty(named = "upgrade.store", matches = ".+")
    void storeWaitingGates() throws Throwable {
        Path target = Path.of(System.getProperty("upgrade.store"));
        File[] home = new File[1];
        try (Deployments deployments = new Deployments()) {
            session.then(jenkins -> {
                home[0] = jenkins.jenkins.getRootDir();
                deployments.connect();
                begin(jenkins, OBSERVING, deployments.waitingGate("locked-out", Duration.ofMinutes(4)), "verdict at");
                begin(jenkins, AFTER_BLOCK, block(", observe: '5m'", "echo 'deploying'"), "verdict at");
                begin(jenkins, INSIDE_BLOCK, block(", requireTlsChange: true", "sleep 240"), "Sleeping for");
                jenkins.waitForMessage("baseline: ", build(jenkins, OBSERVING));
                jenkins.waitForMessage("baseline: ", build(jenkins, AFTER_BLOCK));
            });
            for (String job : JOBS) {
                FileUtils.copyDirectory(
                        new File(home[0], "jobs/" + job),
                        target.resolve("jobs/" + job).toFile());
            }
            FileUtils.copyFile(
                    new File(home[0], RUNNING), target.resolve(RUNNING).toFile());
            Files.writeString(target.resolve(DEPLOYED), deployments.deployed + "\n");
        }
    }

    private static String block(String more, String body) {
        return LiveBalancers.around("healthy", more + ", confidence: 0.9999", body);
    }

    private static void begin(JenkinsRule jenkins, String name, String script, String message) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        jenkins.waitForMessage(message, job.scheduleBuild2(0).waitForStart());
    }

    private static WorkflowRun build(JenkinsRule jenkins, String name) throws IOException {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
    }
}
