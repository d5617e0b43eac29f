package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Circumstances;
import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Judge;
import io.jenkins.plugins.tlserrorgate.evaluation.Looks;
import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a gate would have said about past deployments, and which parameters suit the balancer. The very gate of a pipeline is
 * driven through its looks, as if it were the day of the deployment; the series are read once for all of them. What is not
 * known of the past is left out: the listeners as they were, and points of a minute that CloudWatch no longer has.
 *
 * <p>Of the package gate, but built with the command line only: the plugin has no use for it and would carry its weight.
 */
public final class Rehearsal {

    /** Observations that are tried, in minutes. */
    private static final int[] OBSERVE = {5, 10, 15, 20, 25, 30, 40, 50, 60, 90, 120, 180, 240};

    /** Baselines that are tried, in minutes. */
    private static final int[] BASELINE = {60, 180, 360, 720, 1440};

    private static final double[] TOLERANCE = {1.1, 1.25, 1.5, 2, 3};

    private static final double DOUBLING = 2;

    /** The probability (Poisson) of so many alarms or more below which the tolerance is raised. */
    private static final double SURPRISE = 0.01;

    /** A shorter baseline will do if the rise that it lets see is at most this factor larger. */
    private static final double HARDLY_WORSE = 1.05;

    /** Moments in which nothing was deployed lie this far apart, over so many days, so each has a week of history. */
    private static final Duration APART = Duration.ofHours(3);

    private static final Duration BACK = Duration.ofDays(7);
    private static final int A_DAY = 8;

    /**
     * A deployment of the past.
     *
     * @param label what people call it
     * @param start when it began
     * @param end when it ended
     */
    public record Deployment(String label, Instant start, Instant end) {}

    /**
     * What the gate would have said.
     *
     * @param deployment about what
     * @param report the report; null if there is none
     * @param problem why there is none; else what differs from the day itself, or null
     */
    public record Outcome(Deployment deployment, GateReport report, String problem) {}

    /**
     * How well a metric can be watched on this balancer.
     *
     * @param observe the shortest observation in which a doubling is seen nine times in ten at a typical hour; null if none
     *     of up to four hours
     * @param always the same at each hour of the last day that was tried
     * @param visible the smallest ratio of rates that is seen nine times in ten with that observation, or with four hours
     * @param perMinute errors expected a minute
     */
    public record Sight(Duration observe, Duration always, double visible, double perMinute) {}

    /**
     * What suits the balancer.
     *
     * @param sights each metric that was judged
     * @param observe the recommended observation: the longest that any metric with an answer needs; null if none has one
     * @param baseline the shortest baseline that sees as much as any, within a twentieth
     * @param tolerance the smallest at which the alarms are not more than {@code confidence} and chance explain
     * @param fired in how many moments without deployment the gate would have failed at the tolerance that was asked for
     * @param moments how many there were
     */
    public record Advice(
            Map<TlsMetric, Sight> sights,
            Duration observe,
            Duration baseline,
            double tolerance,
            int fired,
            int moments) {}

    private final GateParameters parameters;
    private final GateSettings asked;
    private final Resolved resolved;
    private final Instant now;
    private final Window known;
    private final Map<SeriesKey, double[]> minutes = new HashMap<>();
    private final List<Deployment> deployments;
    private final Map<Deployment, Outcome> outcomes = new HashMap<>();

    /** The deployments as later gates would know them: one that its gate fails counts until the end of what that gate sees. */
    private final List<Window> remembered = new ArrayList<>();

    private Rehearsal(GateParameters parameters, Resolved resolved, List<Deployment> deployments, Instant now) {
        this.parameters = parameters;
        this.resolved = resolved;
        this.deployments = deployments;
        this.now = now;
        asked = parameters.deploymentStart(null).deploymentEnd(null).check(now);
        known = new Window(Window.ceil(now.minus(GateParameters.RETENTION)), Window.floor(now.minus(asked.settle())));
    }

    /**
     * Reads all that CloudWatch has, and judges the deployments in the order in which they happened.
     *
     * @param parameters the gate's parameters; those of the deployment are set by the rehearsal
     * @param resolved the balancer
     * @param deployments all deployments; minutes of one are no placebo for any other
     * @param source where series are read
     * @param now the present
     * @throws InvalidParameterException if a parameter is wrong
     * @throws SourceException if AWS can't be asked
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static Rehearsal read(
            GateParameters parameters,
            Resolved resolved,
            List<Deployment> deployments,
            MetricSource source,
            Instant now)
            throws SourceException, InterruptedException {
        Rehearsal rehearsal = new Rehearsal(parameters, resolved, deployments, now);
        GateAction.Read all = rehearsal.plan(rehearsal.asked).read(rehearsal.asked.split(), now);
        source.read(all.keys(), rehearsal.known).forEach((key, series) -> rehearsal.minutes.put(key, series.values()));
        deployments.stream().sorted(Comparator.comparing(Deployment::end)).forEach(rehearsal::judge);
        return rehearsal;
    }

    /** Whether the balancer had any traffic in the time that CloudWatch still knows. */
    public boolean hasTraffic() {
        return minutes.values().stream().flatMapToDouble(Arrays::stream).anyMatch(value -> value > 0);
    }

    /** What the gate would have said about each deployment, in their order. */
    public List<Outcome> outcomes() {
        return deployments.stream().map(outcomes::get).toList();
    }

    private void judge(Deployment deployment) {
        Outcome outcome = of(deployment);
        outcomes.put(deployment, outcome);
        Instant end = outcome.report() != null && outcome.report().verdict() == Verdict.FAIL
                ? outcome.report().split().observation().end()
                : deployment.end();
        remembered.add(new Window(Window.floor(deployment.start()), Window.ceil(end)));
    }

    private Outcome of(Deployment deployment) {
        GateSettings settings;
        try {
            settings = parameters
                    .deploymentStart(deployment.start().toString())
                    .deploymentEnd(deployment.end().toString())
                    .check(now);
        } catch (InvalidParameterException e) {
            return new Outcome(deployment, null, e.getMessage());
        }
        if (settings.split().observation().end().isAfter(known.end())) {
            return new Outcome(deployment, null, "not over yet: the verdict is due at " + settings.readyAt());
        }
        Instant first = settings.split().span().start();
        Duration left = Duration.between(known.start(), first);
        String less = left.compareTo(settings.history()) < 0
                ? "judged by " + Durations.format(rounded(left))
                        + " of history, as CloudWatch no longer has the points of a"
                        + " minute before; on the day itself there were " + Durations.format(settings.history())
                : null;
        return new Outcome(deployment, drive(settings), less);
    }

    /** Whole days, or hours of the first one. */
    private static Duration rounded(Duration duration) {
        return duration.toDays() > 0 ? Duration.ofDays(duration.toDays()) : Duration.ofHours(duration.toHours());
    }

    private GateReport drive(GateSettings settings) {
        // Nobody knows what the listeners were like then.
        Gate gate = new Gate(
                settings,
                Gate.Phase.LOOKING,
                resolved,
                TlsWatch.NOTHING,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                earlier(settings));
        Instant time = settings.deploymentEnd();
        while (true) {
            GateAction action = gate.next(time);
            if (action instanceof GateAction.Finish finish) {
                return finish.report();
            } else if (action instanceof GateAction.Wait wait) {
                time = wait.until();
            } else {
                gate = gate.read(cut((GateAction.Read) action), time);
            }
        }
    }

    /** The deployments that were over when this one began, and may lie in its history. */
    private List<Window> earlier(GateSettings settings) {
        Instant oldest = settings.split().span().start().minus(settings.history());
        return remembered.stream()
                .filter(window -> window.end().isAfter(oldest) && window.end().isBefore(settings.deploymentStart()))
                .toList();
    }

    private Map<SeriesKey, Series> cut(GateAction.Read read) {
        Instant from = read.window().start().isBefore(known.start())
                ? known.start()
                : read.window().start();
        Window window = new Window(from, read.window().end());
        int first = new Window(known.start(), window.end()).minutes() - window.minutes();
        Map<SeriesKey, Series> cut = new LinkedHashMap<>();
        for (SeriesKey key : read.keys()) {
            cut.put(key, Series.of(window, Arrays.copyOfRange(minutes.get(key), first, first + window.minutes())));
        }
        return cut;
    }

    private SeriesPlan plan(GateSettings settings) {
        return new SeriesPlan(settings, resolved, TlsWatch.NOTHING);
    }

    /** What suits the balancer, by its traffic of the last day and by how calm the gate would have been in the last week. */
    public Advice advice() {
        List<GateSettings> quiet = quiet();
        List<GateSettings> alarms = failing(quiet);
        Map<TlsMetric, Sight> sights = sights();
        Duration observe = sights.values().stream()
                .map(Sight::observe)
                .filter(found -> found != null)
                .max(Duration::compareTo)
                .orElse(null);
        return new Advice(
                sights, observe, baseline(observe), tolerance(alarms, quiet.size()), alarms.size(), quiet.size());
    }

    private List<GateSettings> quiet() {
        List<GateSettings> quiet = new ArrayList<>();
        Instant last = known.end()
                .minus(Duration.between(
                        asked.deploymentEnd(), asked.split().observation().end()));
        for (Instant at = last; at.isAfter(last.minus(BACK)); at = at.minus(APART)) {
            try {
                GateSettings settings = at(at);
                Window span = settings.split().span();
                if (!span.start().isBefore(known.start())
                        && deployments.stream()
                                .noneMatch(d -> d.start().isBefore(span.end())
                                        && d.end().isAfter(span.start().minus(Window.MINUTE)))) {
                    quiet.add(settings);
                }
            } catch (InvalidParameterException e) {
                // So long a baseline does not reach back from here.
                break;
            }
        }
        return quiet;
    }

    private GateSettings at(Instant moment) {
        String text = Window.floor(moment).toString();
        return parameters.deploymentStart(text).deploymentEnd(text).check(now);
    }

    private List<GateSettings> failing(List<GateSettings> moments) {
        return moments.stream()
                .filter(settings -> drive(settings).verdict() == Verdict.FAIL)
                .toList();
    }

    /** A larger tolerance alarms less, so only what alarmed has to be looked at again. */
    private double tolerance(List<GateSettings> alarms, int moments) {
        double allowed = (1 - asked.rule().confidence()) * moments;
        double tolerance = asked.rule().tolerance();
        List<GateSettings> left = alarms;
        for (int i = 0; i < TOLERANCE.length && surprising(left.size(), allowed); i++) {
            if (TOLERANCE[i] > tolerance) {
                tolerance = TOLERANCE[i];
                parameters.tolerance(tolerance);
                left = failing(left.stream().map(s -> at(s.deploymentEnd())).toList());
            }
        }
        parameters.tolerance(asked.rule().tolerance());
        return tolerance;
    }

    /** Whether so many alarms are more than chance explains: a few in few moments are no evidence that there are too many. */
    private static boolean surprising(int alarms, double allowed) {
        double fewer = 0;
        double probability = Math.exp(-allowed);
        for (int n = 0; n < alarms; n++) {
            fewer += probability;
            probability *= allowed / (n + 1);
        }
        return 1 - fewer < SURPRISE;
    }

    private Map<TlsMetric, Sight> sights() {
        Map<TlsMetric, Sight> sights = new EnumMap<>(TlsMetric.class);
        for (int observe : OBSERVE) {
            parameters.observe(observe + "m");
            Duration length = Duration.ofMinutes(observe);
            lastDay().forEach((metric, hours) -> {
                double[] ratios =
                        hours.stream().mapToDouble(Rehearsal::visible).sorted().toArray();
                double typical = ratios[ratios.length / 2];
                double perMinute = hours.stream()
                                .mapToDouble(c -> c.expected() / asked.rule().tolerance())
                                .sorted()
                                .toArray()[hours.size() / 2]
                        / observe;
                Sight so = sights.get(metric);
                Duration found =
                        so != null && so.observe() != null ? so.observe() : typical <= DOUBLING ? length : null;
                Duration always = so != null && so.always() != null
                        ? so.always()
                        : ratios[ratios.length - 1] <= DOUBLING ? length : null;
                double visible = so != null && so.observe() != null ? so.visible() : typical;
                sights.put(metric, new Sight(found, always, visible, perMinute));
            });
            if (!sights.isEmpty() && sights.values().stream().allMatch(sight -> sight.always() != null)) {
                break;
            }
        }
        parameters.observe(Durations.format(asked.split().observation().length()));
        return sights;
    }

    private static double visible(Comparison comparison) {
        return comparison.visible() == null
                ? Double.POSITIVE_INFINITY
                : comparison.visible().ratio();
    }

    /** The comparisons of the last look of gates at the hours of the last day; of a metric's parts the one with most errors. */
    private Map<TlsMetric, List<Comparison>> lastDay() {
        Map<TlsMetric, List<Comparison>> found = new EnumMap<>(TlsMetric.class);
        Instant last = known.end()
                .minus(Duration.ofMinutes(OBSERVE[OBSERVE.length - 1]))
                .minus(Duration.between(
                        asked.deploymentEnd(), asked.split().observation().start()));
        for (int i = 0; i < A_DAY; i++) {
            GateSettings settings;
            try {
                settings = at(last.minus(APART.multipliedBy(i)));
            } catch (InvalidParameterException e) {
                break;
            }
            Map<TlsMetric, Comparison> largest = new EnumMap<>(TlsMetric.class);
            SeriesPlan plan = plan(settings);
            List<Window> looks = new LookPlan(settings).observations();
            double before = looks.size() < 2 ? 0 : looks.get(looks.size() - 2).minutes();
            Circumstances circumstances = new Circumstances(
                    settings.deploymentStart(),
                    settings.history(),
                    earlier(settings),
                    Looks.alphaShare(before / settings.split().observation().minutes(), 1));
            Judge.judge(
                            plan.evidence(cut(plan.read(settings.split(), settings.readyAt()))),
                            settings.split(),
                            settings.rule(),
                            circumstances)
                    .comparisons()
                    .forEach(c -> largest.merge(
                            c.metric(), c, (one, other) -> other.expected() > one.expected() ? other : one));
            largest.forEach((metric, c) ->
                    found.computeIfAbsent(metric, m -> new ArrayList<>()).add(c));
        }
        return found;
    }

    private Duration baseline(Duration observe) {
        Duration usual = Duration.between(
                asked.split().baseline().start(), asked.split().baseline().end());
        if (observe == null) {
            return usual;
        }
        parameters.observe(Durations.format(observe));
        double[] visible = new double[BASELINE.length];
        for (int i = 0; i < BASELINE.length; i++) {
            parameters.baseline(BASELINE[i] + "m");
            visible[i] = lastDay().values().stream()
                    .mapToDouble(hours -> hours.stream()
                            .mapToDouble(Rehearsal::visible)
                            .sorted()
                            .toArray()[hours.size() / 2])
                    .filter(Double::isFinite)
                    .max()
                    .orElse(Double.POSITIVE_INFINITY);
        }
        parameters.baseline(Durations.format(usual));
        parameters.observe(Durations.format(asked.split().observation().length()));
        double best = Arrays.stream(visible).min().orElseThrow();
        for (int i = 0; i < BASELINE.length; i++) {
            if (visible[i] <= best * HARDLY_WORSE) {
                return Duration.ofMinutes(BASELINE[i]);
            }
        }
        return usual;
    }
}
