package io.jenkins.plugins.tlserrorgate.step;

import io.jenkins.plugins.tlserrorgate.aws.AwsConnection;
import io.jenkins.plugins.tlserrorgate.config.AwsIdentity;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import io.jenkins.plugins.tlserrorgate.gate.GateRunner;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A gate around the deployment: reads the listeners, runs the block, and then is a gate like any other. Wrong parameters and
 * credentials fail the step before anything is deployed; listeners that can't be read for now do not.
 */
final class GateBlockExecution extends GateExecution {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(GateBlockExecution.class.getName());

    private final GateParameters parameters;
    private final GateSettings planned;
    private ListenerSnapshot before;

    /** Those of the further balancers; null in state stored when a gate had but one. */
    private List<ListenerSnapshot> othersBefore;

    /** When the block began; null as long as it has not. Set where the program is not stored meanwhile. */
    private volatile Instant begun;

    /**
     * @param parameters the parameters without the deployment's times
     * @param planned what they would amount to if the deployment were over
     */
    GateBlockExecution(
            StepContext context,
            GateParameters parameters,
            GateSettings planned,
            AwsIdentity identity,
            Outcomes outcomes) {
        super(context, null, identity, outcomes);
        this.parameters = parameters;
        this.planned = planned;
    }

    @Override
    public boolean start() {
        submit(this::prepare);
        return false;
    }

    @Override
    public void onResume() {
        if (gate() != null) {
            super.onResume();
        } else if (begun == null) {
            submit(this::prepare);
        }
    }

    @Override
    public String getStatus() {
        if (gate() != null) {
            return super.getStatus();
        }
        return "TLS Error Gate of " + planned.named() + ": "
                + (begun == null ? "reading the listeners" : "waiting for the deployment to end");
    }

    private void prepare() {
        try {
            List<ListenerSnapshot> found = snapshots();
            if (!found.isEmpty()) {
                before = found.get(0);
                othersBefore = new ArrayList<>(found.subList(1, found.size()));
            }
            if (!isEnded()) {
                getContext().newBodyInvoker().withCallback(new Callback(this)).start();
            }
        } catch (InvalidParameterException | SourceException e) {
            LOGGER.log(Level.FINE, e, () -> getContext() + ": refused before the deployment");
            fail(e.getMessage());
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, e, () -> getContext() + ": interrupted before the deployment");
        } catch (Throwable e) {
            // Whatever it is, also a class that is missing: a gate must not hang.
            failUnexpectedly(e);
        }
    }

    /** The listeners of each balancer, none if they can't be read for now. */
    private List<ListenerSnapshot> snapshots() throws SourceException, IOException, InterruptedException {
        List<ListenerSnapshot> found;
        try (AwsConnection aws = connect(planned.located())) {
            ListenerSource listeners = aws.listeners();
            found = listeners.snapshots(planned.balancers(), Instant.now());
            GateRunner.checkExpectedPolicy(planned.expectedTls(), found, listeners);
        } catch (SourceException e) {
            if (e.kind() == SourceException.Kind.PERMANENT) {
                throw e;
            }
            log("the listeners before the deployment could not be read: " + e.getMessage());
            return List.of();
        }
        for (ListenerSnapshot snapshot : found) {
            if (snapshot.exists()) {
                snapshot.brief().forEach(line -> log("before the deployment: " + line));
            } else {
                log("load balancer " + snapshot.loadBalancer() + " does not exist before the deployment");
            }
        }
        return found;
    }

    private void deployed(Instant end) {
        try {
            begin(Gate.begin(parameters
                            .deploymentStart(begun.toString())
                            .deploymentEnd(end.toString())
                            .check(end))
                    .since(before()));
        } catch (InvalidParameterException e) {
            fail(e.getMessage());
        }
    }

    /** What was read of each balancer, null for one of which nothing was. */
    private List<ListenerSnapshot> before() {
        List<ListenerSnapshot> all = new ArrayList<>();
        all.add(before);
        for (int i = 0; i < planned.others().size(); i++) {
            all.add(othersBefore == null ? null : othersBefore.get(i));
        }
        return all;
    }

    private void notDeployed(Throwable cause) {
        log("the deployment did not succeed, so there is nothing to judge");
        if (end()) {
            getContext().onFailure(cause);
        }
    }

    /** Learns of the block's begin and end; stored together with the execution, and refers to the same one afterwards. */
    private static final class Callback extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final GateBlockExecution execution;

        Callback(GateBlockExecution execution) {
            this.execution = execution;
        }

        @Override
        public void onStart(StepContext context) {
            execution.begun = Instant.now();
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.deployed(Instant.now());
        }

        @Override
        public void onFailure(StepContext context, Throwable cause) {
            execution.notDeployed(cause);
        }
    }
}
