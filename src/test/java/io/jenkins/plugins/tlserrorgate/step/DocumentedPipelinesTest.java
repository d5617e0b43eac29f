package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Change;
import io.jenkins.plugins.tlserrorgate.aws.simulator.ErrorProcess;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Listener;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Publication;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Role;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Traffic;
import io.jenkins.plugins.tlserrorgate.config.TlsErrorGateConfiguration;
import io.jenkins.plugins.tlserrorgate.docs.Page;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.StepListener;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Every pipeline in the documents runs, letter by letter, all at once. What they call from the shell is a script that does nothing;
 * after a deployment to payments a third of the clients can't connect, all others are healthy.
 */
@WithJenkins
class DocumentedPipelinesTest {

    private static final String ACCOUNT_OF_ROLES = "210987654321";
    private static final List<String> REGIONS = List.of("ap-southeast-2", "eu-central-1", "eu-west-1", "us-east-1");
    private static final List<String> HEALTHY = List.of("shop", "checkout", "edge", "my-balancer");
    private static final String LOCKS_OUT = "payments";

    /** What the step of pipeline-aws does for a gate: it sets the environment. */
    private static final String WITH_AWS = """
            def withAWS(Map settings, Closure body) {
              withCredentials([aws(credentialsId: settings.credentials)]) {
                withEnv(["AWS_REGION=${settings.region}"], body)
              }
            }
            """;

    private static final String ROLLBACK = "rollback.sh";

    /** What the deployments of the documents call. */
    private static final List<String> SCRIPTS = List.of("deploy.sh", ROLLBACK, "test.sh");

    /** When the deployments happened that a pipeline does not make itself. */
    private static final Instant DEPLOYED = Window.floor(Instant.now()).minus(Duration.ofMinutes(20));

    /** Has the gates of the documents end soon, and without the one false alarm in a hundred. */
    @TestExtension
    public static final class Hurry implements StepListener {

        @Override
        public void notifyOfNewStep(@NonNull Step step, @NonNull StepContext context) {
            if (step instanceof GateStep gate) {
                gate.setConfidence(0.9999);
            }
            if (step instanceof TlsErrorGateStep gate && gate.getDeploymentEnd() == null) {
                gate.setDeploymentStart(DEPLOYED.minusSeconds(90).toString());
                gate.setDeploymentEnd(DEPLOYED.toString());
            } else if (step instanceof WithTlsErrorGateStep gate) {
                gate.setObserve("2m");
                gate.setSettle("2s");
            }
        }
    }

    @Test
    void everyPipelineOfTheDocumentsRuns(JenkinsRule jenkins) throws Exception {
        List<Page.Block> blocks = Page.allBlocks("groovy");
        assertThat(blocks.size(), greaterThan(8));
        prepare(jenkins, blocks);
        try (SimulatedAws aws = SimulatedAws.start(scenario(), InstantSource.system())) {
            TlsErrorGateConfiguration.get().setEndpointOverride(aws.endpoint().toString());
            Map<Page.Block, WorkflowRun> runs = new LinkedHashMap<>();
            for (Page.Block block : blocks) {
                runs.put(block, start(jenkins, block));
            }
            List<String> unexpected = new ArrayList<>();
            for (Map.Entry<Page.Block, WorkflowRun> run : runs.entrySet()) {
                jenkins.waitForCompletion(run.getValue());
                unexpected.addAll(unexpected(run.getKey(), run.getValue()));
            }
            assertThat(String.join("\n", unexpected), unexpected, is(empty()));
        }
    }

    private static List<String> unexpected(Page.Block block, WorkflowRun run) throws IOException {
        List<String> problems = new ArrayList<>();
        List<TlsErrorGateResult> found = run.getActions(TlsErrorGateAction.class).stream()
                .map(TlsErrorGateAction::getResult)
                .toList();
        for (TlsErrorGateResult result : found) {
            String expected = result.getLoadBalancer().contains("/" + LOCKS_OUT + "/") ? "FAIL" : "PASS";
            if (!result.getVerdict().equals(expected)) {
                problems.add(block + ": " + result.getVerdict() + ": " + result.getExplanation());
            }
        }
        boolean fails = found.stream().anyMatch(result -> result.getVerdict().equals("FAIL"));
        String log = JenkinsRule.getLog(run);
        for (String script : SCRIPTS) {
            boolean expected = block.code().contains(script) && (fails || !script.equals(ROLLBACK));
            if (log.contains("ran " + script) != expected) {
                problems.add(block + ": " + script + (expected ? " did not run" : " ran"));
            }
        }
        boolean gated = block.code().matches("(?s).*(tls|withTls)ErrorGate\\b.*");
        if (found.isEmpty() == gated || !run.getResult().toString().equals(fails ? "FAILURE" : "SUCCESS")) {
            problems.add(block + ": " + run.getResult() + "\n" + log);
        }
        return problems;
    }

    private static void prepare(JenkinsRule jenkins, List<Page.Block> blocks) throws Exception {
        TlsErrorGateConfiguration.get().setDefaultRegion("eu-west-1");
        TlsErrorGateConfiguration.get().setDefaultCredentialsId("default");
        Set<String> credentials = new TreeSet<>(Set.of("default"));
        for (Page.Block block : blocks) {
            Pattern.compile("credentials(?:Id)?: '([^']+)'")
                    .matcher(block.code())
                    .results()
                    .forEach(match -> credentials.add(match.group(1)));
        }
        for (String id : credentials) {
            Deployments.addCredentials(id, Account.DEFAULT_KEY);
        }
        Path tools = Files.createTempDirectory("tools");
        script(tools, "terraform");
        jenkins.jenkins.setNumExecutors(blocks.size() + REGIONS.size());
        jenkins.jenkins.setLabelString("linux");
        jenkins.jenkins
                .getGlobalNodeProperties()
                .add(new EnvironmentVariablesNodeProperty(
                        new EnvironmentVariablesNodeProperty.Entry("PATH+TOOLS", tools.toString()),
                        new EnvironmentVariablesNodeProperty.Entry("BRANCH_NAME", "main")));
    }

    private static WorkflowRun start(JenkinsRule jenkins, Page.Block block) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        Path workspace = Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote());
        for (int i = 1; i <= REGIONS.size(); i++) {
            // Branches that run in parallel on one node have a workspace each.
            Path own = i == 1 ? workspace : workspace.resolveSibling(workspace.getFileName() + "@" + i);
            Files.createDirectories(own);
            for (String script : SCRIPTS) {
                script(own, script);
            }
        }
        job.setDefinition(
                new CpsFlowDefinition((block.code().contains("withAWS(") ? WITH_AWS : "") + block.code(), true));
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("DEPLOYED_AT")));
        return job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("DEPLOYED_AT", DEPLOYED.toString())))
                .waitForStart();
    }

    private static void script(Path directory, String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\necho \"ran " + name + " $*\"\n");
        assertThat(file.toFile().setExecutable(true), is(true));
    }

    private static Scenario scenario() {
        List<Balancer> balancers = new ArrayList<>();
        for (String region : REGIONS) {
            for (String name : HEALTHY) {
                balancers.add(balancer(name, region).build());
            }
            balancers.add(balancer(LOCKS_OUT, region)
                    .changes(Change.builder("policy")
                            .at(DEPLOYED)
                            .lockedOutShare(0.3)
                            .build())
                    .build());
        }
        balancers.add(balancer("partner", "eu-west-1").account(ACCOUNT_OF_ROLES).build());
        return Scenario.builder()
                .seed(5)
                .publication(Publication.IMMEDIATE)
                .accounts(
                        Account.of(Account.DEFAULT_ID, Account.DEFAULT_KEY),
                        Account.of(ACCOUNT_OF_ROLES)
                                .withRoles(Role.of("tls-error-gate", "cloudwatch:*", "elasticloadbalancing:*")
                                        .withExternalId("deployments")))
                .balancers(balancers.toArray(Balancer[]::new))
                .build();
    }

    private static Balancer.Builder balancer(String name, String region) {
        return Balancer.application(name)
                .region(region)
                .listeners(Listener.https(LiveBalancers.NEW))
                .traffic(Traffic.steady(600))
                .clientErrors(ErrorProcess.steady(4));
    }
}
