package io.jenkins.plugins.tlserrorgate.result;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.tlserrorgate.report.Documents;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Time and weight of the pages with 1,000 gated builds, beside a job with as many builds without a gate. No test by its
 * name: {@code bin/bench pages} runs it.
 */
@WithJenkins
class PagesBench {

    private static final int BUILDS = 1_000;
    private static final int TIMES = 21;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void jobWithAThousandGatedBuilds(JenkinsRule jenkins) throws Exception {
        create(jenkins, "plain");
        create(jenkins, "gated", Documents.failing());
        jenkins.jenkins.reload();
        System.out.println();
        System.out.printf(Locale.ROOT, "%-42s %12s %12s%n", "GET, " + BUILDS + " builds", "first [ms]", "median [ms]");
        double plain = measure(jenkins, "job page without gates", "job/plain/");
        double gated = measure(jenkins, "job page with gates", "job/gated/");
        measure(jenkins, "trend of the job page, asked for later", "job/gated/tlsErrorGate/trend");
        measure(jenkins, "page of the job's gates", "job/gated/tlsErrorGate/");
        measure(jenkins, "badge", "job/gated/tlsErrorGate/badge.svg");
        measure(jenkins, "page of a gate", "job/gated/1000/tlsErrorGate/");
        System.out.printf(Locale.ROOT, "%-42s %12s %12.1f%n", "more for the job page, at most 300", "", gated - plain);
        Path gate = jenkins.jenkins.getRootDir().toPath().resolve("jobs/gated/builds/1/build.xml");
        Path none = jenkins.jenkins.getRootDir().toPath().resolve("jobs/plain/builds/1/build.xml");
        System.out.printf(
                Locale.ROOT,
                "%-42s %12d%n",
                "bytes of a gate in build.xml, at most 65536",
                Files.size(gate) - Files.size(none));
    }

    private static void create(JenkinsRule jenkins, String name, ReportDocument... gates) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        FreeStyleBuild build = GatedBuilds.build(jenkins, job, gates);
        Path builds = build.getRootDir().toPath().getParent();
        for (int i = 2; i <= BUILDS; i++) {
            Path copy = Files.createDirectory(builds.resolve(String.valueOf(i)));
            Files.copy(builds.resolve("1/build.xml"), copy.resolve("build.xml"));
            Files.copy(builds.resolve("1/log"), copy.resolve("log"));
        }
        Files.writeString(builds.resolveSibling("nextBuildNumber"), (BUILDS + 1) + "\n");
    }

    private double measure(JenkinsRule jenkins, String name, String url) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(jenkins.getURL() + url)).build();
        double[] times = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            int status = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .statusCode();
            times[i] = (System.nanoTime() - start) / 1e6;
            if (status != 200) {
                throw new AssertionError(url + ": " + status);
            }
        }
        double first = times[0];
        Arrays.sort(times);
        System.out.printf(Locale.ROOT, "%-42s %12.1f %12.1f%n", name, first, times[TIMES / 2]);
        return times[TIMES / 2];
    }
}
