package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.sun.net.httpserver.Headers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers of a request signed with Signature Version 4 say.
 *
 * @param accessKeyId access key
 * @param day day of the credential scope
 * @param region region of the credential scope
 * @param service service of the credential scope
 * @param signedHeaders names of the headers that were signed, in order
 * @param signature signature
 * @param sessionToken session token; null for a user's key
 * @param date when the request was signed; null if not said
 */
record Authorization(
        String accessKeyId,
        String day,
        String region,
        String service,
        List<String> signedHeaders,
        String signature,
        String sessionToken,
        Instant date) {
    private static final Pattern HEADER = Pattern.compile("AWS4-HMAC-SHA256 Credential=([A-Za-z0-9]+)/([0-9]{8})/"
            + "([a-z0-9-]+)/([a-z0-9-]+)/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static Authorization of(Headers headers) {
        String header = headers.getFirst("Authorization");
        if (header == null) {
            throw AwsError.missingToken();
        }
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new AwsError(
                    400,
                    "IncompleteSignature",
                    "IncompleteSignatureException",
                    "The Authorization header does not have the form of Signature Version 4");
        }
        return new Authorization(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                matcher.group(4),
                List.of(matcher.group(5).split(";")),
                matcher.group(6),
                headers.getFirst("X-Amz-Security-Token"),
                date(headers.getFirst("X-Amz-Date")));
    }

    private static Instant date(String text) {
        try {
            return text == null ? null : BASIC.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new AwsError(
                    400,
                    "IncompleteSignature",
                    "IncompleteSignatureException",
                    "Date must be in ISO-8601 'basic format'");
        }
    }
}
