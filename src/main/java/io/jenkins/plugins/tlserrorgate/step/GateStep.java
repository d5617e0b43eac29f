package io.jenkins.plugins.tlserrorgate.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The parameters that every step with a gate has, as the pipeline gives them. Values are checked when the step starts,
 * so that a wrong one is told in the build's log and nowhere else.
 */
public abstract class GateStep extends AwsStep {

    private List<String> loadBalancers;
    private String baseline = GateParameters.DEFAULT_BASELINE;
    private String baselineFrom = GateParameters.DEFAULT_BASELINE_FROM;
    private String history = GateParameters.DEFAULT_HISTORY;
    private String observe = GateParameters.DEFAULT_OBSERVE;
    private String settle = GateParameters.DEFAULT_SETTLE;
    private String settleGap = GateParameters.DEFAULT_SETTLE_GAP;
    private int period = GateParameters.DEFAULT_PERIOD;
    private String statistic = GateParameters.DEFAULT_STATISTIC;
    private String rule = GateParameters.DEFAULT_RULE;
    private Double maxIncrease;
    private Double maxIncreasePercent;
    private double tolerance = GateParameters.DEFAULT_TOLERANCE;
    private double confidence = GateParameters.DEFAULT_CONFIDENCE;
    private int minExtraErrors = GateParameters.DEFAULT_MIN_EXTRA_ERRORS;
    private String onRegression = Outcome.FAILURE.name();
    private String onInconclusive = Outcome.UNSTABLE.name();
    private String onError = Outcome.FAILURE.name();
    private boolean requireTlsChange;
    private ExpectTls expectTls;
    private boolean dryRun;

    GateStep(String loadBalancer) {
        super(loadBalancer);
    }

    /** The parameters of the gate; the deployment's times are the subclass's to add. */
    GateParameters parameters() {
        return new GateParameters()
                .loadBalancer(getLoadBalancer())
                .loadBalancers(loadBalancers)
                .targetGroups(getTargetGroups())
                .metrics(getMetrics())
                .baseline(baseline)
                .baselineFrom(baselineFrom)
                .history(history)
                .observe(observe)
                .settle(settle)
                .settleGap(settleGap)
                .period(period)
                .statistic(statistic)
                .rule(rule)
                .maxIncrease(maxIncrease)
                .maxIncreasePercent(maxIncreasePercent)
                .tolerance(tolerance)
                .confidence(confidence)
                .minExtraErrors(minExtraErrors)
                .requireTlsChange(requireTlsChange)
                .expectTls(expectTls == null ? null : expectTls.values());
    }

    @Override
    void check() {
        identity();
        outcomes();
        parameters().check(Instant.now());
    }

    /** The settings of a gate on the newest minutes that have settled, as if a deployment had ended right before them. */
    GateSettings past() {
        Instant now = Instant.now();
        GateParameters parameters = parameters()
                .deploymentStart(null)
                .deploymentEnd(null)
                .requireTlsChange(false)
                .expectTls(null);
        Duration wait = Duration.between(now, parameters.check(now).readyAt());
        return parameters
                .deploymentEnd(
                        Window.floor(now.minus(wait)).minus(Window.MINUTE).toString())
                .check(now);
    }

    /** @throws InvalidParameterException if an outcome is misspelt */
    Outcomes outcomes() {
        return new Outcomes(
                Outcome.parse("onRegression", onRegression),
                Outcome.parse("onInconclusive", onInconclusive),
                Outcome.parse("onError", onError),
                dryRun);
    }

    /** Balancers to judge together in place of {@link #getLoadBalancer}, null for that one alone. */
    @CheckForNull
    public List<String> getLoadBalancers() {
        return loadBalancers;
    }

    /** Sets the {@linkplain #getLoadBalancers balancers}; an element may itself be a list with commas. */
    @DataBoundSetter
    public void setLoadBalancers(List<String> loadBalancers) {
        List<String> named = split(loadBalancers);
        this.loadBalancers = named.isEmpty() ? null : named;
    }

    /** How long before the deployment to look for what is normal. */
    public String getBaseline() {
        return baseline;
    }

    /** Sets the {@linkplain #getBaseline baseline}. */
    @DataBoundSetter
    public void setBaseline(String baseline) {
        this.baseline = orDefault(baseline, GateParameters.DEFAULT_BASELINE);
    }

    /** Where the baseline is taken from: {@code before}, {@code dayBefore} or {@code weekBefore}. */
    public String getBaselineFrom() {
        return baselineFrom;
    }

    /** Sets {@linkplain #getBaselineFrom where the baseline is taken from}. */
    @DataBoundSetter
    public void setBaselineFrom(String baselineFrom) {
        this.baselineFrom = orDefault(baselineFrom, GateParameters.DEFAULT_BASELINE_FROM);
    }

    /** How far back the verdict is calibrated by the balancer's own history; {@code 0s} for not at all. */
    public String getHistory() {
        return history;
    }

    /** Sets {@linkplain #getHistory how far back the verdict is calibrated}. */
    @DataBoundSetter
    public void setHistory(String history) {
        this.history = orDefault(history, GateParameters.DEFAULT_HISTORY);
    }

    /** How long after the deployment to look for errors. */
    public String getObserve() {
        return observe;
    }

    /** Sets the {@linkplain #getObserve observation}. */
    @DataBoundSetter
    public void setObserve(String observe) {
        this.observe = orDefault(observe, GateParameters.DEFAULT_OBSERVE);
    }

    /** How old a minute must be until CloudWatch has all of it. */
    public String getSettle() {
        return settle;
    }

    /** Sets the {@linkplain #getSettle metric lag}. */
    @DataBoundSetter
    public void setSettle(String settle) {
        this.settle = orDefault(settle, GateParameters.DEFAULT_SETTLE);
    }

    /** How long after the deployment is not judged yet. */
    public String getSettleGap() {
        return settleGap;
    }

    /** Sets the {@linkplain #getSettleGap gap}. */
    @DataBoundSetter
    public void setSettleGap(String settleGap) {
        this.settleGap = orDefault(settleGap, GateParameters.DEFAULT_SETTLE_GAP);
    }

    /** The length of a block in seconds, a multiple of 60. */
    public int getPeriod() {
        return period;
    }

    /** Sets the {@linkplain #getPeriod period}. */
    @DataBoundSetter
    public void setPeriod(int period) {
        this.period = period;
    }

    /** The statistic of a plain rule. */
    public String getStatistic() {
        return statistic;
    }

    /** Sets the {@linkplain #getStatistic statistic}. */
    @DataBoundSetter
    public void setStatistic(String statistic) {
        this.statistic = orDefault(statistic, GateParameters.DEFAULT_STATISTIC);
    }

    /** {@code rate}, {@code absolute} or {@code percent}. */
    public String getRule() {
        return rule;
    }

    /** Sets the {@linkplain #getRule rule}. */
    @DataBoundSetter
    public void setRule(String rule) {
        this.rule = orDefault(rule, GateParameters.DEFAULT_RULE);
    }

    /** What rule absolute allows, null with another rule. */
    @CheckForNull
    public Double getMaxIncrease() {
        return maxIncrease;
    }

    /** Sets what {@linkplain #getMaxIncrease rule absolute allows}. */
    @DataBoundSetter
    public void setMaxIncrease(Double maxIncrease) {
        this.maxIncrease = maxIncrease;
    }

    /** What rule percent allows, null with another rule. */
    @CheckForNull
    public Double getMaxIncreasePercent() {
        return maxIncreasePercent;
    }

    /** Sets what {@linkplain #getMaxIncreasePercent rule percent allows}. */
    @DataBoundSetter
    public void setMaxIncreasePercent(Double maxIncreasePercent) {
        this.maxIncreasePercent = maxIncreasePercent;
    }

    /** The factor by which the rate may rise. */
    public double getTolerance() {
        return tolerance;
    }

    /** Sets the {@linkplain #getTolerance tolerance}. */
    @DataBoundSetter
    public void setTolerance(double tolerance) {
        this.tolerance = tolerance;
    }

    /** The probability to stay calm when nothing changed. */
    public double getConfidence() {
        return confidence;
    }

    /** Sets the {@linkplain #getConfidence confidence}. */
    @DataBoundSetter
    public void setConfidence(double confidence) {
        this.confidence = confidence;
    }

    /** How many errors more than expected a failure needs. */
    public int getMinExtraErrors() {
        return minExtraErrors;
    }

    /** Sets the {@linkplain #getMinExtraErrors floor}. */
    @DataBoundSetter
    public void setMinExtraErrors(int minExtraErrors) {
        this.minExtraErrors = minExtraErrors;
    }

    /** What a rise does to the build. */
    public String getOnRegression() {
        return onRegression;
    }

    /** Sets {@linkplain #getOnRegression what a rise does}. */
    @DataBoundSetter
    public void setOnRegression(String onRegression) {
        this.onRegression = orDefault(onRegression, Outcome.FAILURE.name());
    }

    /** What too little evidence does to the build. */
    public String getOnInconclusive() {
        return onInconclusive;
    }

    /** Sets {@linkplain #getOnInconclusive what too little evidence does}. */
    @DataBoundSetter
    public void setOnInconclusive(String onInconclusive) {
        this.onInconclusive = orDefault(onInconclusive, Outcome.UNSTABLE.name());
    }

    /** What an error of AWS or permissions does to the build. */
    public String getOnError() {
        return onError;
    }

    /** Sets {@linkplain #getOnError what an error does}. */
    @DataBoundSetter
    public void setOnError(String onError) {
        this.onError = orDefault(onError, Outcome.FAILURE.name());
    }

    /** Whether there is nothing to judge where nothing about TLS changed. */
    public boolean isRequireTlsChange() {
        return requireTlsChange;
    }

    /** Sets whether a {@linkplain #isRequireTlsChange TLS change is required}. */
    @DataBoundSetter
    public void setRequireTlsChange(boolean requireTlsChange) {
        this.requireTlsChange = requireTlsChange;
    }

    /** What the listeners shall have after the deployment, null for anything. */
    @CheckForNull
    public ExpectTls getExpectTls() {
        return expectTls;
    }

    /** Sets {@linkplain #getExpectTls what the listeners shall have}. */
    @DataBoundSetter
    public void setExpectTls(ExpectTls expectTls) {
        this.expectTls = expectTls;
    }

    /** Whether the verdict is only said and leaves the build alone. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Sets whether this is a {@linkplain #isDryRun dry run}. */
    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }
}
