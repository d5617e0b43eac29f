package io.jenkins.plugins.tlserrorgate.result;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsRule;

/** Builds with reports, made without asking anybody. */
final class GatedBuilds {

    private GatedBuilds() {}

    /** A new build of a pipeline with these gates, failed if one of them did. */
    static WorkflowRun build(JenkinsRule jenkins, WorkflowJob job, ReportDocument... gates) throws Exception {
        boolean fails = Stream.of(gates).anyMatch(gate -> "FAIL".equals(gate.verdict()));
        job.setDefinition(new CpsFlowDefinition(fails ? "error 'the gate failed'" : "echo 'deployed'", true));
        WorkflowRun build = jenkins.buildAndAssertStatus(fails ? Result.FAILURE : Result.SUCCESS, job);
        keep(build, gates);
        return build;
    }

    private static void keep(Run<?, ?> build, ReportDocument... gates) throws Exception {
        for (int i = 0; i < gates.length; i++) {
            TlsErrorGateAction.keep(build, "gate-" + i, gates[i]);
        }
        build.save();
    }

    /** A new build of the job with these gates, failed if one of them did. */
    static FreeStyleBuild build(JenkinsRule jenkins, FreeStyleProject job, ReportDocument... gates) throws Exception {
        boolean fails = Stream.of(gates).anyMatch(gate -> "FAIL".equals(gate.verdict()));
        job.getBuildersList().clear();
        if (fails) {
            job.getBuildersList().add(new FailureBuilder());
        }
        FreeStyleBuild build = jenkins.buildAndAssertStatus(fails ? Result.FAILURE : Result.SUCCESS, job);
        keep(build, gates);
        return build;
    }
}
