package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Circumstances;
import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Judgement;
import io.jenkins.plugins.tlserrorgate.evaluation.Looks;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A gate at one moment of its life, immutable. {@link #next} says what it wants done; whoever does it hands the outcome
 * to {@link #resolved}, {@link #read}, {@link #failed} or {@link #refused} and gets the gate as it is then. To survive a
 * restart is nothing but to store the last one: when a gate wakes up past its time it simply reads, as the history of a
 * metric does not go away.
 */
public final class Gate implements Serializable {

    // Jenkins' serialization reads a record only as long as it has the very same components, but a class may have
    // got more fields than were stored. The number is that of a record, which this was when it was stored first.
    private static final long serialVersionUID = 0L;

    private final GateSettings settings;
    private final Phase phase;
    private final Resolved resolved;
    private final TlsWatch tls;
    private final int looked;
    private final int failures;
    private final Instant failingSince;
    private final String lastFailure;
    private final Instant retryAt;
    private final String progress;
    private final GateReport report;
    private final List<Window> earlierDeployments;

    /** A copy of these values; see the accessors. */
    public Gate(
            GateSettings settings,
            Phase phase,
            Resolved resolved,
            TlsWatch tls,
            int looked,
            int failures,
            Instant failingSince,
            String lastFailure,
            Instant retryAt,
            String progress,
            GateReport report,
            List<Window> earlierDeployments) {
        this.settings = settings;
        this.phase = phase;
        this.resolved = resolved;
        this.tls = tls;
        this.looked = looked;
        this.failures = failures;
        this.failingSince = failingSince;
        this.lastFailure = lastFailure;
        this.retryAt = retryAt;
        this.progress = progress;
        this.report = report;
        this.earlierDeployments = List.copyOf(earlierDeployments);
    }

    /** What was asked. */
    public GateSettings settings() {
        return settings;
    }

    /** How far it has come. */
    public Phase phase() {
        return phase;
    }

    /** The identities, null until they are found. */
    public Resolved resolved() {
        return resolved;
    }

    /** What is known of the listeners. */
    public TlsWatch tls() {
        return tls;
    }

    /** How often in a row AWS could not be asked. */
    public int failures() {
        return failures;
    }

    /** Why, null if the last try succeeded. */
    public String lastFailure() {
        return lastFailure;
    }

    /** What was learnt last, in a sentence for the log; null at the beginning. */
    public String progress() {
        return progress;
    }

    /** What was found, null until there is a verdict. */
    public GateReport report() {
        return report;
    }

    /** Deployments that are no placebo. */
    public List<Window> earlierDeployments() {
        // Null where it was stored before there was this field.
        return earlierDeployments == null ? List.of() : earlierDeployments;
    }

    /** The stations of a gate's life. */
    public enum Phase {
        /** The balancer must be found. */
        RESOLVING,
        /** A first look at the baseline, so that a missing permission shows now and not after the wait. */
        LOOKING,
        /** Waiting for the observation to pass and settle, then reading both windows. */
        OBSERVING,
        /** An early look has found a rise: it has a report, and reads target groups and zones to say where the rise is. */
        EXPLAINING,
        /** Ended, with a report. */
        FINISHED
    }

    /** How long AWS may stay out of reach once the observation is over, or the gate ends with ERROR. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** How long after a minute should have settled the gate still waits for it. */
    private static final Duration LATENESS = Duration.ofMinutes(3);

    /** In what share of its minutes a balancer may be without traffic, so that one more would be strange. */
    private static final double SELDOM = 0.1;

    private static final Duration LATE_RETRY = Duration.ofSeconds(30);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    /** A gate at its very beginning. */
    public static Gate begin(GateSettings settings) {
        return new Gate(
                settings, Phase.RESOLVING, null, TlsWatch.NOTHING, 0, 0, null, null, null, null, null, List.of());
    }

    /** The same gate with snapshots of the listeners to compare with: one for each balancer, null for none. */
    public Gate since(List<ListenerSnapshot> before) {
        return knowing(tls.since(before), earlierDeployments());
    }

    /** The same gate with earlier deployments to these balancers, whose minutes are no placebo. */
    public Gate besides(List<Window> deployments) {
        return knowing(tls, deployments);
    }

    private Gate knowing(TlsWatch watched, List<Window> deployments) {
        return new Gate(
                settings,
                phase,
                resolved,
                watched,
                looked,
                failures,
                failingSince,
                lastFailure,
                retryAt,
                progress,
                report,
                deployments);
    }

    /** What to do at this instant. */
    public GateAction next(Instant now) {
        if (phase == Phase.FINISHED) {
            return new GateAction.Finish(report);
        }
        if (retryAt != null && now.isBefore(retryAt)) {
            return new GateAction.Wait(retryAt, "trying again after: " + lastFailure);
        }
        if (phase == Phase.RESOLVING) {
            return new GateAction.Resolve();
        }
        if (phase == Phase.EXPLAINING) {
            return plan().explain(report.split());
        }
        LookPlan looks = new LookPlan(settings);
        Window due = looks.due(now, looked);
        if (due != null) {
            return plan().read(new Split(settings.split().baseline(), due), now);
        }
        if (phase == Phase.LOOKING) {
            return new GateAction.Read(plan().keys(), settings.split().baseline());
        }
        Instant until = looks.readyAt(looks.following(looked));
        return new GateAction.Wait(
                until,
                "observing until " + settings.split().observation().end() + ", verdict at " + settings.readyAt()
                        + (until.isBefore(settings.readyAt()) ? ", early look at " + until : ""));
    }

    private SeriesPlan plan() {
        return new SeriesPlan(settings, resolved, tls);
    }

    /**
     * The gate once its balancers are found and their listeners are read; they may be reason enough for a verdict.
     *
     * @param found the identities
     * @param after the listeners of each balancer
     * @param now the present
     */
    public Gate resolved(Resolved found, List<ListenerSnapshot> after, Instant now) {
        return looking(found, tls.until(after)).withoutCounting(now);
    }

    /**
     * The gate once its balancers are found, but their listeners could not be read.
     *
     * @param found the identities
     * @param problem why
     * @param now the present
     */
    public Gate resolved(Resolved found, SourceException problem, Instant now) {
        return looking(found, tls.unread(settings.balancers().size(), problem.getMessage()))
                .withoutCounting(now);
    }

    private Gate looking(Resolved found, TlsWatch watched) {
        return new Gate(
                settings,
                Phase.LOOKING,
                found,
                watched,
                0,
                0,
                null,
                null,
                null,
                "judging " + GateWords.names(found.ids()) + " in " + found.region(),
                null,
                earlierDeployments());
    }

    private Gate withoutCounting(Instant now) {
        ListenerFindings findings = ListenerFindings.of(settings, tls);
        return findings.verdict() == null
                ? this
                : finished(GateReport.withoutCounts(
                        findings.verdict(),
                        findings.explanation(),
                        settings,
                        resolved.region(),
                        resolved.ids(),
                        now,
                        GateWords.concat(resolved.notes(), findings.notes()),
                        tls));
    }

    /**
     * The gate once series were read.
     *
     * @param data the series asked for by {@link GateAction.Read}
     * @param now the present
     */
    public Gate read(Map<SeriesKey, Series> data, Instant now) {
        return read(data, now, new SharedJudgements());
    }

    /**
     * The gate once series were read that others may have read, too.
     *
     * @param judgements what gates have come to
     */
    Gate read(Map<SeriesKey, Series> data, Instant now, SharedJudgements judgements) {
        List<Evidence> evidence = plan().evidence(data);
        if (phase == Phase.EXPLAINING) {
            return finished(GateWords.explained(report, evidence));
        }
        Window observation = settings.split().observation();
        Instant end = evidence.get(0).span().end();
        if (!end.isAfter(observation.start())) {
            return at(Phase.OBSERVING, 0, GateWords.baseline(evidence), null);
        }
        if (isLate(evidence, end, now)) {
            return troubled(0, null, "CloudWatch shows no traffic yet in the newest minute", now.plus(LATE_RETRY));
        }
        Split split = new Split(settings.split().baseline(), new Window(observation.start(), end));
        Judgement judgement = judgements.judge(data, evidence, split, settings.rule(), circumstances(split));
        boolean early = end.isBefore(observation.end());
        String far = split.observation().minutes() + " of " + observation.minutes() + " minutes";
        if (early && judgement.verdict() != Verdict.FAIL) {
            double least = judgement.comparisons().stream()
                    .mapToDouble(Comparison::pValue)
                    .filter(p -> !Double.isNaN(p))
                    .min()
                    .orElse(1);
            String learnt = "early look after " + far + ": no regression so far"
                    + (least < 1 ? String.format(Locale.ROOT, " (smallest p %.2g)", least) : "");
            return at(Phase.OBSERVING, split.observation().minutes(), learnt, null);
        }
        ListenerFindings findings = ListenerFindings.of(settings, tls);
        List<String> notes = GateWords.concat(resolved.notes(), findings.notes());
        if (early) {
            notes.add("Failed early, after " + far + " of the observation.");
        }
        if (settings.rule().kind() == RuleSettings.Kind.RATE && plan().history().compareTo(settings.history()) < 0) {
            notes.add("With so many load balancers, target groups and zones only " + Durations.format(plan().history())
                    + " of history were read.");
        }
        boolean doubtful =
                judgement.verdict() == Verdict.PASS && !findings.doubts().isEmpty();
        Diagnosis diagnosis = Diagnostician.diagnose(judgement, evidence, split, settings, tls);
        GateReport found = new GateReport(
                doubtful ? Verdict.INCONCLUSIVE : judgement.verdict(),
                (doubtful ? String.join("; ", findings.doubts()) + "; else " : "")
                        + judgement.explanation()
                        + (diagnosis == null ? "" : "; " + String.join("; ", diagnosis.where())),
                settings,
                resolved.region(),
                resolved.balancer(),
                split,
                now,
                judgement.comparisons(),
                notes,
                minutes(GateWords.told(judgement, evidence)),
                tls,
                judgement.details(),
                diagnosis,
                resolved.ids().subList(1, resolved.ids().size()));
        return early && plan().hasDetails() ? at(Phase.EXPLAINING, looked, null, found) : finished(found);
    }

    /** Whether the newest minute of the observation shows no traffic although before the deployment there hardly ever was none. */
    private boolean isLate(List<Evidence> evidence, Instant end, Instant now) {
        Window baseline = settings.split().baseline();
        Window newest = new Window(end.minus(Window.MINUTE), end);
        return end.equals(settings.split().observation().end())
                && now.isBefore(settings.readyAt().plus(LATENESS))
                && evidence.stream()
                        .filter(part -> !part.isDetail())
                        .allMatch(part -> part.counts(newest).missing() > 0
                                && part.counts(baseline).missing() < SELDOM * baseline.minutes());
    }

    private Circumstances circumstances(Split split) {
        double whole = settings.split().observation().minutes();
        return new Circumstances(
                settings.deploymentStart(),
                settings.history(),
                earlierDeployments(),
                Looks.alphaShare(looked / whole, split.observation().minutes() / whole));
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

    /**
     * The gate after AWS could not be asked. A passing fault is tried again until {@link #PATIENCE} has run out after
     * the time of the verdict; during the wait nothing is lost yet. Any other ends the gate with ERROR.
     */
    public Gate failed(SourceException failure, Instant now) {
        if (phase == Phase.EXPLAINING) {
            // The verdict stands; where the rise is remains unsaid.
            return finished(report);
        }
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
        return troubled(failures + 1, since, failure.getMessage(), again);
    }

    private Gate troubled(int times, Instant since, String reason, Instant again) {
        return new Gate(
                settings, phase, resolved, tls, looked, times, since, reason, again, null, null, earlierDeployments());
    }

    /** The gate after AWS knew better than the user: no such balancer, not its target group. */
    public Gate refused(InvalidParameterException problem, Instant now) {
        String gone = resolved != null || !problem.parameter().startsWith("loadBalancer")
                ? ""
                : IntStream.range(0, tls.each().size())
                        .filter(i -> problem.getMessage()
                                .contains(PlainText.quote(
                                        settings.balancers().get(i).text())))
                        .mapToObj(i -> tls.each().get(i).before())
                        .filter(before -> before != null && before.exists())
                        .map(before -> "; it did at " + before.takenAt() + " (" + before.loadBalancer()
                                + "), so it was deleted or replaced since")
                        .findFirst()
                        .orElse("");
        return ended(problem.getMessage() + gone, now);
    }

    private Gate ended(String problem, Instant now) {
        List<LoadBalancerId> named =
                settings.balancers().stream().map(LoadBalancerSpec::id).toList();
        return finished(GateReport.withoutCounts(
                Verdict.ERROR,
                problem,
                settings,
                resolved == null ? settings.located().region() : resolved.region(),
                resolved != null ? resolved.ids() : named.contains(null) ? List.of() : named,
                now,
                resolved == null ? List.of() : resolved.notes(),
                tls));
    }

    private Gate finished(GateReport found) {
        return at(Phase.FINISHED, looked, null, found);
    }

    private Gate at(Phase next, int minutes, String learnt, GateReport found) {
        return new Gate(
                settings, next, resolved, tls, minutes, 0, null, null, null, learnt, found, earlierDeployments());
    }
}
