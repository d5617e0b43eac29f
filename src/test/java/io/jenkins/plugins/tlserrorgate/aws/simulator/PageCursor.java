package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of points begins. Its token is opaque to clients and valid for the same request only.
 *
 * @param query index of the query
 * @param second begin of the query's next point, in seconds since the epoch; null for its first
 */
record PageCursor(int query, Long second) {
    static final PageCursor BEGINNING = new PageCursor(0, null);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,3}):([0-9]{1,12}):(-?[0-9]{1,10})");

    static PageCursor parse(String token, int fingerprint) {
        if (token == null) {
            return BEGINNING;
        }
        try {
            Matcher matcher = FORM.matcher(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
            if (matcher.matches() && matcher.group(3).equals(Integer.toString(fingerprint))) {
                return new PageCursor(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static AwsError invalid() {
        return new AwsError(400, "InvalidNextToken", "The next token specified is invalid.");
    }

    String token(int fingerprint) {
        byte[] text = (query + ":" + second + ":" + fingerprint).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }
}
