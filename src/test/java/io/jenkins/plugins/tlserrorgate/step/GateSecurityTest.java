package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.sun.net.httpserver.HttpServer;
import hudson.model.Item;
import hudson.model.Result;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a hostile pipeline tries, and where its secrets may not turn up. */
@WithJenkins
class GateSecurityTest {

    private static final String TOKEN = "FwoGZXIvYXdzEJr//////////session-token-of-the-test";

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

    private WorkflowJob job(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static void add(Credentials credentials) throws IOException {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
        SystemCredentialsProvider.getInstance().save();
    }

    @Test
    void credentialsOfScopeSystemServeNoBuildAndAreNotOfferedToJobs() throws Exception {
        add(new AWSCredentialsImpl(
                CredentialsScope.SYSTEM,
                "controller-only",
                Account.DEFAULT_KEY.accessKeyId(),
                Account.DEFAULT_KEY.secretAccessKey(),
                null));
        WorkflowJob job =
                job(deployments.gate("healthy", "").replace("'" + Deployments.CREDENTIALS + "'", "'controller-only'"));
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("credentialsId: \"controller-only\" is not among the credentials", run);
        assertThat(deployments.aws.requests().all(), is(empty()));
        ListBoxModel offered = jenkins.jenkins
                .getDescriptorByType(TlsErrorGateStep.DescriptorImpl.class)
                .doFillCredentialsIdItems((Item) job, "");
        assertThat(
                offered.stream().map(option -> option.value).toList().toString(),
                not(containsString("controller-only")));
    }

    @Test
    void noPipelineLeadsTheControllerToAnotherHost() throws Exception {
        AtomicInteger visits = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            visits.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            String host = "127.0.0.1:" + elsewhere.getAddress().getPort();
            String url = "http://" + host;
            jenkins.buildAndAssertStatus(
                    Result.SUCCESS,
                    job("withEnv(['AWS_ENDPOINT_URL=" + url + "', 'AWS_ENDPOINT_URL_CLOUDWATCH=" + url
                            + "', 'AWS_EC2_METADATA_SERVICE_ENDPOINT=" + url + "', 'HTTP_PROXY=" + url
                            + "', 'HTTPS_PROXY="
                            + url + "', 'http_proxy=" + url + "', 'AWS_CONTAINER_CREDENTIALS_FULL_URI=" + url + "']) { "
                            + deployments.gate("healthy", "") + " }"));
            for (String region : new String[] {host + "/", "eu-central-1@" + host, "eu-central-1." + host + "#"}) {
                WorkflowRun run = jenkins.buildAndAssertStatus(
                        Result.FAILURE,
                        job(deployments
                                .gate("healthy", "")
                                .replace("'" + Deployments.REGION + "'", "'" + region + "'")));
                jenkins.assertLogContains("is no AWS region", run);
            }
            assertThat(
                    jenkins.buildAndAssertStatus(
                                    Result.FAILURE,
                                    job(deployments.gate("healthy", ", endpointOverride: '" + url + "'")))
                            .getLog(),
                    containsString("endpointOverride"));
        } finally {
            elsewhere.stop(0);
        }
        assertThat(visits.get(), is(0));
    }

    @Test
    void noNameForgesALineOfTheLog() throws Exception {
        String forged = "x\\nFinished: SUCCESS\\r[TLS Error Gate] PASS\\u001b[2K\\u202e";
        for (String parameter : new String[] {
            "loadBalancer: '" + forged + "'",
            "loadBalancer: 'healthy', region: '" + forged + "'",
            "loadBalancer: 'healthy', credentialsId: '" + forged + "'",
            "loadBalancer: 'healthy', roleArn: '" + forged + "'",
            "loadBalancer: 'healthy', targetGroups: ['a', '" + forged + "']",
            "loadBalancer: 'healthy', observe: '" + forged + "'",
            "loadBalancer: 'healthy', onError: '" + forged + "'",
            "loadBalancer: 'healthy', expectTls: [policy: '" + forged + "']",
        }) {
            String region = parameter.contains("region") ? "" : ", region: '" + Deployments.REGION + "'";
            WorkflowRun run =
                    jenkins.buildAndAssertStatus(Result.FAILURE, job("tlsErrorGate(" + parameter + region + ")"));
            for (String line : run.getLog().split("\\R")) {
                assertThat(parameter, line.strip(), not(is("Finished: SUCCESS")));
                assertThat(parameter, line.startsWith("[TLS Error Gate] PASS"), is(false));
            }
            assertThat(parameter, run.getLog(), not(containsString("\u001b[2K")));
            assertThat(parameter, run.getLog(), not(containsString("\u202e")));
        }
    }

    @Test
    void listsAndTimesWithoutBoundsAreRefused() throws Exception {
        refused(", targetGroups: (1..5000).collect { 'group-' + it }", "targetGroups: \"5000 target groups\" are more");
        refused(", history: '999999999d'", "history: \"999999999d\" is longer than CloudWatch keeps");
        refused(", baseline: '16d'", "baseline: \"16d\" is longer than CloudWatch keeps");
        refused(", observe: '400d'", "observe: \"400d\" is too long");
        refused(", settle: '400d'", "settle: \"400d\" is too long");
        refused(", period: 2147483640", "period: \"2147483640\" is not a period");
        refused(", metrics: (1..5000).collect { 'm' + it }", "metrics: \"m1\" is no");
        refused(", tolerance: 1e300", "tolerance: \"1.0E300\" is too large");
        refused(", loadBalancer: 'a' * 1000000", "is not a load balancer");
        assertThat(deployments.aws.requests().all(), is(empty()));
    }

    private void refused(String more, String message) throws Exception {
        String gate = deployments.gate("healthy", more);
        if (more.contains("loadBalancer")) {
            gate = gate.replace("loadBalancer: 'healthy', ", "");
        }
        jenkins.assertLogContains(message, jenkins.buildAndAssertStatus(Result.FAILURE, job(gate)));
    }

    @Test
    void secretsAreNeitherStoredNorLoggedAtAnyLevel() throws Exception {
        add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "session", null, Secret.fromString(TOKEN)));
        try (AllLogs logs = new AllLogs()) {
            WorkflowJob waiting = job(deployments.waitingGate("healthy", Duration.ofSeconds(25)));
            WorkflowRun run = waiting.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("observing until", run);
            assertNoSecret(logs);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            WorkflowRun session = jenkins.buildAndAssertStatus(
                    Result.FAILURE,
                    job(
                            "withCredentials([string(credentialsId: 'session', variable: 'AWS_SESSION_TOKEN'), aws(credentialsId:"
                                    + " '" + Deployments.CREDENTIALS + "')]) { "
                                    + deployments
                                            .gate("healthy", "")
                                            .replace("credentialsId: '" + Deployments.CREDENTIALS + "', ", "")
                                    + " }"));
            jenkins.assertLogContains("AWS does not accept the credentials", session);
            jenkins.buildAndAssertStatus(
                    Result.SUCCESS,
                    job(deployments.gate("healthy", ", roleArn: 'arn:aws:iam::" + Account.DEFAULT_ID + ":role/gate'")));
            assertThat(
                    "what the simulator's sessions of roles look like",
                    logs.lines.stream()
                            .filter(Pattern.compile("\\b(secret|token)-[0-9a-f]{16}")
                                    .asPredicate())
                            .toList(),
                    is(empty()));
            assertThat(logs.text(), containsString("<SessionToken>[hidden]</SessionToken>"));
            assertThat("the SDK logged, too", logs.text(), containsString("software.amazon.awssdk"));
            assertThat(logs.text(), containsString("io.jenkins.plugins.tlserrorgate"));
            assertNoSecret(logs);
        }
    }

    private void assertNoSecret(AllLogs logs) throws IOException {
        for (String secret : new String[] {Account.DEFAULT_KEY.secretAccessKey(), TOKEN}) {
            List<String> found = new ArrayList<>();
            // Jenkins goes on: a file may be gone before it is looked at.
            Files.walkFileTree(jenkins.jenkins.getRootDir().toPath(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && contains(file, secret)) {
                        found.add(file.toString());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) {
                    return FileVisitResult.CONTINUE;
                }
            });
            logs.lines.stream().filter(line -> line.contains(secret)).forEach(found::add);
            assertThat(secret, found, is(empty()));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (java.nio.file.NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever is logged by us and by the SDK, at every level. */
    private static final class AllLogs extends Handler implements AutoCloseable {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final List<Logger> loggers = List.of(
                Logger.getLogger("io.jenkins.plugins.tlserrorgate"),
                Logger.getLogger("software.amazon.awssdk"),
                Logger.getLogger("org.apache.http"),
                Logger.getLogger("com.cloudbees.jenkins.plugins.awscredentials"));

        AllLogs() {
            setFormatter(new SimpleFormatter());
            setLevel(Level.ALL);
            loggers.forEach(logger -> {
                logger.setLevel(Level.ALL);
                logger.addHandler(this);
            });
        }

        @Override
        public void publish(LogRecord line) {
            StringWriter text = new StringWriter();
            text.append(line.getLoggerName()).append(' ').append(getFormatter().formatMessage(line));
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text));
            }
            lines.add(text.toString());
        }

        String text() {
            return String.join("\n", lines);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            loggers.forEach(logger -> {
                logger.removeHandler(this);
                logger.setLevel(null);
            });
        }
    }
}
