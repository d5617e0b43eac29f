package io.jenkins.plugins.tlserrorgate.step;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Change;
import io.jenkins.plugins.tlserrorgate.aws.simulator.ErrorProcess;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Listener;
import io.jenkins.plugins.tlserrorgate.aws.simulator.ListenerUpdate;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Publication;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.aws.simulator.TargetEffect;
import io.jenkins.plugins.tlserrorgate.aws.simulator.TargetGroup;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Traffic;
import io.jenkins.plugins.tlserrorgate.config.TlsErrorGateConfiguration;
import java.io.IOException;
import java.time.InstantSource;

/**
 * A simulated AWS in real time on which nothing has happened yet, and that shows every minute when it is over. Each balancer
 * has a listener with an old policy, and changes that a test lets happen.
 */
final class LiveBalancers implements AutoCloseable {

    static final String OLD = "ELBSecurityPolicy-2016-08";
    static final String NEW = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

    /** A stricter policy that nobody minds. */
    static final String TIGHTENED = "tightened";

    /** A stricter policy that locks out a third of the clients. */
    static final String LOCKS_OUT = "locks-out";

    /** A certificate on one target group's machines that the balancer can't do anything with. */
    static final String BAD_TARGETS = "bad-targets";

    /** An access key that may read metrics and nothing else. */
    static final AccessKey METRICS_ONLY =
            AccessKey.of("AKIASIMULATED0000003", "metrics-only-secret").allowing("cloudwatch:GetMetricData");

    private static final String CREDENTIALS = "aws";

    private final Scenario scenario = scenario();

    final SimulatedAws aws = SimulatedAws.start(scenario, InstantSource.system());

    private static Scenario scenario() {
        return Scenario.builder()
                .seed(11)
                .publication(Publication.IMMEDIATE)
                .accounts(Account.of(Account.DEFAULT_ID, Account.DEFAULT_KEY, METRICS_ONLY))
                .balancers(
                        balancer("shop").build(),
                        balancer("payments").build(),
                        balancer("backend").build(),
                        balancer("plain")
                                .listeners(Listener.builder()
                                        .port(80)
                                        .protocol("HTTP")
                                        .build())
                                .targetGroups(TargetGroup.builder("plain-web")
                                        .protocol("HTTP")
                                        .port(80)
                                        .build())
                                .changes()
                                .build())
                .build();
    }

    private static Balancer.Builder balancer(String name) {
        return Balancer.application(name)
                .region(Deployments.REGION)
                .traffic(Traffic.steady(600))
                .clientErrors(ErrorProcess.steady(4))
                .targetGroups(
                        TargetGroup.builder("api-v1")
                                .errors(ErrorProcess.steady(0.5))
                                .build(),
                        TargetGroup.builder("api-v2")
                                .errors(ErrorProcess.steady(0.5))
                                .build())
                .changes(
                        Change.builder(TIGHTENED)
                                .listeners(ListenerUpdate.policy(443, NEW))
                                .build(),
                        Change.builder(LOCKS_OUT)
                                .lockedOutShare(0.33)
                                .listeners(ListenerUpdate.policy(443, NEW))
                                .build(),
                        Change.builder(BAD_TARGETS)
                                .targets(TargetEffect.share("api-v2", 0.5))
                                .build());
    }

    /** A balancer's name for those who may not ask for it. */
    String dimension(String name) {
        return scenario.balancers().stream()
                .filter(balancer -> balancer.name().equals(name))
                .findFirst()
                .orElseThrow()
                .dimension();
    }

    /** Lets the running Jenkins call this AWS, and gives it credentials. */
    void connect() throws IOException {
        TlsErrorGateConfiguration.get().setEndpointOverride(aws.endpoint().toString());
        Deployments.addCredentials(CREDENTIALS, Account.DEFAULT_KEY);
        Deployments.addCredentials("metrics-only", METRICS_ONLY);
    }

    /** The block step around a body. */
    static String around(String balancer, String more, String body) {
        return aroundAll("loadBalancer: '" + balancer + "'", more, body);
    }

    /** The block step for whatever balancers, around a body. */
    static String aroundAll(String balancers, String more, String body) {
        return "withTlsErrorGate(" + balancers + ", region: '" + Deployments.REGION + "', credentialsId: '"
                + CREDENTIALS + "', settle: '2s'" + more + ") { " + body + " }";
    }

    @Override
    public void close() {
        aws.close();
    }
}
