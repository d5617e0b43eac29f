package io.jenkins.plugins.tlserrorgate.step;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.ErrorProcess;
import io.jenkins.plugins.tlserrorgate.aws.simulator.LoggedRequest;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Traffic;
import io.jenkins.plugins.tlserrorgate.config.AwsIdentity;
import io.jenkins.plugins.tlserrorgate.config.TlsErrorGateConfiguration;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.gate.TlsWatch;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Very many gates at once, without as many pipelines: the very executions, Jenkins' timer, the pool and the calls to AWS
 * over HTTP, and a build each to keep its report in; only the pipeline around each is played.
 */
final class WaitingGates implements AutoCloseable {

    private static final List<String> REGIONS = List.of("eu-central-1", "eu-west-1");

    private final JenkinsRule jenkins;
    private final Instant deployed = Window.floor(Instant.now()).minus(Duration.ofMinutes(20));
    private final List<AccessKey> keys = new ArrayList<>();
    private final List<Balancer> balancers = new ArrayList<>();
    private final SimulatedAws aws;
    private final boolean zones;
    private final boolean apart;

    /** How long after it was due each gate that has ended had ended, by the number of its build. */
    final Map<Integer, Duration> late = new ConcurrentHashMap<>();

    /** Those that did not end with a verdict. */
    final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param accounts how many accounts, each with balancers in two regions
     * @param balancersEach how many balancers in each account and region
     * @param zones whether the gates know the balancers' zones, which they then judge beside the whole
     * @param apart whether the deployments to one balancer began in a minute of their own each, so that no two gates ask
     *     the same
     */
    WaitingGates(JenkinsRule jenkins, int accounts, int balancersEach, boolean zones, boolean apart) {
        this.jenkins = jenkins;
        this.zones = zones;
        this.apart = apart;
        List<Account> all = new ArrayList<>();
        for (int account = 0; account < accounts; account++) {
            String id = String.format(Locale.ROOT, "%012d", 100_000_000_000L + account);
            AccessKey key =
                    AccessKey.of(String.format(Locale.ROOT, "AKIASCALE%011d", account), "scale-secret-" + account);
            keys.add(key);
            all.add(Account.of(id, key));
            for (String region : REGIONS) {
                for (int i = 0; i < balancersEach; i++) {
                    String name = "b" + account + "-" + region + "-" + i;
                    balancers.add(Balancer.application(name)
                            .id(String.format(Locale.ROOT, "%016x", balancers.size()))
                            .account(id)
                            .region(region)
                            .traffic(Traffic.steady(600))
                            .clientErrors(ErrorProcess.steady(4))
                            .build());
                }
            }
        }
        aws = SimulatedAws.start(
                Scenario.builder()
                        .seed(11)
                        .accounts(all.toArray(Account[]::new))
                        .balancers(balancers.toArray(Balancer[]::new))
                        .build(),
                InstantSource.system());
        TlsErrorGateConfiguration.get().setEndpointOverride(aws.endpoint().toString());
    }

    /**
     * Judges so many gates and forgets it, as a controller that has waiting gates has judged others: the simulator, which
     * shares this machine's processors, then has drawn its samples. What was read is shared until the end of the minute
     * only.
     */
    void warmUp(int count) throws Exception {
        CountDownLatch done = new CountDownLatch(count);
        for (GateExecution gate : create(builds(count), Instant.now(), done)) {
            gate.start();
        }
        done.await();
        late.clear();
        aws.requests().clear();
        TimeUnit.MINUTES.sleep(1);
    }

    /** So many builds for a gate each. */
    List<Run<?, ?>> builds(int count) throws IOException {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        List<Run<?, ?>> builds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            builds.add(new FreeStyleBuild(project));
        }
        return builds;
    }

    /** The executions of a gate in each build. */
    List<GateExecution> create(List<Run<?, ?>> builds, Instant due, CountDownLatch done) {
        List<GateExecution> gates = new ArrayList<>();
        for (Run<?, ?> build : builds) {
            int i = build.getNumber() - 1;
            Balancer balancer = balancers.get(i % balancers.size());
            AccessKey key = keys.get(i % balancers.size() * keys.size() / balancers.size());
            EnvVars environment = new EnvVars(
                    "AWS_ACCESS_KEY_ID",
                    key.accessKeyId(),
                    "AWS_SECRET_ACCESS_KEY",
                    key.secretAccessKey(),
                    "AWS_REGION",
                    balancer.region());
            gates.add(new GateExecution(
                    new Context(build, environment, due, done),
                    gate(balancer, due, apart ? i / balancers.size() : 0),
                    new AwsIdentity(null, null, null, null),
                    new Outcomes(Outcome.NONE, Outcome.NONE, Outcome.NONE, false)));
        }
        return gates;
    }

    private Gate gate(Balancer balancer, Instant due, int minutesEarlier) {
        String dimension = "app/" + balancer.name() + "/" + balancer.id();
        GateSettings settings = new GateParameters()
                .loadBalancer(dimension)
                .deploymentStart(
                        deployed.minusSeconds(90 + 60L * minutesEarlier).toString())
                .deploymentEnd(deployed.toString())
                .observe("5m")
                .settle(Duration.between(deployed.plus(Duration.ofMinutes(5)), due)
                                .toSeconds() + "s")
                .check(Instant.now());
        Resolved resolved = new Resolved(
                balancer.region(),
                LoadBalancerId.of(dimension),
                List.of(),
                List.of(),
                balancer.arn(),
                zones ? List.of(balancer.region() + "a", balancer.region() + "b") : List.of(),
                List.of());
        return new Gate(
                settings,
                Gate.Phase.OBSERVING,
                resolved,
                TlsWatch.NOTHING,
                0,
                0,
                null,
                null,
                null,
                "",
                null,
                List.of());
    }

    /** All reads of metrics so far, each page counted. */
    List<LoggedRequest> reads() {
        return aws.requests().of("GetMetricData");
    }

    /** The most calls to one account in one region that began within one second. */
    long mostCallsASecond() {
        Map<String, List<Instant>> moments = aws.requests().all().stream()
                .collect(Collectors.groupingBy(
                        request -> request.accessKeyId() + request.region(),
                        Collectors.mapping(LoggedRequest::time, Collectors.toList())));
        return moments.values().stream()
                .mapToLong(times -> times.stream()
                        .mapToLong(from -> times.stream()
                                .filter(at -> !at.isBefore(from) && at.isBefore(from.plusSeconds(1)))
                                .count())
                        .max()
                        .orElse(0))
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        aws.close();
    }

    /** The pipeline around one gate. */
    private final class Context extends StepContext {

        private static final long serialVersionUID = 1L;

        private final transient Run<?, ?> run;
        private final transient EnvVars environment;
        private final transient Instant due;
        private final transient CountDownLatch done;
        private final transient FlowNode node;

        Context(Run<?, ?> run, EnvVars environment, Instant due, CountDownLatch done) {
            this.run = run;
            this.environment = environment;
            this.due = due;
            this.done = done;
            this.node = new FlowNode(null, "1", List.of()) {
                @Override
                protected String getTypeDisplayName() {
                    return "gate";
                }
            };
        }

        @Override
        public <T> T get(Class<T> key) {
            Object found = key == Run.class
                    ? run
                    : key == EnvVars.class ? environment : key == FlowNode.class ? node : TaskListener.NULL;
            return key.cast(found);
        }

        @Override
        public void onSuccess(Object result) {
            late.put(run.getNumber(), Duration.between(due, Instant.now()));
            done.countDown();
        }

        @Override
        public void onFailure(Throwable t) {
            failures.add(t);
            done.countDown();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public ListenableFuture<Void> saveState() {
            return Futures.immediateFuture(null);
        }

        @Override
        public void setResult(Result result) {
            run.setResult(result);
        }

        @Override
        public BodyInvoker newBodyInvoker() {
            throw new IllegalStateException("no body");
        }

        @Override
        public boolean hasBody() {
            return false;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
