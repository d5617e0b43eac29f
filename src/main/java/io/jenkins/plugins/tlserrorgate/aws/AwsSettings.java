package io.jenkins.plugins.tlserrorgate.aws;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;

/**
 * How to reach AWS, and as whom. Lives as long as one look and is never stored.
 *
 * @param region where the balancer is
 * @param credentials the identity
 * @param roleArn a role to assume with that identity, null for none
 * @param externalId the external id that the role demands, null for none
 * @param endpoint what to call instead of AWS' own endpoints, null for those
 * @param proxy the way to the outside, null for a direct one
 * @param account the number of the account of the balancer, null while nobody has said it
 * @param callsPerSecond how many calls there may be a second to one account in one region, from 1 to {@value
 *     AccountCalls#HIGHEST_RATE}
 */
public record AwsSettings(
        Region region,
        AwsCredentialsProvider credentials,
        String roleArn,
        String externalId,
        URI endpoint,
        ProxyConfiguration proxy,
        String account,
        int callsPerSecond) {

    /** The fifth part of an ARN. */
    private static final int ACCOUNT_IN_ARN = 4;

    /**
     * Who asks, and where, so that two are the same only if whatever the one may see the other may see as well: a digest
     * of the secret itself, as the name of credentials or an access key's id can be claimed by anybody.
     *
     * @return null if there are no credentials
     */
    String fingerprint() {
        try {
            AwsCredentials identity = credentials.resolveCredentials();
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : Arrays.asList(
                    identity.accessKeyId(),
                    identity.secretAccessKey(),
                    identity instanceof AwsSessionCredentials session ? session.sessionToken() : null,
                    roleArn,
                    externalId,
                    endpoint,
                    region)) {
                byte[] bytes = part == null ? new byte[0] : part.toString().getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(part == null ? -1 : bytes.length)
                        .array());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (SdkException e) {
            // Whoever calls AWS will say so.
            return null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The account that is part of an ARN; null without an ARN. */
    public static String accountIn(String arn) {
        String[] parts = arn == null ? new String[0] : arn.split(":", -1);
        return parts.length > ACCOUNT_IN_ARN && !parts[ACCOUNT_IN_ARN].isEmpty() ? parts[ACCOUNT_IN_ARN] : null;
    }

    /** The account that the calls count for: the role's, the balancer's, or the one that the access key is known to be of. */
    String payer() {
        if (accountIn(roleArn) != null) {
            return accountIn(roleArn);
        }
        if (account != null) {
            return account;
        }
        try {
            return AccountCalls.accountOf(credentials.resolveCredentials().accessKeyId());
        } catch (SdkException e) {
            return AccountCalls.UNKNOWN;
        }
    }

    /** Keeps in mind which account the access key belongs to, as the ARN of what it has found says. */
    void learn(String arn) {
        if (roleArn == null && arn != null) {
            AccountCalls.learn(credentials.resolveCredentials().accessKeyId(), accountIn(arn));
        }
    }
}
