package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSource;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsExpectation;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Does what a gate wants done, through the ports, until there is nothing to do for now. */
public final class GateRunner {

    /** So often listeners are tried in vain before the gate goes on without them. */
    private static final int LISTENER_TRIES = 2;

    private final BalancerDirectory directory;
    private final MetricSource metrics;
    private final ListenerSource listeners;
    private final InstantSource clock;
    private final SharedJudgements judgements;

    /**
     * @param directory where balancers are found
     * @param metrics where series are read
     * @param listeners where listeners' TLS settings are read
     * @param clock the present
     * @param judgements what gates have just come to
     */
    public GateRunner(
            BalancerDirectory directory,
            MetricSource metrics,
            ListenerSource listeners,
            InstantSource clock,
            SharedJudgements judgements) {
        this.directory = directory;
        this.metrics = metrics;
        this.listeners = listeners;
        this.clock = clock;
        this.judgements = judgements;
    }

    /**
     * Does all that is due.
     *
     * @param gate the gate as it is
     * @return the gate as it is then: its next action is to wait or to finish
     * @throws InterruptedException if the calling thread is interrupted; the gate is then as it was
     */
    public Gate run(Gate gate) throws InterruptedException {
        Gate current = gate;
        while (true) {
            GateAction action = current.next(clock.instant());
            if (action instanceof GateAction.Wait || action instanceof GateAction.Finish) {
                return current;
            }
            current = perform(current, action);
        }
    }

    private Gate perform(Gate gate, GateAction action) throws InterruptedException {
        try {
            if (action instanceof GateAction.Read read) {
                return gate.read(metrics.read(read.keys(), read.window()), clock.instant(), judgements);
            }
            return resolve(gate);
        } catch (SourceException e) {
            return gate.failed(e, clock.instant());
        } catch (InvalidParameterException e) {
            return gate.refused(e, clock.instant());
        }
    }

    private Gate resolve(Gate gate) throws SourceException, InterruptedException {
        GateSettings settings = gate.settings();
        Resolved found = directory.resolve(settings.balancers(), settings.targetGroups());
        // With the ARN nobody has to be asked for it again.
        List<LoadBalancerSpec> balancers = found.arn() == null
                ? settings.balancers()
                : found.balancers().stream()
                        .map(balancer -> LoadBalancerSpec.parse("loadBalancer", balancer.arn()))
                        .toList();
        List<ListenerSnapshot> snapshots;
        try {
            snapshots = listeners.snapshots(balancers, clock.instant());
            checkExpectedPolicy(settings.expectedTls(), snapshots, listeners);
        } catch (SourceException e) {
            if (e.kind() == SourceException.Kind.TRANSIENT && gate.failures() < LISTENER_TRIES) {
                throw e;
            }
            return gate.resolved(found, e, clock.instant());
        }
        return gate.resolved(found, snapshots, clock.instant());
    }

    /**
     * Refuses to wait for a policy that does not exist. Costs a call only where no listener has it.
     *
     * @param expected what is expected after the deployment, null for anything
     * @param snapshots the listeners of each balancer as they are
     * @param listeners where policies are read
     * @throws InvalidParameterException if AWS does not know the policy
     * @throws SourceException if AWS can't be asked for now
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static void checkExpectedPolicy(
            TlsExpectation expected, List<ListenerSnapshot> snapshots, ListenerSource listeners)
            throws SourceException, InterruptedException {
        String name = expected == null ? null : expected.policy();
        if (name == null
                || snapshots.stream()
                        .flatMap(snapshot -> snapshot.tlsListeners().stream())
                        .anyMatch(listener -> listener.policy().name().equals(name))
                || snapshots.stream()
                        .flatMap(snapshot -> snapshot.unread().stream())
                        .anyMatch(gap -> gap.action() != null)) {
            return;
        }
        Set<String> known;
        try {
            known = listeners.policies(Set.of()).keySet();
        } catch (SourceException e) {
            if (e.kind() == SourceException.Kind.PERMANENT) {
                // Not allowed to ask: then the listeners have to tell.
                return;
            }
            throw e;
        }
        if (!known.contains(name)) {
            throw new InvalidParameterException(
                    "expectTls.policy",
                    name,
                    "is a security policy that AWS does not know in this region" + NearWord.hint(name, known));
        }
    }
}
