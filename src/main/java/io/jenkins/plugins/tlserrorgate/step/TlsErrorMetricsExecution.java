package io.jenkins.plugins.tlserrorgate.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.console.HyperlinkNote;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.tlserrorgate.aws.AwsConnection;
import io.jenkins.plugins.tlserrorgate.config.AwsIdentity;
import io.jenkins.plugins.tlserrorgate.inspection.InspectionRequest;
import io.jenkins.plugins.tlserrorgate.inspection.Inspector;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.report.MetricsCsv;
import io.jenkins.plugins.tlserrorgate.report.MetricsDocument;
import io.jenkins.plugins.tlserrorgate.report.MetricsText;
import io.jenkins.plugins.tlserrorgate.report.ReportJson;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorMetricsAction;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Reads metrics in a running build: one look in the {@linkplain Looks pool}, tried again a few times where AWS can't answer for
 * now. What is asked is fixed when the step starts, so that a look after a restart reads the very same.
 */
final class TlsErrorMetricsExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(TlsErrorMetricsExecution.class.getName());

    private static final int MOST_TRIES = 4;
    private static final int SECONDS_TO_SECOND_TRY = 5;

    private final InspectionRequest request;
    private final AwsIdentity identity;
    private final String csvFile;
    private final String jsonFile;

    private transient Future<?> pending;
    private transient int tries;
    private transient boolean ended;

    TlsErrorMetricsExecution(
            StepContext context,
            InspectionRequest request,
            AwsIdentity identity,
            @CheckForNull String csvFile,
            @CheckForNull String jsonFile) {
        super(context);
        this.request = request;
        this.identity = identity;
        this.csvFile = csvFile;
        this.jsonFile = jsonFile;
    }

    @Override
    public boolean start() {
        submit();
        return false;
    }

    @Override
    public void onResume() {
        submit();
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        synchronized (this) {
            ended = true;
            if (pending != null) {
                pending.cancel(true);
            }
        }
        super.stop(cause);
    }

    @Override
    public String getStatus() {
        return "TLS errors of " + request.balancer() + ": reading metrics";
    }

    private synchronized void submit() {
        if (!ended) {
            pending = Looks.submit(this::look);
        }
    }

    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    private void look() {
        try {
            Run<?, ?> run = getContext().get(Run.class);
            String id = getContext().get(FlowNode.class).getId();
            TlsErrorMetricsAction kept = TlsErrorMetricsAction.find(run, id);
            if (kept == null) {
                MetricsDocument document = read();
                write(csvFile, MetricsCsv.of(document));
                write(jsonFile, ReportJson.write(document));
                kept = TlsErrorMetricsAction.keep(run, id, document);
                print(kept, document);
            }
            if (end()) {
                getContext().onSuccess(kept.getResult());
            }
        } catch (SourceException e) {
            LOGGER.log(Level.FINE, e, () -> getContext() + ": AWS could not be asked");
            tryAgain(e);
        } catch (InvalidParameterException e) {
            fail(e.getMessage());
        } catch (InterruptedException e) {
            // The step was stopped, or Jenkins is going down: then it is read when it is back.
            LOGGER.log(Level.FINE, e, () -> getContext() + ": interrupted while reading");
        } catch (Throwable e) {
            // Whatever it is, also a class that is missing: a step must not hang.
            LOGGER.log(Level.WARNING, e, () -> getContext() + ": the metrics could not be read");
            fail("the metrics could not be read or kept (" + e.getClass().getSimpleName()
                    + "); the controller's log has the details");
        }
    }

    private MetricsDocument read() throws SourceException, IOException, InterruptedException {
        try (AwsConnection aws = Looks.connect(getContext(), identity, request.balancer())) {
            return MetricsDocument.of(
                    new Inspector(aws.directory(), aws.metrics(), aws.listeners()).inspect(request, Instant.now()));
        }
    }

    private void write(@CheckForNull String file, String text)
            throws IOException, InterruptedException, SourceException {
        if (file == null) {
            return;
        }
        FilePath workspace = getContext().get(FilePath.class);
        if (workspace == null) {
            throw new SourceException(
                    SourceException.Kind.TRANSIENT, "the workspace for " + file + " is not there for now", null);
        }
        try {
            workspace.child(file).write(text, StandardCharsets.UTF_8.name());
        } catch (IOException e) {
            throw new SourceException(SourceException.Kind.PERMANENT, file + " can't be written: " + e.getMessage(), e);
        }
    }

    private void print(TlsErrorMetricsAction action, MetricsDocument document)
            throws IOException, InterruptedException {
        PrintStream log = getContext().get(TaskListener.class).getLogger();
        List<String> lines = MetricsText.lines(document);
        log.println("[TLS Error Gate] " + lines.get(0));
        lines.subList(1, lines.size()).forEach(log::println);
        log.println("  " + HyperlinkNote.encodeTo(action.getAddress(), action.getDisplayName()));
    }

    private synchronized void tryAgain(SourceException problem) {
        tries++;
        if (problem.kind() == SourceException.Kind.PERMANENT || tries >= MOST_TRIES) {
            fail(problem.getMessage());
        } else if (!ended) {
            pending = Timer.get().schedule(this::submit, SECONDS_TO_SECOND_TRY << (2 * tries - 2), TimeUnit.SECONDS);
        }
    }

    private void fail(String message) {
        if (end()) {
            getContext().onFailure(new AbortException(message));
        }
    }
}
