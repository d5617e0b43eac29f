package io.jenkins.plugins.tlserrorgate.tlspolicy;

import java.io.Serializable;
import java.util.List;

/**
 * A listener and what it offers in TLS. Listeners without TLS are here too, as a port that loses its TLS is a change.
 *
 * @param port the port
 * @param protocol HTTPS or TLS; HTTP, TCP and others for a listener without TLS
 * @param policy the security policy, null for a listener without TLS
 * @param defaultCertificate the ARN of the default certificate, null if there is none
 * @param sniCertificates the ARNs of the further certificates, chosen by server name, sorted
 * @param mutualTls whether clients have to show a certificate
 */
public record ListenerTls(
        int port,
        String protocol,
        SecurityPolicy policy,
        String defaultCertificate,
        List<String> sniCertificates,
        MutualTls mutualTls)
        implements Serializable {

    /** Sorts the further certificates, whose order means nothing. */
    public ListenerTls {
        sniCertificates = sniCertificates.stream().sorted().distinct().toList();
    }

    /** A listener without TLS. */
    public static ListenerTls plain(int port, String protocol) {
        return new ListenerTls(port, protocol, null, null, List.of(), MutualTls.OFF);
    }

    /** The same listener with this policy. */
    public ListenerTls withPolicy(SecurityPolicy other) {
        return new ListenerTls(port, protocol, other, defaultCertificate, sniCertificates, mutualTls);
    }

    /** Whether clients speak TLS with this listener. */
    public boolean isTls() {
        return policy != null;
    }
}
