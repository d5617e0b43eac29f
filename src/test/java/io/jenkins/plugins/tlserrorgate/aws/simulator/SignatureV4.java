package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies Signature Version 4 of requests whose path needs no encoding.
 *
 * <p>Source: "Create a signed AWS API request" in the IAM user guide.
 */
final class SignatureV4 {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private SignatureV4() {}

    /** Refuses a request that was not signed with this secret or was changed since. */
    static void verify(
            Authorization authorization, String secret, String method, URI uri, Headers headers, byte[] body) {
        try {
            String date = String.valueOf(headers.getFirst("X-Amz-Date"));
            String scope = String.join(
                    "/", authorization.day(), authorization.region(), authorization.service(), "aws4_request");
            String toSign = String.join(
                    "\n", ALGORITHM, date, scope, sha256(canonical(authorization, method, uri, headers, body)));
            byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
            for (String part : scope.split("/")) {
                key = hmac(key, part);
            }
            String expected = HexFormat.of().formatHex(hmac(key, toSign));
            if (!expected.equals(authorization.signature())) {
                throw AwsError.badSignature("The request signature we calculated does not match the signature you"
                        + " provided. Check your AWS Secret Access Key and signing method.");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] canonical(Authorization authorization, String method, URI uri, Headers headers, byte[] body)
            throws GeneralSecurityException {
        String signed = authorization.signedHeaders().stream()
                .map(name -> name + ":"
                        + headers.getOrDefault(name, List.of()).stream()
                                .map(value -> value.strip().replaceAll(" +", " "))
                                .collect(Collectors.joining(","))
                        + "\n")
                .collect(Collectors.joining());
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        String names = String.join(";", authorization.signedHeaders());
        return String.join("\n", method, uri.getRawPath(), query, signed, names, sha256(body))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] content) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static byte[] hmac(byte[] key, String content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
    }
}
