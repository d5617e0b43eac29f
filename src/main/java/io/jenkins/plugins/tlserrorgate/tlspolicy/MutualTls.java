package io.jenkins.plugins.tlserrorgate.tlspolicy;

import java.io.Serializable;

/**
 * Whether clients have to show a certificate.
 *
 * @param mode {@code off}, {@code passthrough} (asked for, judged by the target) or {@code verify} (judged by the balancer)
 * @param trustStore the ARN of the trust store that client certificates are judged by, null for none
 */
public record MutualTls(String mode, String trustStore) implements Serializable {

    /** No client is asked for a certificate; what Network Load Balancers always do. */
    public static final MutualTls OFF = new MutualTls("off", null);

    /** Whether the balancer refuses clients without a certificate that it trusts. */
    public boolean isVerified() {
        return mode.equals("verify");
    }

    @Override
    public String toString() {
        return trustStore == null ? mode : mode + " with " + Arns.tail(trustStore);
    }
}
