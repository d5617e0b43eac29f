package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The forms of the steps, and what the snippet generator makes of them. */
@WithJenkins
class GateStepFormTest {

    private static WithTlsErrorGateStep block() {
        WithTlsErrorGateStep step = new WithTlsErrorGateStep("my-balancer");
        ExpectTls expected = new ExpectTls();
        expected.setMinimum("TLSv1.2");
        step.setExpectTls(expected);
        step.setRequireTlsChange(true);
        return step;
    }

    @Test
    void theFormKeepsWhatIsSet(JenkinsRule jenkins) throws Exception {
        WithTlsErrorGateStep kept = new StepConfigTester(jenkins).configRoundTrip(block());
        jenkins.assertEqualDataBoundBeans(block(), kept);
        assertThat(kept.getExpectTls().getMinimum(), is("TLSv1.2"));
        assertThat(kept.getExpectTls().getPolicy(), nullValue());
        TlsErrorGateStep plain = new StepConfigTester(jenkins).configRoundTrip(new TlsErrorGateStep("my-balancer"));
        assertThat(plain.getExpectTls(), nullValue());
    }

    @Test
    void theSnippetHasOnlyWhatIsSet(JenkinsRule jenkins) {
        assertThat(
                Snippetizer.object2Groovy(block()),
                is("withTlsErrorGate(expectTls: [minimum: 'TLSv1.2'], loadBalancer: 'my-balancer',"
                        + " requireTlsChange: true) {\n    // some block\n}"));
        assertThat(Snippetizer.object2Groovy(new TlsErrorGateStep("my-balancer")), is("tlsErrorGate 'my-balancer'"));
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
}
