package io.jenkins.plugins.tlserrorgate.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.tlserrorgate.aws.AwsConnection;
import io.jenkins.plugins.tlserrorgate.config.AwsIdentity;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateAction;
import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import io.jenkins.plugins.tlserrorgate.gate.PartMinutes;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.TextReport;
import io.jenkins.plugins.tlserrorgate.result.LiveGates;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateResult;
import io.jenkins.plugins.tlserrorgate.result.VerdictNote;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A gate in a running build. All that lasts is the {@link Gate}; whatever else is needed is made when it is time to look
 * and thrown away again. While the gate waits there is one entry in Jenkins' timer and no thread; the timer only wakes,
 * and what talks to AWS runs in a {@linkplain Looks pool of its own}. After a restart the gate asks itself anew what to
 * do: wait on, or look at once if its time has passed meanwhile.
 */
class GateExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(GateExecution.class.getName());

    private final AwsIdentity identity;
    private final Outcomes outcomes;
    private Gate gate;

    /** Under which number the gate's page is found; stored, so that its address survives a restart. */
    private int number;

    private transient Future<?> pending;
    private transient boolean ended;

    GateExecution(StepContext context, Gate gate, AwsIdentity identity, Outcomes outcomes) {
        super(context);
        this.gate = gate;
        this.identity = identity;
        this.outcomes = outcomes;
    }

    @Override
    public boolean start() throws Exception {
        begin(gate);
        return false;
    }

    /** Begins to judge. */
    final void begin(Gate begun) {
        synchronized (this) {
            gate = begun;
        }
        announce();
        proceed();
    }

    @Override
    public void onResume() {
        announce();
        proceed();
    }

    /** Lets people watch the gate while it waits. */
    private void announce() {
        try {
            number = LiveGates.begin(
                    getContext().get(Run.class),
                    getContext().get(FlowNode.class).getId(),
                    number,
                    this::gate,
                    this::peek);
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> getContext() + ": nobody can watch this gate");
        }
    }

    private void conceal() {
        try {
            LiveGates.end(
                    getContext().get(Run.class),
                    getContext().get(FlowNode.class).getId());
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> getContext() + ": the gate is watched no longer");
        }
    }

    /** Reads the minutes so far for somebody who watches; what goes wrong is the next look's business. */
    private void peek(Consumer<List<PartMinutes>> watcher) {
        Looks.submit(() -> {
            Gate current = gate();
            GateAction.Read read = current.peek(Instant.now());
            if (read == null) {
                return;
            }
            try (AwsConnection aws = connect(current)) {
                watcher.accept(current.peeked(
                        aws.metrics(Looks.SHARED, current.settings().settle()).read(read.keys(), read.window())));
            } catch (IOException | InterruptedException | SourceException | RuntimeException e) {
                LOGGER.log(Level.FINE, e, () -> getContext() + ": could not look in between");
            }
        });
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        synchronized (this) {
            ended = true;
            if (pending != null) {
                pending.cancel(true);
            }
        }
        conceal();
        super.stop(cause);
    }

    @Override
    public String getStatus() {
        Gate current = gate();
        GateAction action = current.next(Instant.now());
        return action instanceof GateAction.Wait wait
                ? "TLS Error Gate of " + current.settings().named() + ": " + wait.reason()
                : "TLS Error Gate of " + current.settings().named() + ": reading metrics";
    }

    final synchronized Gate gate() {
        return gate;
    }

    /** Has the next thing done, now or when it is time. */
    private synchronized void proceed() {
        if (ended) {
            return;
        }
        Instant now = Instant.now();
        if (gate.next(now) instanceof GateAction.Wait wait) {
            log(wait.reason());
            long delay = Math.max(0, Duration.between(now, wait.until()).toMillis()) + 1;
            pending = Timer.get().schedule(this::wake, delay, TimeUnit.MILLISECONDS);
        } else {
            wake();
        }
    }

    private void wake() {
        submit(this::look);
    }

    /** Has something done that may take its time, unless the step has ended. */
    final synchronized void submit(Runnable work) {
        if (!ended) {
            // Before its block has ended a gate around a deployment is not there yet: that is a first look, too.
            boolean first = gate == null || gate.phase() == Gate.Phase.RESOLVING;
            pending = first ? Looks.submitFirst(work) : Looks.submit(work);
        }
    }

    private void look() {
        try {
            TlsErrorGateAction kept = TlsErrorGateAction.find(
                    getContext().get(Run.class),
                    getContext().get(FlowNode.class).getId());
            if (kept != null) {
                // Jenkins went down after the verdict and before the step had ended: it is not judged twice.
                conclude(kept.getResult());
                return;
            }
            Gate before = gate();
            Gate after = before.next(Instant.now()) instanceof GateAction.Finish ? before : look(before);
            synchronized (this) {
                if (ended) {
                    return;
                }
                gate = after;
            }
            getContext().saveState();
            if (after.progress() != null) {
                log(after.progress());
            }
            if (after.report() == null) {
                proceed();
            } else {
                finish(after.report());
            }
        } catch (InterruptedException e) {
            // The step was stopped, or Jenkins is going down: then the gate goes on when it is back.
            LOGGER.log(Level.FINE, e, () -> getContext() + ": interrupted while looking");
        } catch (Throwable e) {
            // Whatever it is, also a class that is missing: a gate must not hang.
            failUnexpectedly(e);
        }
    }

    /** What a look did, for a support engineer. */
    private static String told(Gate before, Gate after, int answers) {
        GateReport report = after.report();
        return before.phase() + " -> " + after.phase() + ": "
                + (report != null
                        ? TextReport.line(report)
                        : after.progress() != null ? after.progress() : after.lastFailure())
                + "; " + answers + " answers of AWS"
                + (after.next(Instant.now()) instanceof GateAction.Wait wait ? "; next at " + wait.until() : "");
    }

    final void failUnexpectedly(Throwable problem) {
        LOGGER.log(Level.WARNING, problem, () -> getContext() + ": the gate could not go on");
        fail("the gate could not go on (" + problem.getClass().getSimpleName()
                + "); the controller's log has the details");
    }

    /** The way to AWS for one look of a gate. */
    private AwsConnection connect(Gate current) throws SourceException, IOException, InterruptedException {
        String arn = current.resolved() == null ? null : current.resolved().arn();
        return connect(arn == null ? current.settings().located() : LoadBalancerSpec.parse("loadBalancer", arn));
    }

    /** The way to AWS, and there to the region of a balancer. */
    final AwsConnection connect(LoadBalancerSpec balancer) throws SourceException, IOException, InterruptedException {
        return Looks.connect(getContext(), identity, balancer);
    }

    private Gate look(Gate begun) throws IOException, InterruptedException {
        Gate current = begun;
        if (current.phase() == Gate.Phase.RESOLVING && current.failures() == 0) {
            EarlierGates earlier = EarlierGates.of(getContext().get(Run.class), current.settings());
            current = current.besides(earlier.deployments());
            if (current.tls().each().stream().allMatch(watch -> watch.before() == null)) {
                current = current.since(earlier.snapshots());
            }
        }
        String who = getContext().get(Run.class).getFullDisplayName() + ", gate "
                + getContext().get(FlowNode.class).getId() + ": ";
        int answers = 0;
        Gate after;
        try (AwsConnection aws = connect(current)) {
            after = Looks.look(aws, current, who);
            answers = aws.answers();
        } catch (SourceException e) {
            LOGGER.log(Level.FINE, e, () -> getContext() + ": AWS could not be asked");
            after = current.failed(e, Instant.now());
        } catch (InvalidParameterException e) {
            after = current.refused(e, Instant.now());
        }
        int count = answers;
        Gate looked = after;
        LOGGER.fine(() -> who + told(begun, looked, count));
        return after;
    }

    private void finish(GateReport report) throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        FlowNode node = getContext().get(FlowNode.class);
        ReportDocument document = ReportDocument.of(report);
        TlsErrorGateAction action = TlsErrorGateAction.keep(run, node.getId(), document);
        PrintStream log = getContext().get(TaskListener.class).getLogger();
        List<String> lines = TextReport.lines(report);
        log.println(VerdictNote.encode(document.verdict(), "[TLS Error Gate] " + lines.get(0)));
        lines.subList(1, lines.size()).forEach(log::println);
        log.println("  " + VerdictNote.link(action));
        conclude(action.getResult());
    }

    /** Ends the step as its verdict wants it. */
    private void conclude(TlsErrorGateResult result) throws IOException, InterruptedException {
        conceal();
        ReportDocument document = result.document();
        Outcome outcome = outcomes.of(Verdict.valueOf(document.verdict()));
        if (outcomes.dryRun() && outcome != Outcome.NONE) {
            log("dry run: without it the build would now be " + outcome.result());
            outcome = Outcome.NONE;
        }
        String line = "TLS Error Gate " + document.verdict() + ": " + PlainText.oneLine(document.explanation());
        if (outcome == Outcome.FAILURE) {
            fail(line);
            return;
        }
        if (outcome == Outcome.UNSTABLE) {
            getContext().get(FlowNode.class).addOrReplaceAction(new WarningAction(outcome.result()).withMessage(line));
            getContext().get(Run.class).setResult(outcome.result());
        }
        if (end()) {
            getContext().onSuccess(result);
        }
    }

    final void fail(String message) {
        conceal();
        if (end()) {
            getContext().onFailure(new AbortException(message));
        }
    }

    /** Whether it is still this thread's to end the step. */
    final synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    final synchronized boolean isEnded() {
        return ended;
    }

    final void log(String message) {
        try {
            getContext().get(TaskListener.class).getLogger().println("[TLS Error Gate] " + message);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.FINE, e, () -> getContext() + ": can't write to the build's log: " + message);
        }
    }
}
