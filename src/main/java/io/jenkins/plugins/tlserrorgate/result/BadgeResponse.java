package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.report.Badge;
import io.jenkins.plugins.tlserrorgate.report.BadgeImage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * A badge on its way to a browser or an image proxy: it may be kept, but must be asked for again each time, which is
 * cheap by its tag.
 */
final class BadgeResponse implements HttpResponse {

    private final String contentType;
    private final byte[] content;

    private BadgeResponse(String contentType, String content) {
        this.contentType = contentType;
        this.content = content.getBytes(StandardCharsets.UTF_8);
    }

    static BadgeResponse svg(Badge badge, @CheckForNull String style) {
        return new BadgeResponse("image/svg+xml;charset=utf-8", BadgeImage.svg(badge, BadgeImage.Style.of(style)));
    }

    static BadgeResponse shields(Badge badge) {
        return new BadgeResponse("application/json;charset=utf-8", BadgeImage.shields(badge));
    }

    /**
     * The badge of a job's newest gated build, or of a given one.
     *
     * @param job the job
     * @param build the build's number, null or empty for the newest
     * @return null if there is no such build
     */
    @CheckForNull
    static Badge badge(Job<?, ?> job, @CheckForNull String build) {
        if (build == null || build.isEmpty()) {
            return badge(GatedJobs.has(job) ? GatedJobs.newestGated(job) : null);
        }
        if (!build.matches("[1-9][0-9]{0,8}")) {
            return null;
        }
        Run<?, ?> run = job.getBuildByNumber(Integer.parseInt(build));
        return run == null ? null : badge(run);
    }

    /** The worst verdict of the build's gates. */
    private static Badge badge(@CheckForNull Run<?, ?> run) {
        if (run == null) {
            return Badge.of(null);
        }
        return TlsErrorGateAction.of(run).stream()
                .max(java.util.Comparator.comparing(
                        action -> io.jenkins.plugins.tlserrorgate.evaluation.Verdict.valueOf(
                                action.document().verdict())))
                .map(action -> Badge.of(action.document()))
                .orElse(Badge.of(null));
    }

    @Override
    public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node) throws IOException {
        String tag = '"'
                + HexFormat.of().toHexDigits(java.util.Arrays.hashCode(content))
                + HexFormat.of().toHexDigits(content.length)
                + '"';
        rsp.setHeader("ETag", tag);
        rsp.setHeader("Cache-Control", "no-cache, private");
        rsp.setHeader("X-Content-Type-Options", "nosniff");
        rsp.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        String known = req.getHeader("If-None-Match");
        if (known != null && known.replace("W/", "").contains(tag)) {
            rsp.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        rsp.setContentType(contentType);
        rsp.setContentLength(content.length);
        rsp.getOutputStream().write(content);
    }
}
