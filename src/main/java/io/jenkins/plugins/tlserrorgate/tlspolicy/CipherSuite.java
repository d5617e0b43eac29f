package io.jenkins.plugins.tlserrorgate.tlspolicy;

import java.util.Locale;

/**
 * A cipher suite, and what its name tells about it. Elastic Load Balancing uses OpenSSL's names up to TLS 1.2
 * ({@code ECDHE-RSA-AES128-SHA}) and the standard's for TLS 1.3 ({@code TLS_AES_128_GCM_SHA256}).
 *
 * @param name the name as AWS gives it
 * @see <a href="https://docs.openssl.org/master/man1/openssl-ciphers/">OpenSSL's names of cipher suites</a>
 */
public record CipherSuite(String name) {

    /** Whether it is one of TLS 1.3, which leaves key exchange and authentication to other parts of the handshake. */
    public boolean isTls13() {
        return name.startsWith("TLS_") && !name.contains("_WITH_");
    }

    /** Whether a handshake of that version can choose it. */
    public boolean worksWith(TlsVersion version) {
        if (version == TlsVersion.TLS_1_3) {
            return isTls13();
        }
        // Authenticated encryption and MACs of the SHA-2 family came with TLS 1.2: RFC 5246, RFC 5288, RFC 5289.
        return !isTls13() && (version == TlsVersion.TLS_1_2 || hasSha1Mac());
    }

    /** Whether encryption and authentication are one (AES-GCM, AES-CCM, ChaCha20-Poly1305). */
    public boolean isAuthenticatedEncryption() {
        String upper = upper();
        return isTls13() || upper.contains("GCM") || upper.contains("CCM") || upper.contains("POLY1305");
    }

    /** Whether records are encrypted in cipher block chaining mode. */
    public boolean isCbc() {
        return !isAuthenticatedEncryption() && !upper().contains("RC4") && !upper().contains("NULL");
    }

    /** Whether records are authenticated with SHA-1. */
    public boolean hasSha1Mac() {
        return !isAuthenticatedEncryption() && upper().endsWith("SHA");
    }

    /** Whether the key is sent encrypted to the certificate's RSA key: no forward secrecy. */
    public boolean isRsaKeyExchange() {
        return !isTls13() && !upper().contains("DHE") && !upper().contains("EDH");
    }

    /** Whether records are encrypted with triple DES. */
    public boolean isTripleDes() {
        return upper().contains("3DES") || upper().contains("DES-CBC3");
    }

    /** Whether records are encrypted with AES and a key of 128 bits. */
    public boolean isAes128() {
        return upper().contains("AES128") || upper().contains("AES-128");
    }

    /** Whether the server proves itself with an ECDSA certificate; a suite of TLS 1.3 does not say. */
    public boolean isEcdsa() {
        return upper().contains("ECDSA");
    }

    /** Whether the server proves itself with an RSA certificate; a suite of TLS 1.3 does not say. */
    public boolean isRsaCertificate() {
        return !isTls13() && !isEcdsa();
    }

    private String upper() {
        return name.toUpperCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return name;
    }
}
