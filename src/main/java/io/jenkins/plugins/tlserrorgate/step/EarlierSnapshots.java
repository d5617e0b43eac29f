package io.jenkins.plugins.tlserrorgate.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Finds what an earlier build of the same job saw of a balancer's listeners. */
final class EarlierSnapshots {

    private static final Logger LOGGER = Logger.getLogger(EarlierSnapshots.class.getName());

    /** Each build that is looked at may have to be read from disk. */
    private static final int MOST_BUILDS = 50;

    private EarlierSnapshots() {}

    /** The snapshot of the last earlier build that has one of this balancer, null if none has. */
    @CheckForNull
    static ListenerSnapshot find(Run<?, ?> run, LoadBalancerSpec balancer) {
        Run<?, ?> earlier = run.getPreviousBuild();
        for (int i = 0; earlier != null && i < MOST_BUILDS; i++) {
            List<TlsErrorGateAction> gates = new ArrayList<>(earlier.getActions(TlsErrorGateAction.class));
            Collections.reverse(gates);
            for (TlsErrorGateAction gate : gates) {
                ListenerSnapshot found = snapshot(gate, balancer);
                if (found != null) {
                    return found;
                }
            }
            earlier = earlier.getPreviousBuild();
        }
        return null;
    }

    @CheckForNull
    private static ListenerSnapshot snapshot(TlsErrorGateAction gate, LoadBalancerSpec balancer) {
        try {
            ReportDocument document = gate.getResult().document();
            return document.tls() != null && judged(document, balancer)
                    ? document.tls().snapshot().snapshot()
                    : null;
        } catch (IllegalArgumentException e) {
            LOGGER.log(Level.FINE, e, () -> "unreadable report in " + gate.getRun());
            return null;
        }
    }

    private static boolean judged(ReportDocument document, LoadBalancerSpec balancer) {
        if (balancer.id() != null) {
            return balancer.id().dimension().equals(document.loadBalancer());
        }
        try {
            return LoadBalancerId.of(document.loadBalancer()).name().equals(balancer.name());
        } catch (IllegalArgumentException e) {
            // Was never found: then the document has the user's words.
            return balancer.text().equals(document.loadBalancer());
        }
    }
}
