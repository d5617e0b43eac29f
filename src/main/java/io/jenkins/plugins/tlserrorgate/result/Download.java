package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * Text for another program.
 *
 * @param contentType its type, without the encoding
 * @param fileName the file to keep it in, null to show it
 * @param text the text
 */
record Download(String contentType, @CheckForNull String fileName, String text) implements HttpResponse {

    @Override
    public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node) throws IOException {
        rsp.setContentType(contentType + ";charset=UTF-8");
        rsp.setHeader("Cache-Control", "no-cache, private");
        rsp.setHeader("X-Content-Type-Options", "nosniff");
        if (fileName != null) {
            rsp.setHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
        }
        rsp.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
