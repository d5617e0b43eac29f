package io.jenkins.plugins.tlserrorgate.tlspolicy;

import java.util.List;
import java.util.function.Predicate;

/**
 * A kind of cipher suites up to TLS 1.2 that a client may be limited to. Where a policy drops the last one of a kind, such a
 * client has no suite left.
 */
public enum CipherTrait {
    /** Cipher block chaining: gone where only authenticated encryption is left. */
    CBC("AES-GCM", CipherSuite::isCbc),
    /** A SHA-1 MAC; all suites that TLS 1.0 and 1.1 can use are of this kind. */
    SHA1_MAC("a SHA-2 MAC", CipherSuite::hasSha1Mac),
    /** RSA key exchange, without forward secrecy. */
    RSA_KEY_EXCHANGE("ECDHE", CipherSuite::isRsaKeyExchange),
    /** Triple DES. */
    TRIPLE_DES("AES", CipherSuite::isTripleDes),
    /** AES with a key of 128 bits. */
    AES_128("AES-256", CipherSuite::isAes128),
    /** Authentication by an ECDSA certificate. */
    ECDSA_AUTHENTICATION("RSA certificates", CipherSuite::isEcdsa),
    /** Authentication by an RSA certificate. */
    RSA_AUTHENTICATION("ECDSA certificates", CipherSuite::isRsaCertificate);

    private final String needed;
    private final Predicate<CipherSuite> has;

    CipherTrait(String needed, Predicate<CipherSuite> has) {
        this.needed = needed;
        this.has = has;
    }

    /** What a client needs once no suite of this kind is left, as a few words. */
    public String needed() {
        return needed;
    }

    /** Whether the suite is of this kind. */
    public boolean has(CipherSuite suite) {
        return has.test(suite);
    }

    /** The kinds that contain all of this one: whoever needs more than those, needs more than this. */
    List<CipherTrait> widerKinds() {
        if (this == TRIPLE_DES) {
            return List.of(CBC, SHA1_MAC, RSA_KEY_EXCHANGE);
        }
        return this == SHA1_MAC ? List.of(CBC) : List.of();
    }
}
