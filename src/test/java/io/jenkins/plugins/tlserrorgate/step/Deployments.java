package io.jenkins.plugins.tlserrorgate.step;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Change;
import io.jenkins.plugins.tlserrorgate.aws.simulator.ErrorProcess;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Role;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.aws.simulator.TargetEffect;
import io.jenkins.plugins.tlserrorgate.aws.simulator.TargetGroup;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Traffic;
import io.jenkins.plugins.tlserrorgate.config.TlsErrorGateConfiguration;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A simulated AWS in real time on which deployments happened twenty minutes ago: {@code healthy} without consequences,
 * {@code locked-out} with a share of clients that can no longer connect, {@code bad-backend} with TLS errors in target
 * group {@code api-v2}, {@code silent} after which there is no traffic, {@code idle} that never had any.
 */
public final class Deployments implements AutoCloseable {

    /** The region of all balancers. */
    public static final String REGION = "eu-central-1";

    /** The id of credentials that may do everything, once {@link #connect} was called. */
    public static final String CREDENTIALS = "aws";

    /** An access key that may do nothing but describe load balancers. */
    static final AccessKey WITHOUT_METRICS = AccessKey.of("AKIASIMULATED0000002", "no-metrics-secret")
            .allowing("elasticloadbalancing:DescribeLoadBalancers");

    /** When all these deployments ended. */
    public final Instant deployed;

    /** The simulated AWS. */
    public final SimulatedAws aws;

    /** Deployments of twenty minutes ago. */
    public Deployments() {
        this(Window.floor(Instant.now()).minus(Duration.ofMinutes(20)), InstantSource.system());
    }

    /**
     * @param deployed when the deployments ended
     * @param clock what time it is at AWS
     */
    Deployments(Instant deployed, InstantSource clock) {
        this.deployed = deployed;
        aws = SimulatedAws.start(scenario(deployed), clock);
    }

    private static Scenario scenario(Instant deployed) {
        return Scenario.builder()
                .seed(7)
                .accounts(Account.of(Account.DEFAULT_ID, Account.DEFAULT_KEY, WITHOUT_METRICS)
                        .withRoles(Role.of("gate", "*")))
                .balancers(
                        balancer("healthy").build(),
                        balancer("locked-out")
                                .changes(Change.builder("policy")
                                        .at(deployed)
                                        .lockedOutShare(0.3)
                                        .build())
                                .build(),
                        balancer("bad-backend")
                                .changes(Change.builder("backend")
                                        .at(deployed)
                                        .targets(TargetEffect.share("api-v2", 0.2))
                                        .build())
                                .build(),
                        balancer("silent")
                                .changes(Change.builder("outage")
                                        .at(deployed)
                                        .trafficFactor(0)
                                        .build())
                                .build(),
                        balancer("idle").traffic(Traffic.steady(0)).build())
                .build();
    }

    private static Balancer.Builder balancer(String name) {
        return Balancer.application(name)
                .region(REGION)
                .traffic(Traffic.steady(600))
                .clientErrors(ErrorProcess.steady(4))
                .targetGroups(
                        TargetGroup.builder("api-v1")
                                .errors(ErrorProcess.steady(0.5))
                                .build(),
                        TargetGroup.builder("api-v2")
                                .errors(ErrorProcess.steady(0.5))
                                .build());
    }

    /** Lets the running Jenkins call this AWS, and gives it credentials. */
    public void connect() throws IOException {
        TlsErrorGateConfiguration.get().setEndpointOverride(aws.endpoint().toString());
        addCredentials(CREDENTIALS, Account.DEFAULT_KEY);
    }

    /** Adds credentials to the system. */
    static void addCredentials(String id, AccessKey key) throws IOException {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL, id, key.accessKeyId(), key.secretAccessKey(), "simulated"));
        SystemCredentialsProvider.getInstance().save();
    }

    /**
     * The step with everything it needs to judge such a deployment at once, and more parameters. The simulated errors
     * follow the real clock, and with the usual confidence one in a hundred of these tests would meet a false alarm.
     */
    public String gate(String balancer, String more) {
        return gateOf("loadBalancer: '" + balancer + "'", more);
    }

    /** The same for whatever balancers. */
    String gateOf(String balancers, String more) {
        return "tlsErrorGate(" + balancers + ", region: '" + REGION + "', credentialsId: '" + CREDENTIALS
                + "', deploymentStart: '" + deployed.minusSeconds(90) + "', deploymentEnd: '" + deployed
                + "', confidence: 0.9999" + more
                + ")";
    }

    /** The step that gives its verdict so much later than now, and does not look before: its observation is too short. */
    public String waitingGate(String balancer, Duration wait) {
        Instant observed = deployed.plus(Duration.ofMinutes(5));
        long settle = Duration.between(observed, Instant.now().plus(wait)).toSeconds();
        return gate(balancer, ", observe: '5m', settle: '" + settle + "s'");
    }

    /** The step whose observation has ten minutes to go, so that only early looks are due. */
    String gateStillObserving(String balancer) {
        long settle = Duration.between(deployed.plus(Duration.ofMinutes(15)), Instant.now())
                .plusMinutes(10)
                .toSeconds();
        return gate(balancer, ", settle: '" + settle + "s'").replace("confidence: 0.9999", "confidence: 0.99");
    }

    /** How often metrics were read; the further pages of an answer do not count. */
    long looks() {
        return aws.requests().of("GetMetricData").stream()
                .filter(request -> !request.parameters().containsKey("NextToken"))
                .count();
    }

    @Override
    public void close() {
        aws.close();
    }
}
