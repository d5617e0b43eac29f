package io.jenkins.plugins.tlserrorgate.result;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import hudson.model.Result;
import io.jenkins.plugins.tlserrorgate.step.Deployments;
import jenkins.branch.BranchSource;
import jenkins.scm.impl.SingleSCMSource;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Branches of a multibranch project, each with gates, a trend and a badge of its own. */
@WithJenkins
class MultibranchTest {

    @Test
    void eachBranchHasItsOwn(JenkinsRule jenkins) throws Exception {
        try (Deployments deployments = new Deployments()) {
            deployments.connect();
            WorkflowMultiBranchProject service = jenkins.createProject(WorkflowMultiBranchProject.class, "service");
            addBranch(service, "main", deployments.gate("healthy", ""));
            addBranch(service, "feature/login", deployments.gate("locked-out", ", onRegression: 'UNSTABLE'"));
            service.scheduleBuild2(0).getFuture().get();
            jenkins.waitUntilNoActivity();

            WorkflowJob main = service.getItemByBranchName("main");
            WorkflowJob feature = service.getItemByBranchName("feature/login");
            assertThat(main, is(notNullValue()));
            assertThat(feature, is(notNullValue()));
            jenkins.assertBuildStatus(Result.SUCCESS, main.getLastBuild());
            jenkins.assertBuildStatus(Result.UNSTABLE, feature.getLastBuild());

            assertThat(badge(jenkins, "tlsErrorGate/badge.svg?job=service&branch=main"), containsString("passing"));
            assertThat(
                    badge(jenkins, "tlsErrorGate/badge.svg?job=service&branch=feature/login"),
                    not(containsString("passing")));
            assertThat(badge(jenkins, main.getUrl() + "tlsErrorGate/badge.svg"), containsString("passing"));
            assertThat(
                    badge(jenkins, feature.getUrl() + "tlsErrorGate/badge.svg?build=1"),
                    not(containsString("passing")));
            for (WorkflowJob branch : service.getItems()) {
                String page = jenkins.createWebClient()
                        .withJavaScriptEnabled(false)
                        .goTo(branch.getUrl() + "tlsErrorGate/")
                        .getWebResponse()
                        .getContentAsString();
                assertThat(page, containsString("1/tlsErrorGate/\">#1</a>"));
            }
        }
    }

    private static void addBranch(WorkflowMultiBranchProject project, String branch, String gate) {
        SingleSCMSource source =
                new SingleSCMSource(branch, new SingleFileSCM("Jenkinsfile", """
                        pipeline {
                          agent none
                          stages {
                            stage('Deploy') {
                              when { branch '%s' }
                              steps { %s }
                            }
                          }
                        }
                        """.formatted(branch, gate)));
        source.setId(branch);
        project.getSourcesList().add(new BranchSource(source));
    }

    private static String badge(JenkinsRule jenkins, String url) throws Exception {
        return jenkins.createWebClient()
                .goTo(url, "image/svg+xml")
                .getWebResponse()
                .getContentAsString();
    }
}
