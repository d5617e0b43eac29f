package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Counts;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Judge;
import io.jenkins.plugins.tlserrorgate.evaluation.Judgement;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A gate at one moment of its life, immutable. {@link #next} says what it wants done; whoever does it hands the outcome
 * to {@link #resolved}, {@link #read}, {@link #failed} or {@link #refused} and gets the gate as it is then. To survive a
 * restart is nothing but to store the last one: when a gate wakes up past its time it simply reads, as the history of a
 * metric does not go away.
 *
 * @param settings what was asked
 * @param phase how far it has come
 * @param resolved the identities, null until they are found
 * @param failures how often in a row AWS could not be asked
 * @param failingSince since when, null if the last try succeeded
 * @param lastFailure why, null likewise
 * @param retryAt when to try again, null likewise
 * @param progress what was learnt last, in a sentence for the log; null at the beginning
 * @param report what was found, null until the gate has ended
 */
public record Gate(
        GateSettings settings,
        Phase phase,
        Resolved resolved,
        int failures,
        Instant failingSince,
        String lastFailure,
        Instant retryAt,
        String progress,
        GateReport report)
        implements Serializable {

    /** The stations of a gate's life. */
    public enum Phase {
        /** The balancer must be found. */
        RESOLVING,
        /** A first look at the baseline, so that a missing permission shows now and not after the wait. */
        LOOKING,
        /** Waiting for the observation to pass and settle, then reading both windows. */
        OBSERVING,
        /** Ended, with a report. */
        FINISHED
    }

    /** How long AWS may stay out of reach once the observation is over, or the gate ends with ERROR. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    /** A gate at its very beginning. */
    public static Gate begin(GateSettings settings) {
        return new Gate(settings, Phase.RESOLVING, null, 0, null, null, null, null, null);
    }

    /** What to do at this instant. */
    public GateAction next(Instant now) {
        if (phase == Phase.FINISHED) {
            return new GateAction.Finish(report);
        }
        if (retryAt != null && now.isBefore(retryAt)) {
            return new GateAction.Wait(retryAt, "trying again after: " + lastFailure);
        }
        boolean ready = !now.isBefore(settings.readyAt());
        return switch (phase) {
            case RESOLVING -> new GateAction.Resolve();
            case LOOKING ->
                ready
                        ? look()
                        : new GateAction.Read(plan().keys(), settings.split().baseline());
            default ->
                ready
                        ? look()
                        : new GateAction.Wait(
                                settings.readyAt(),
                                "observing until "
                                        + settings.split().observation().end() + ", verdict at " + settings.readyAt());
        };
    }

    private GateAction look() {
        return new GateAction.Read(plan().keys(), settings.split().span());
    }

    private SeriesPlan plan() {
        return new SeriesPlan(settings, resolved);
    }

    /** The gate once its balancer is found. */
    public Gate resolved(Resolved found) {
        return new Gate(
                settings,
                Phase.LOOKING,
                found,
                0,
                null,
                null,
                null,
                "judging " + found.balancer() + " in " + found.region(),
                null);
    }

    /**
     * The gate once series were read.
     *
     * @param data the series asked for by {@link GateAction.Read}
     * @param now the present
     */
    public Gate read(Map<SeriesKey, Series> data, Instant now) {
        List<Evidence> evidence = plan().evidence(data);
        if (!evidence.get(0).span().equals(settings.split().span())) {
            return new Gate(settings, Phase.OBSERVING, resolved, 0, null, null, null, baseline(evidence), null);
        }
        Judgement judgement = Judge.judge(evidence, settings.split(), settings.rule());
        return finished(new GateReport(
                judgement.verdict(),
                judgement.explanation(),
                settings,
                resolved.region(),
                resolved.balancer(),
                now,
                judgement.comparisons(),
                resolved.notes(),
                minutes(evidence)));
    }

    private List<PartMinutes> minutes(List<Evidence> evidence) {
        return evidence.stream()
                .map(part -> PartMinutes.of(part, settings.split().span()))
                .toList();
    }

    /**
     * A look in between, for people who watch: what to read to see everything up to now. Its outcome goes to
     * {@link #peeked} and changes nothing.
     *
     * @return null unless the gate is observing
     */
    public GateAction.Read peek(Instant now) {
        Window span = settings.split().span();
        Instant until = Window.floor(now);
        if (phase != Phase.OBSERVING || !until.isAfter(span.start())) {
            return null;
        }
        return new GateAction.Read(
                plan().keys(), new Window(span.start(), until.isAfter(span.end()) ? span.end() : until));
    }

    /** What {@link #peek} wanted read, minute by minute. */
    public List<PartMinutes> peeked(Map<SeriesKey, Series> data) {
        return minutes(plan().evidence(data));
    }

    private static String baseline(List<Evidence> evidence) {
        return evidence.stream()
                .map(part -> {
                    Counts counts = part.counts(part.span());
                    return PlainText.number(counts.errors()) + " "
                            + part.metric().id() + " TLS errors of "
                            + part.scope().label() + " in " + PlainText.number(counts.exposure()) + " "
                            + part.basis().noun();
                })
                .collect(Collectors.joining(", ", "baseline: ", ""));
    }

    /**
     * The gate after AWS could not be asked. A passing fault is tried again until {@link #PATIENCE} has run out after
     * the time of the verdict; during the wait nothing is lost yet. Any other ends the gate with ERROR.
     */
    public Gate failed(SourceException failure, Instant now) {
        if (failure.kind() == SourceException.Kind.PERMANENT) {
            return ended(failure.getMessage(), now);
        }
        Instant since = failingSince == null ? now : failingSince;
        Instant due = settings.readyAt().isAfter(since) ? settings.readyAt() : since;
        if (!now.isBefore(due.plus(PATIENCE))) {
            return ended(
                    "AWS could not be asked for " + Duration.between(since, now).toMinutes() + " minutes, in "
                            + (failures + 1) + " tries; the last answer: " + failure.getMessage(),
                    now);
        }
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 10));
        Instant again = now.plus(pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY);
        return new Gate(settings, phase, resolved, failures + 1, since, failure.getMessage(), again, null, null);
    }

    /** The gate after AWS knew better than the user: no such balancer, not its target group. */
    public Gate refused(InvalidParameterException problem, Instant now) {
        return ended(problem.getMessage(), now);
    }

    private Gate ended(String problem, Instant now) {
        LoadBalancerId balancer = resolved == null ? settings.balancer().id() : resolved.balancer();
        return finished(new GateReport(
                Verdict.ERROR,
                problem,
                settings,
                resolved == null ? settings.balancer().region() : resolved.region(),
                balancer,
                now,
                List.of(),
                resolved == null ? List.of() : resolved.notes()));
    }

    private Gate finished(GateReport found) {
        return new Gate(settings, Phase.FINISHED, resolved, 0, null, null, null, null, found);
    }
}
