package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyShell;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The forms of the steps, what the snippet generator makes of them, and what they say of what is typed. */
@WithJenkins
class GateStepFormTest {

    /** A value other than the default for every parameter of every step. */
    private static final Map<String, Object> OTHERS = Map.ofEntries(
            Map.entry("loadBalancer", "my-balancer"),
            Map.entry("loadBalancers", List.of("shop", "payments")),
            Map.entry("targetGroups", List.of("api-v1", "api-v2")),
            Map.entry("metrics", List.of("client", "target")),
            Map.entry("region", "eu-west-1"),
            Map.entry("credentialsId", "aws"),
            Map.entry("roleArn", "arn:aws:iam::123456789012:role/it's \\ \"mine\""),
            Map.entry("externalId", "$id${x}"),
            Map.entry("deploymentStart", "2026-01-01T00:00:00Z"),
            Map.entry("deploymentEnd", "2026-01-01T00:10:00Z"),
            Map.entry("baseline", "6h"),
            Map.entry("baselineFrom", "weekBefore"),
            Map.entry("history", "7d"),
            Map.entry("observe", "20m"),
            Map.entry("settle", "5m"),
            Map.entry("settleGap", "2m"),
            Map.entry("period", 60),
            Map.entry("rule", "percent"),
            Map.entry("statistic", "Maximum"),
            Map.entry("maxIncrease", 12.5),
            Map.entry("maxIncreasePercent", 0.0),
            Map.entry("tolerance", 1.5),
            Map.entry("confidence", 0.999),
            Map.entry("minExtraErrors", 0),
            Map.entry("onRegression", "UNSTABLE"),
            Map.entry("onInconclusive", "NONE"),
            Map.entry("onError", "NONE"),
            Map.entry("requireTlsChange", true),
            Map.entry("expectTls", Map.of("minimum", "TLSv1.2", "policy", "ELBSecurityPolicy-TLS13-1-2-2021-06")),
            Map.entry("dryRun", true),
            Map.entry("by", "balancer, zone"),
            Map.entry("startTime", "3h"),
            Map.entry("endTime", "2026-01-01T00:00:00Z"),
            Map.entry("maxDataPoints", 500),
            Map.entry("csvFile", "tls.csv"),
            Map.entry("jsonFile", "tls.json"));

    private static List<StepDescriptor> steps() {
        List<StepDescriptor> steps = StepDescriptor.all().stream()
                .filter(step -> step.clazz.getPackage().equals(GateStepFormTest.class.getPackage()))
                .toList();
        assertThat(steps.size(), is(3));
        return steps;
    }

    /** What a pipeline would have to write for a step. */
    private static Map<String, Object> arguments(Step step) {
        Map<String, Object> arguments =
                new TreeMap<>(DescribableModel.uninstantiate2_(step).toMap());
        arguments.remove(DescribableModel.CLAZZ);
        return arguments;
    }

    /** The step of a pipeline script. */
    private static Step run(StepDescriptor descriptor, String script) throws Exception {
        Binding steps = new Binding();
        Map<String, Object> given = new TreeMap<>();
        steps.setVariable(descriptor.getFunctionName(), new Closure<Object>(null) {
            @Override
            public Object call(Object... arguments) {
                if (arguments[0] instanceof Map<?, ?> named) {
                    named.forEach((name, value) -> given.put((String) name, value));
                } else {
                    given.put("loadBalancer", arguments[0]);
                }
                return null;
            }
        });
        new GroovyShell(steps).evaluate(script);
        return descriptor.newInstance(given);
    }

    private static Map<String, Object> others(StepDescriptor descriptor) {
        Map<String, Object> others = new TreeMap<>();
        for (DescribableParameter parameter :
                DescribableModel.of(descriptor.clazz).getParameters()) {
            assertThat("another value for " + parameter.getName(), OTHERS.get(parameter.getName()), is(notNullValue()));
            others.put(parameter.getName(), OTHERS.get(parameter.getName()));
        }
        return others;
    }

    @Test
    void everyParameterSurvivesFormScriptAndForm(JenkinsRule jenkins) throws Exception {
        for (StepDescriptor descriptor : steps()) {
            Step all = descriptor.newInstance(others(descriptor));
            assertThat(arguments(all).keySet(), is(others(descriptor).keySet()));
            Step fromForm = new StepConfigTester(jenkins).configRoundTrip(all);
            assertThat(arguments(fromForm), is(arguments(all)));
            Step fromScript = run(descriptor, Snippetizer.object2Groovy(fromForm));
            assertThat(arguments(fromScript), is(arguments(all)));
            Step inTheEnd = new StepConfigTester(jenkins).configRoundTrip(fromScript);
            assertThat(Snippetizer.object2Groovy(inTheEnd), is(Snippetizer.object2Groovy(all)));
        }
    }

    @Test
    void theSnippetHasOnlyWhatIsSet(JenkinsRule jenkins) throws Exception {
        for (StepDescriptor descriptor : steps()) {
            for (Map.Entry<String, Object> other : others(descriptor).entrySet()) {
                Map<String, Object> two = new TreeMap<>(Map.of("loadBalancer", "my-balancer"));
                two.put(other.getKey(), other.getValue());
                Step step = descriptor.newInstance(two);
                assertThat(arguments(step).keySet(), is(two.keySet()));
                assertThat(arguments(run(descriptor, Snippetizer.object2Groovy(step))), is(arguments(step)));
            }
            Step plain = descriptor.newInstance(Map.of("loadBalancer", "my-balancer"));
            Step kept = new StepConfigTester(jenkins).configRoundTrip(plain);
            assertThat(Snippetizer.object2Groovy(kept), containsString(descriptor.getFunctionName()));
            assertThat(arguments(kept), is(Map.of("loadBalancer", "my-balancer")));
        }
        assertThat(Snippetizer.object2Groovy(new TlsErrorGateStep("my-balancer")), is("tlsErrorGate 'my-balancer'"));
        TlsErrorGateStep plain = new StepConfigTester(jenkins).configRoundTrip(new TlsErrorGateStep("my-balancer"));
        assertThat(plain.getExpectTls(), nullValue());
    }

    @Test
    void severalBalancersAreKeptAndNeedNoSingleOne(JenkinsRule jenkins) throws Exception {
        TlsErrorGateStep several = new TlsErrorGateStep(null);
        several.setLoadBalancers(List.of("shop", "payments"));
        assertThat(Snippetizer.object2Groovy(several), is("tlsErrorGate(loadBalancers: ['shop', 'payments'])"));
        TlsErrorGateStep kept = new StepConfigTester(jenkins).configRoundTrip(several);
        assertThat(kept.getLoadBalancers(), is(several.getLoadBalancers()));
        assertThat(Snippetizer.object2Groovy(kept), is("tlsErrorGate(loadBalancers: ['shop', 'payments'])"));
    }

    @Test
    void everythingTypedIsCheckedAndEveryChoiceFilled(JenkinsRule jenkins) throws Exception {
        // Any text will do for an id, and a file name is only as good as the disk says.
        Set<String> free = Set.of("credentialsId");
        int checked = 0;
        for (StepDescriptor descriptor : steps()) {
            for (DescribableParameter parameter :
                    DescribableModel.of(descriptor.clazz).getParameters()) {
                String name = parameter.getName();
                if (parameter.getErasedType() != boolean.class && !name.equals("expectTls")) {
                    String method = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
                    boolean check = has(descriptor, "doCheck" + method);
                    assertThat(name, check || has(descriptor, "doFill" + method + "Items") || free.contains(name));
                    checked++;
                }
            }
        }
        assertThat(checked, greaterThan(60));
    }

    private static boolean has(Descriptor<?> descriptor, String method) {
        return List.of(descriptor.getClass().getMethods()).stream()
                .map(Method::getName)
                .anyMatch(method::equals);
    }

    @Test
    void whatIsWrongIsToldAtItsField(JenkinsRule jenkins) {
        TlsErrorGateStep.DescriptorImpl gate =
                jenkins.jenkins.getDescriptorByType(TlsErrorGateStep.DescriptorImpl.class);
        TlsErrorMetricsStep.DescriptorImpl metrics =
                jenkins.jenkins.getDescriptorByType(TlsErrorMetricsStep.DescriptorImpl.class);
        says(gate.doCheckLoadBalancers(null, "shop", "payments"), "can't be given beside loadBalancer");
        says(gate.doCheckLoadBalancers(null, "shop, shop", ""), "is named twice");
        says(gate.doCheckMetrics(null, "clients"), "did you mean");
        says(gate.doCheckBaseline(null, "5m"), "is too short");
        says(gate.doCheckObserve(null, "2d"), "is too long");
        says(gate.doCheckHistory(null, "20d"), "is longer than CloudWatch keeps");
        says(gate.doCheckSettle(null, "soon"), "settle: \"soon\"");
        says(gate.doCheckSettleGap(null, "2h"), "is too long");
        says(gate.doCheckPeriod(null, "90"), "is not a period");
        says(gate.doCheckPeriod(null, "1.5"), "is not a whole number");
        says(gate.doCheckStatistic(null, "Maximum", "rate"), "goes with rule absolute or percent");
        says(gate.doCheckMaxIncrease(null, "", "absolute"), "rule absolute needs it");
        says(gate.doCheckMaxIncrease(null, "3", "rate"), "goes with rule absolute only");
        says(gate.doCheckMaxIncreasePercent(null, "-1", "percent"), "must be zero or more");
        says(gate.doCheckTolerance(null, "0.5"), "must be 1");
        says(gate.doCheckTolerance(null, "x"), "is not a number");
        says(gate.doCheckConfidence(null, "99"), "must lie between 0.5 and 1");
        says(gate.doCheckMinExtraErrors(null, "-1"), "must be zero or more");
        says(gate.doCheckDeploymentStart(null, "2999-01-01T00:00:00Z"), "lies in the future");
        says(gate.doCheckDeploymentEnd(null, "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"), "lies before");
        says(gate.doCheckRoleArn(null, "my-role"), "is not the ARN of a role");
        says(gate.doCheckExternalId(null, "id", ""), "goes with roleArn");
        says(metrics.doCheckBy(null, "zones"), "did you mean");
        says(metrics.doCheckStatistic(null, "p99"), "statistic: \"p99\"");
        says(metrics.doCheckStartTime(null, "600d", "", "60"), "is too long ago");
        says(metrics.doCheckEndTime(null, "2999-01-01T00:00:00Z"), "lies in the future");
        says(metrics.doCheckPeriod(null, "61"), "is not a period");
        says(metrics.doCheckMaxDataPoints(null, "10", "24h", "", "60"), "is exceeded");
        says(metrics.doCheckCsvFile(null, "/etc/passwd"), "is not a file in the workspace");
        says(metrics.doCheckJsonFile(null, "a", "a"), "is the same file");
        for (FormValidation right : List.of(
                gate.doCheckBaseline(null, ""),
                gate.doCheckBaseline(null, "3h"),
                gate.doCheckStatistic(null, "Maximum", "absolute"),
                gate.doCheckMaxIncrease(null, "3", "absolute"),
                gate.doCheckMaxIncrease(null, "", "rate"),
                gate.doCheckExternalId(null, "id", "arn:aws:iam::123456789012:role/x"),
                metrics.doCheckMaxDataPoints(null, "", "24h", "", "300"))) {
            assertThat(right.toString(), right.kind, is(FormValidation.Kind.OK));
        }
    }

    private static void says(FormValidation validation, String text) {
        assertThat(validation.kind, is(FormValidation.Kind.ERROR));
        assertThat(validation.renderHtml().replace("&quot;", "\"").replace("&#039;", "'"), containsString(text));
    }

    @Test
    void theDirectiveGeneratorOffersTheBlockAsAnOption(JenkinsRule jenkins) {
        assertThat(
                org.jenkinsci.plugins.pipeline.modeldefinition.model.Options.getEligibleWrapperStepClasses()
                        .keySet(),
                hasItem("withTlsErrorGate"));
    }
}
