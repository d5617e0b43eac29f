package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.BaselineFrom;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.Instants;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import io.jenkins.plugins.tlserrorgate.metrics.Retention;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupSpec;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsExpectation;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gate's parameters the way a user gives them, with their defaults. {@link #check} turns them into
 * {@link GateSettings} or says which one is wrong; it asks nobody but the clock.
 */
public final class GateParameters implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Default of {@code baseline}. */
    public static final String DEFAULT_BASELINE = "3h";
    /** Default of {@code baselineFrom}. */
    public static final String DEFAULT_BASELINE_FROM = BaselineFrom.BEFORE.id();
    /** Default of {@code history}, which is also the most: CloudWatch keeps points of a minute for 15 days. */
    public static final String DEFAULT_HISTORY = "14d";
    /** Default of {@code observe}. */
    public static final String DEFAULT_OBSERVE = "15m";
    /** Default of {@code settle}: CloudWatch has a balancer's points one to three minutes late. */
    public static final String DEFAULT_SETTLE = "3m";
    /** Default of {@code settleGap}. */
    public static final String DEFAULT_SETTLE_GAP = "0s";
    /** Default of {@code period}, in seconds. */
    public static final int DEFAULT_PERIOD = 300;
    /** Default of {@code statistic}. */
    public static final String DEFAULT_STATISTIC = "Sum";
    /** Default of {@code rule}. */
    public static final String DEFAULT_RULE = "rate";
    /** Default of {@code tolerance}: any real rise counts. */
    public static final double DEFAULT_TOLERANCE = 1;
    /** Default of {@code confidence}. */
    public static final double DEFAULT_CONFIDENCE = 0.99;
    /** Default of {@code minExtraErrors}. */
    public static final int DEFAULT_MIN_EXTRA_ERRORS = 5;

    /** How long CloudWatch keeps points of a minute. */
    static final Duration RETENTION = Retention.of(Window.MINUTE);

    /** Clocks of controller, agents and AWS differ a little; a deployment may seem to end this far ahead. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private static final Duration LONGEST_HISTORY = Duration.ofDays(14);
    private static final Duration LONGEST_OBSERVATION = Duration.ofDays(1);
    private static final Duration LONGEST_SETTLING = Duration.ofHours(1);
    private static final Duration SHORTEST_BASELINE = Duration.ofMinutes(10);
    private static final int LONGEST_PERIOD = 3_600;
    private static final int MOST_BALANCERS = 10;
    private static final double LARGEST_NUMBER = 1e12;

    private String loadBalancer;
    private List<String> loadBalancers;
    private List<String> targetGroups = List.of();
    private List<String> metrics = List.of();
    private String deploymentStart;
    private String deploymentEnd;
    private String baseline = DEFAULT_BASELINE;
    private String baselineFrom = DEFAULT_BASELINE_FROM;
    private String history = DEFAULT_HISTORY;
    private String observe = DEFAULT_OBSERVE;
    private String settle = DEFAULT_SETTLE;
    private String settleGap = DEFAULT_SETTLE_GAP;
    private int period = DEFAULT_PERIOD;
    private String statistic = DEFAULT_STATISTIC;
    private String rule = DEFAULT_RULE;
    private Double maxIncrease;
    private Double maxIncreasePercent;
    private double tolerance = DEFAULT_TOLERANCE;
    private double confidence = DEFAULT_CONFIDENCE;
    private double minExtraErrors = DEFAULT_MIN_EXTRA_ERRORS;
    private boolean requireTlsChange;
    private Map<String, String> expectTls;

    /** The balancer: ARN, ARN's tail, or name. Mandatory unless there are {@link #loadBalancers}. */
    public GateParameters loadBalancer(String value) {
        loadBalancer = value;
        return this;
    }

    /** Balancers to judge together, in place of {@link #loadBalancer}; null for that one alone. */
    public GateParameters loadBalancers(List<String> value) {
        loadBalancers = value == null ? null : new ArrayList<>(value);
        return this;
    }

    /** Target groups to judge one by one; none for the balancer as a whole. */
    public GateParameters targetGroups(List<String> value) {
        targetGroups = value == null ? List.of() : new ArrayList<>(value);
        return this;
    }

    /** {@code client}, {@code target} or both; none means both. */
    public GateParameters metrics(List<String> value) {
        metrics = value == null ? List.of() : new ArrayList<>(value);
        return this;
    }

    /** When the deployment began; its end if null. */
    public GateParameters deploymentStart(String value) {
        deploymentStart = value;
        return this;
    }

    /** When the deployment ended; now if null. */
    public GateParameters deploymentEnd(String value) {
        deploymentEnd = value;
        return this;
    }

    /** How long before the deployment to look for what is normal. */
    public GateParameters baseline(String value) {
        baseline = value;
        return this;
    }

    /** {@code before}, {@code dayBefore} or {@code weekBefore}. */
    public GateParameters baselineFrom(String value) {
        baselineFrom = value;
        return this;
    }

    /** How far back to replay the rule where nothing was deployed; zero for not at all. */
    public GateParameters history(String value) {
        history = value;
        return this;
    }

    /** How long after the deployment to look for errors. */
    public GateParameters observe(String value) {
        observe = value;
        return this;
    }

    /** How old a minute must be until CloudWatch has all of it. */
    public GateParameters settle(String value) {
        settle = value;
        return this;
    }

    /** How long after the deployment's end connections still change over and are not judged. */
    public GateParameters settleGap(String value) {
        settleGap = value;
        return this;
    }

    /** The length of a block in seconds, a multiple of 60. */
    public GateParameters period(int value) {
        period = value;
        return this;
    }

    /** The statistic of a plain rule. */
    public GateParameters statistic(String value) {
        statistic = value;
        return this;
    }

    /** {@code rate}, {@code absolute} or {@code percent}. */
    public GateParameters rule(String value) {
        rule = value;
        return this;
    }

    /** What rule {@code absolute} allows. */
    public GateParameters maxIncrease(Double value) {
        maxIncrease = value;
        return this;
    }

    /** What rule {@code percent} allows. */
    public GateParameters maxIncreasePercent(Double value) {
        maxIncreasePercent = value;
        return this;
    }

    /** The factor by which the rate may rise. */
    public GateParameters tolerance(double value) {
        tolerance = value;
        return this;
    }

    /** The probability to stay calm when nothing changed. */
    public GateParameters confidence(double value) {
        confidence = value;
        return this;
    }

    /** How many errors more than expected a failure needs. */
    public GateParameters minExtraErrors(double value) {
        minExtraErrors = value;
        return this;
    }

    /** Whether there is nothing to judge where nothing about TLS changed. */
    public GateParameters requireTlsChange(boolean value) {
        requireTlsChange = value;
        return this;
    }

    /** What the listeners shall have after the deployment: {@code minimum}, {@code policy} or both; null for anything. */
    public GateParameters expectTls(Map<String, String> value) {
        expectTls = value == null ? null : new LinkedHashMap<>(value);
        return this;
    }

    /**
     * @param now the present
     * @return the settings of a gate that begins now
     * @throws InvalidParameterException naming the first parameter that is wrong, its value and what would be right
     */
    public GateSettings check(Instant now) {
        List<LoadBalancerSpec> balancers = checkedBalancers();
        List<TargetGroupSpec> groups = TargetGroupSpec.parseAll("targetGroups", targetGroups, balancers);
        List<TlsMetric> judged = TlsMetric.parseAll("metrics", metrics);
        TargetGroupSpec.checkCounted(groups, judged);
        RuleSettings settings = checkedRule();
        Duration wait = checkedSettling("settle", settle);
        Instant end = deploymentEnd == null ? now : checkedInstant("deploymentEnd", deploymentEnd, now);
        Instant start = deploymentStart == null ? end : checkedInstant("deploymentStart", deploymentStart, now);
        if (deploymentEnd == null && end.isBefore(start)) {
            // Another machine's clock, a little ahead of this one, gave the start.
            end = start;
        }
        if (end.isBefore(start)) {
            throw new InvalidParameterException(
                    "deploymentEnd",
                    deploymentEnd,
                    "lies before deploymentStart, " + start + "; swap them or correct one");
        }
        GateSettings checked = new GateSettings(
                balancers.get(0),
                groups,
                judged,
                start,
                end,
                checkedSplit(start, end),
                checkedHistory(),
                wait,
                settings,
                requireTlsChange,
                expectTls == null ? null : TlsExpectation.parse("expectTls", expectTls),
                balancers.subList(1, balancers.size()));
        checkRetention(checked, now);
        return checked;
    }

    private List<LoadBalancerSpec> checkedBalancers() {
        if (loadBalancers == null) {
            return List.of(LoadBalancerSpec.parse("loadBalancer", loadBalancer));
        }
        String given = String.join(", ", loadBalancers);
        if (loadBalancer != null) {
            throw new InvalidParameterException(
                    "loadBalancers", given, "can't be given beside loadBalancer; name all balancers in loadBalancers");
        }
        if (loadBalancers.isEmpty() || loadBalancers.size() > MOST_BALANCERS) {
            throw new InvalidParameterException(
                    "loadBalancers",
                    loadBalancers.isEmpty() ? null : loadBalancers.size() + " load balancers",
                    loadBalancers.isEmpty()
                            ? "names no load balancer; name 1 to " + MOST_BALANCERS
                            : "are more than one gate judges; name at most " + MOST_BALANCERS);
        }
        List<LoadBalancerSpec> balancers = new ArrayList<>();
        LoadBalancerSpec located = null;
        for (String text : loadBalancers) {
            LoadBalancerSpec balancer = LoadBalancerSpec.parse("loadBalancers", text);
            if (balancers.stream().anyMatch(other -> other.name().equals(balancer.name()))) {
                // A name is unique in a region, and all of a gate's balancers are in one.
                throw new InvalidParameterException("loadBalancers", text, "is named twice; name it once");
            }
            if (located != null && balancer.region() != null) {
                checkSame("region", balancer, balancer.region(), located.region());
                checkSame("account", balancer, balancer.account(), located.account());
            }
            located = balancer.region() == null ? located : balancer;
            balancers.add(balancer);
        }
        return balancers;
    }

    private static void checkSame(String noun, LoadBalancerSpec balancer, String its, String others) {
        if (!its.equals(others)) {
            throw new InvalidParameterException(
                    "loadBalancers",
                    balancer,
                    "is in another " + noun + " than those before it, " + others + "; judge it with a gate of its own");
        }
    }

    private RuleSettings checkedRule() {
        RuleSettings.Kind kind =
                NearWord.choose("rule", rule, List.of(RuleSettings.Kind.values()), RuleSettings.Kind::id, "is no rule");
        Statistic judged = Statistic.parse("statistic", statistic);
        if (kind == RuleSettings.Kind.RATE && judged != Statistic.SUM) {
            throw new InvalidParameterException(
                    "statistic",
                    statistic,
                    "goes with rule absolute or percent; the default rule rate compares numbers of errors: use Sum");
        }
        if (period < 60 || period > LONGEST_PERIOD || period % 60 != 0) {
            throw new InvalidParameterException(
                    "period",
                    period,
                    "is not a period of these metrics; give seconds, 60 or a multiple of it, at most "
                            + LONGEST_PERIOD);
        }
        checkNumber("tolerance", tolerance, tolerance >= 1, "must be 1 (any real rise counts) or more, such as 1.5");
        checkNumber(
                "confidence",
                confidence,
                confidence > 0.5 && confidence < 1,
                "must lie between 0.5 and 1, such as 0.99");
        checkNumber("minExtraErrors", minExtraErrors, minExtraErrors >= 0, "must be zero or more");
        return new RuleSettings(
                kind, checkedLimit(kind), judged, Duration.ofSeconds(period), tolerance, confidence, minExtraErrors);
    }

    private double checkedLimit(RuleSettings.Kind kind) {
        checkLimit("maxIncrease", maxIncrease, kind == RuleSettings.Kind.ABSOLUTE, "absolute");
        checkLimit("maxIncreasePercent", maxIncreasePercent, kind == RuleSettings.Kind.PERCENT, "percent");
        Double limit = kind == RuleSettings.Kind.ABSOLUTE ? maxIncrease : maxIncreasePercent;
        return limit == null ? 0 : limit;
    }

    private static void checkLimit(String parameter, Double value, boolean wanted, String rule) {
        if (wanted && value == null) {
            throw new InvalidParameterException(parameter, null, "is missing; rule " + rule + " needs it");
        }
        if (!wanted && value != null) {
            throw new InvalidParameterException(
                    parameter, value, "goes with rule " + rule + " only; set that rule or leave it out");
        }
        if (value != null) {
            checkNumber(parameter, value, value >= 0, "must be zero or more");
        }
    }

    private static void checkNumber(String parameter, double value, boolean right, String problem) {
        if (!right || Double.isNaN(value) || value > LARGEST_NUMBER) {
            throw new InvalidParameterException(parameter, value, value > LARGEST_NUMBER ? "is too large" : problem);
        }
    }

    private static Duration checkedSettling(String parameter, String text) {
        Duration duration = Durations.parse(parameter, text);
        if (duration.compareTo(LONGEST_SETTLING) > 0) {
            throw new InvalidParameterException(
                    parameter, text, "is too long; at most " + Durations.format(LONGEST_SETTLING));
        }
        return duration;
    }

    private static Instant checkedInstant(String parameter, String text, Instant now) {
        Instant instant = Instants.parse(parameter, text);
        if (instant.isAfter(now.plus(CLOCK_SKEW))) {
            throw new InvalidParameterException(
                    parameter,
                    text,
                    "lies in the future (it is now " + now + "); a gate judges a deployment that has happened");
        }
        return instant;
    }

    private Split checkedSplit(Instant start, Instant end) {
        Duration before = Durations.parsePositive("baseline", baseline);
        Duration after = Durations.parsePositive("observe", observe);
        Duration gap = checkedSettling("settleGap", settleGap);
        if (before.compareTo(SHORTEST_BASELINE) < 0) {
            throw new InvalidParameterException(
                    "baseline",
                    baseline,
                    "is too short to say what is normal; at least " + Durations.format(SHORTEST_BASELINE));
        }
        if (before.compareTo(RETENTION) > 0) {
            throw new InvalidParameterException(
                    "baseline", baseline, "is longer than CloudWatch keeps points of one minute, 15d");
        }
        if (after.compareTo(LONGEST_OBSERVATION) > 0) {
            throw new InvalidParameterException(
                    "observe", observe, "is too long; at most " + Durations.format(LONGEST_OBSERVATION));
        }
        Instant observationStart = Window.ceil(end.plus(gap));
        Window observation = new Window(observationStart, observationStart.plus(wholeMinutes(after)));
        BaselineFrom from = BaselineFrom.parse("baselineFrom", baselineFrom);
        return new Split(from.baseline(start, observation, wholeMinutes(before)), observation);
    }

    private Duration checkedHistory() {
        Duration back = Durations.parse("history", history);
        if (back.compareTo(LONGEST_HISTORY) > 0) {
            throw new InvalidParameterException(
                    "history",
                    history,
                    "is longer than CloudWatch keeps points of one minute; at most " + Durations.format(LONGEST_HISTORY)
                            + ", or 0s for none");
        }
        return back;
    }

    /** The baseline must still be there when it is read for the last time. */
    private void checkRetention(GateSettings checked, Instant now) {
        Instant first = checked.split().baseline().start();
        Instant read = checked.readyAt().isAfter(now) ? checked.readyAt() : now;
        if (Duration.between(first, read).compareTo(RETENTION) > 0) {
            boolean started = deploymentStart != null;
            throw new InvalidParameterException(
                    started ? "deploymentStart" : deploymentEnd != null ? "deploymentEnd" : "baseline",
                    started ? deploymentStart : deploymentEnd != null ? deploymentEnd : baseline,
                    "goes back too far: the baseline would begin at " + first + " and be read at " + read
                            + ", and CloudWatch keeps points of one minute for 15d; judge a newer deployment or"
                            + " shorten baseline");
        }
    }

    /** Rounded up, so that what takes any time at all takes a minute. */
    private static Duration wholeMinutes(Duration duration) {
        Duration minutes = Duration.ofMinutes(duration.toMinutes());
        return minutes.equals(duration) ? minutes : minutes.plus(Window.MINUTE);
    }
}
