package io.jenkins.plugins.tlserrorgate.step;

import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.TlsDocument;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What earlier builds of the same job know of a gate's balancers: their listeners, and when they were deployed to. */
final class EarlierGates {

    private static final Logger LOGGER = Logger.getLogger(EarlierGates.class.getName());

    /** Each build that is looked at may have to be read from disk. */
    private static final int MOST_BUILDS = 50;

    private final GateSettings settings;
    private final ListenerSnapshot[] snapshots;
    private final List<Window> deployments = new ArrayList<>();

    private EarlierGates(GateSettings settings) {
        this.settings = settings;
        snapshots = new ListenerSnapshot[settings.balancers().size()];
    }

    /** Looks through the last builds before this one. */
    static EarlierGates of(Run<?, ?> run, GateSettings settings) {
        EarlierGates found = new EarlierGates(settings);
        Run<?, ?> earlier = run.getPreviousBuild();
        for (int i = 0; earlier != null && i < MOST_BUILDS; i++) {
            List<TlsErrorGateAction> gates = new ArrayList<>(earlier.getActions(TlsErrorGateAction.class));
            Collections.reverse(gates);
            for (TlsErrorGateAction gate : gates) {
                found.add(gate);
            }
            earlier = earlier.getPreviousBuild();
        }
        return found;
    }

    /** The newest snapshot of each balancer's listeners, null where there is none. */
    List<ListenerSnapshot> snapshots() {
        return Arrays.asList(snapshots);
    }

    /**
     * The deployments that may lie in the history. One that its gate failed counts until the end of what that gate saw, as
     * errors went up with it.
     */
    List<Window> deployments() {
        return deployments;
    }

    private void add(TlsErrorGateAction gate) {
        try {
            ReportDocument document = gate.getResult().document();
            boolean concerned = false;
            for (int i = 0; i < snapshots.length; i++) {
                int index = indexOf(document, settings.balancers().get(i));
                concerned |= index >= 0;
                List<TlsDocument> tls =
                        document.tls() == null ? List.of() : document.tls().each();
                if (snapshots[i] == null && index >= 0 && index < tls.size()) {
                    snapshots[i] = tls.get(index).snapshot().snapshot();
                }
            }
            if (concerned) {
                addDeployment(document);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            LOGGER.log(Level.FINE, e, () -> "unreadable report in " + gate.getRun());
        }
    }

    private void addDeployment(ReportDocument document) {
        Instant start = Window.floor(Instant.parse(document.deploymentStart()));
        Instant end = Window.ceil(Instant.parse(
                "FAIL".equals(document.verdict()) ? document.observation().end() : document.deploymentEnd()));
        Instant oldest = settings.split().span().start().minus(settings.history());
        // A second gate of the same deployment, or of a later one, must not take away its own past.
        if (end.isAfter(oldest) && end.isBefore(settings.deploymentStart())) {
            deployments.add(new Window(start, end.isAfter(start) ? end : start.plus(Window.MINUTE)));
        }
    }

    /** Which of a report's balancers this is, -1 if it is none of them. */
    private static int indexOf(ReportDocument document, LoadBalancerSpec balancer) {
        List<String> judged = document.loadBalancers();
        for (int i = 0; i < judged.size(); i++) {
            String one = judged.get(i);
            // A balancer that was never found stands there in the user's words.
            boolean same = balancer.id() != null
                    ? balancer.id().dimension().equals(one)
                    : balancer.name().equals(LoadBalancerId.nameIn(one));
            if (same) {
                return i;
            }
        }
        return -1;
    }
}
