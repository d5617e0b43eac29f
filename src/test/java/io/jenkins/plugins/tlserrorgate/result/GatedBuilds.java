package io.jenkins.plugins.tlserrorgate.result;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsRule;

/** Builds with reports, made without asking anybody. */
final class GatedBuilds {

    private GatedBuilds() {}

    /** A new build of the job with these gates, failed if one of them did. */
    static FreeStyleBuild build(JenkinsRule jenkins, FreeStyleProject job, ReportDocument... gates) throws Exception {
        boolean fails = false;
        for (ReportDocument gate : gates) {
            fails |= "FAIL".equals(gate.verdict());
        }
        job.getBuildersList().clear();
        if (fails) {
            job.getBuildersList().add(new FailureBuilder());
        }
        FreeStyleBuild build = jenkins.buildAndAssertStatus(fails ? Result.FAILURE : Result.SUCCESS, job);
        for (int i = 0; i < gates.length; i++) {
            TlsErrorGateAction.keep(build, "gate-" + i, gates[i]);
        }
        build.save();
        return build;
    }
}
