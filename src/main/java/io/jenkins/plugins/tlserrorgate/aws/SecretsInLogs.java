package io.jenkins.plugins.tlserrorgate.aws;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Blackens the secrets that the SDK's signer and its HTTP client write at their finest levels: the token that goes with
 * temporary credentials, and the credentials of an assumed role.
 */
final class SecretsInLogs implements Filter {

    private static final Pattern SECRET = Pattern.compile(
            "(?i)((?:x-amz-security-token|Authorization)[:=] ?|<(?:SecretAccessKey|SessionToken)>)[^<\\[\\n]{1,9999}");

    /** Held here, as Java forgets the filter of a logger that nobody holds. */
    private static final List<Logger> LOGGERS = Stream.of(
                    "software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner",
                    "org.apache.http.headers",
                    "org.apache.http.wire")
            .map(Logger::getLogger)
            .toList();

    private final Filter before;

    private SecretsInLogs(Filter before) {
        this.before = before;
    }

    /** Sees to it; what other filters do is kept. */
    static void blacken() {
        for (Logger logger : LOGGERS) {
            if (!(logger.getFilter() instanceof SecretsInLogs)) {
                logger.setFilter(new SecretsInLogs(logger.getFilter()));
            }
        }
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getMessage() != null) {
            line.setMessage(SECRET.matcher(line.getMessage()).replaceAll("$1[hidden]"));
        }
        return before == null || before.isLoggable(line);
    }
}
