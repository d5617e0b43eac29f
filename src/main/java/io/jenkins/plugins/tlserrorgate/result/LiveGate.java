package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateAction;
import io.jenkins.plugins.tlserrorgate.gate.PartMinutes;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import io.jenkins.plugins.tlserrorgate.report.WaitingReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The page of a gate that waits. It shows the minutes so far; they are read when somebody looks, at most once a minute,
 * so that a gate that nobody watches asks AWS for nothing more than its verdict needs.
 */
public final class LiveGate extends GatePage {

    private static final Duration PAUSE = Duration.ofSeconds(60);

    private final int number;
    private final Supplier<Gate> gate;
    private final Consumer<Consumer<List<PartMinutes>>> peek;

    private Instant peekedAt;
    private List<PartMinutes> minutes = List.of();

    LiveGate(Run<?, ?> run, int number, Supplier<Gate> gate, Consumer<Consumer<List<PartMinutes>>> peek) {
        super(run);
        this.number = number;
        this.gate = gate;
        this.peek = peek;
    }

    @Override
    int number() {
        return number;
    }

    /** Not when its report has just been kept: then that has the page. */
    boolean isShown() {
        return getRun().getActions(TlsErrorGateAction.class).stream().noneMatch(kept -> kept.number() == number);
    }

    /** The gate as a line of the administrators' page. */
    GatesLink.Waiting waiting(Instant now) {
        Gate current = gate.get();
        GateAction.Wait wait = current.next(now) instanceof GateAction.Wait waiting ? waiting : null;
        return new GatesLink.Waiting(
                getRun().getFullDisplayName(),
                getRun().getUrl() + getUrlName() + "/",
                current.settings().named(),
                wait == null ? now.truncatedTo(ChronoUnit.SECONDS) : wait.until(),
                wait == null ? Messages.GatesLink_reading() : wait.reason());
    }

    @NonNull
    @Override
    ReportDocument document() {
        return WaitingReport.of(gate.get(), seen(), Instant.now());
    }

    private synchronized List<PartMinutes> seen() {
        return minutes;
    }

    private synchronized void see(List<PartMinutes> read) {
        minutes = read;
    }

    @Override
    public GateView getView() {
        look();
        return super.getView();
    }

    private void look() {
        Instant now = Instant.now();
        synchronized (this) {
            if (gate.get().peek(now) == null || (peekedAt != null && now.isBefore(peekedAt.plus(PAUSE)))) {
                return;
            }
            peekedAt = now;
        }
        peek.accept(this::see);
    }

    /** A tab that only waits needs no mark. */
    @Override
    public jenkins.management.Badge getBadge() {
        return null;
    }
}
