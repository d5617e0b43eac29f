package io.jenkins.plugins.tlserrorgate.step;

import static io.jenkins.plugins.tlserrorgate.step.LiveBalancers.around;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import hudson.model.Result;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateResult;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Deployments inside of blocks, and the errors that follow; all at once, as each takes minutes of real time. */
@WithJenkins
class WithTlsErrorGateVerdictTest {

    /** The errors follow the real clock: at the usual confidence one run in a hundred would meet a false alarm. */
    private static final String QUICKLY =
            ", observe: '2m', confidence: 0.9999, onRegression: 'NONE', onInconclusive: 'NONE'";

    private final LiveBalancers balancers = new LiveBalancers();

    @AfterEach
    void close() {
        balancers.close();
    }

    @Test
    void theGateTellsWhatWasDeployedAndWhatBecameOfIt(JenkinsRule jenkins) throws Exception {
        balancers.connect();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        String denied = around(balancers.dimension("shop"), QUICKLY, deploy("shop, seen by metrics only"))
                .replace("'aws'", "'metrics-only'");
        job.setDefinition(new CpsFlowDefinition(
                "parallel shop: { " + around("shop", QUICKLY, deploy("shop")) + " },\n"
                        + "  payments: { def found = " + around("payments", QUICKLY, deploy("payments"))
                        + "\n    echo \"payments: ${found.verdict} ${found.tlsChanged} ${found.causes}\" },\n"
                        + "  backend: { " + around("backend", QUICKLY, deploy("backend")) + " },\n"
                        + "  denied: { " + denied + " }",
                true));

        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        for (String name : new String[] {"shop", "payments", "backend", "shop, seen by metrics only"}) {
            jenkins.waitForMessage("deploying " + name, run);
        }
        balancers.aws.apply("shop", LiveBalancers.TIGHTENED);
        balancers.aws.apply("payments", LiveBalancers.LOCKS_OUT);
        balancers.aws.apply("backend", LiveBalancers.BAD_TARGETS);
        jenkins.waitForCompletion(run);

        jenkins.assertBuildStatus(Result.SUCCESS, run);
        tightenedPolicyWithoutErrorsPassesAndIsReported(result(run, "shop", false));
        tightenedPolicyThatLocksOutOldClientsFails(result(run, "payments", false));
        jenkins.assertLogContains("payments: FAIL yes [likely: listener 443 no longer offers TLSv1.0 and TLSv1.1", run);
        newCertificateOnOneTargetGroupFailsAndIsNotTheListeners(result(run, "backend", false));
        deniedListenersLeaveTheVerdictAlone(result(run, "shop", true));
    }

    private static String deploy(String name) {
        return "echo 'deploying " + name + "'; sleep 5";
    }

    private static TlsErrorGateResult result(WorkflowRun run, String balancer, boolean denied) {
        return run.getActions(TlsErrorGateAction.class).stream()
                .map(TlsErrorGateAction::getResult)
                .filter(found -> found.getLoadBalancer().startsWith("app/" + balancer + "/"))
                .filter(found -> denied
                        == (found.getTlsChanged() != null
                                && found.getTlsChanged().equals("unknown")))
                .findFirst()
                .orElseThrow();
    }

    private static void tightenedPolicyWithoutErrorsPassesAndIsReported(TlsErrorGateResult found) {
        assertThat(found.toString(), found.getVerdict(), is("PASS"));
        assertThat(found.getTlsChanged(), is("yes"));
        assertThat(
                found.getNotes(),
                hasItem(allOf(
                        startsWith("TLS change: listener 443: " + LiveBalancers.OLD + " -> " + LiveBalancers.NEW),
                        containsString("drops TLSv1.0, TLSv1.1"))));
    }

    private static void tightenedPolicyThatLocksOutOldClientsFails(TlsErrorGateResult found) {
        assertThat(found.toString(), found.getVerdict(), is("FAIL"));
        assertThat(found.getExplanation(), startsWith("client TLS errors of payments rose"));
        assertThat(
                found.getTlsLockedOut(), hasItem(startsWith("listener 443: clients that only speak TLSv1.1 or older")));
        assertThat(
                found.getCauses(),
                hasItem(allOf(
                        startsWith("likely: listener 443 no longer offers TLSv1.0 and TLSv1.1"),
                        containsString("clients that only speak TLSv1.1 or older"))));
    }

    private static void newCertificateOnOneTargetGroupFailsAndIsNotTheListeners(TlsErrorGateResult found) {
        assertThat(found.toString(), found.getVerdict(), is("FAIL"));
        assertThat(found.getTlsChanged(), is("no"));
        assertThat(found.getWhere(), hasItem(containsString("% in target group api-v2")));
        assertThat(
                found.getCauses(),
                hasItem(startsWith("likely: the certificate or TLS stack of the targets in api-v2, not the listener")));
    }

    private static void deniedListenersLeaveTheVerdictAlone(TlsErrorGateResult found) {
        assertThat(found.toString(), found.getVerdict(), is("PASS"));
        assertThat(found.getRegion(), is(Deployments.REGION));
        assertThat(
                found.getNotes(),
                hasItem(containsString("elasticloadbalancing:DescribeLoadBalancers is not allowed to this identity")));
        assertThat(
                found.getTlsUnread(),
                hasItem(containsString("elasticloadbalancing:DescribeLoadBalancers is not allowed to this identity")));
        assertThat(found.getComparisons().get(0).getTargetGroup(), nullValue());
    }
}
