package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.time.InstantSource;

/** Does what a gate wants done, through the ports, until there is nothing to do for now. */
public final class GateRunner {

    private final BalancerDirectory directory;
    private final MetricSource metrics;
    private final InstantSource clock;

    /**
     * @param directory where balancers are found
     * @param metrics where series are read
     * @param clock the present
     */
    public GateRunner(BalancerDirectory directory, MetricSource metrics, InstantSource clock) {
        this.directory = directory;
        this.metrics = metrics;
        this.clock = clock;
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
                return gate.read(metrics.read(read.keys(), read.window()), clock.instant());
            }
            return gate.resolved(directory.resolve(
                    gate.settings().balancer(), gate.settings().targetGroups()));
        } catch (SourceException e) {
            return gate.failed(e, clock.instant());
        } catch (InvalidParameterException e) {
            return gate.refused(e, clock.instant());
        }
    }
}
