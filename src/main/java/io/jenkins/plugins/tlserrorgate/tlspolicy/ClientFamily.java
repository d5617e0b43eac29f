package io.jenkins.plugins.tlserrorgate.tlspolicy;

import java.util.function.Predicate;

/**
 * Clients that people know by name, with what they can do unless somebody configured them otherwise. They serve as examples in
 * a sentence, nothing is decided by them. Sources: {@code docs/tls-changes.md}.
 */
public enum ClientFamily {
    /** TLS 1.2 and 1.1 are there, but switched off in clients. */
    JAVA_7("Java 7", TlsVersion.TLS_1_0, suite -> true),
    /** TLS 1.1 and 1.2 are enabled from API level 20 on. */
    ANDROID_4_4("Android 4.4", TlsVersion.TLS_1_0, suite -> true),
    /** TLS 1.1 and 1.2 are disabled in Schannel. */
    WINDOWS_7("Windows 7 without updates", TlsVersion.TLS_1_0, suite -> true),
    /** TLS 1.1 and 1.2 came with 1.0.1. */
    OPENSSL_1_0_0("OpenSSL 1.0.0", TlsVersion.TLS_1_0, suite -> true),
    /** TLS 1.3 came to Java 8 with 8u261, switched off in clients. */
    JAVA_8("Java 8 up to 8u261", TlsVersion.TLS_1_2, suite -> true),
    /** TLS 1.3 came with 1.1.1. */
    OPENSSL_1_1_0("OpenSSL 1.1.0", TlsVersion.TLS_1_2, suite -> true),
    /** TLS 1.3 is enabled from Android 10 on. */
    ANDROID_9("Android 9", TlsVersion.TLS_1_2, suite -> true),
    /** TLS 1.3 came with Windows 11 and Windows Server 2022. */
    WINDOWS_10("Windows 10", TlsVersion.TLS_1_2, suite -> true),
    /** Has no AES-GCM suite with an RSA certificate but those of RSA key exchange. */
    WINDOWS_8_1(
            "Windows 8.1 with an RSA certificate",
            TlsVersion.TLS_1_2,
            suite -> suite.isRsaCertificate() && (suite.isCbc() || suite.isRsaKeyExchange())),
    /** AES-GCM suites came with Java 8. */
    JAVA_7_TLS_1_2("Java 7 with TLSv1.2 turned on", TlsVersion.TLS_1_2, CipherSuite::isCbc),
    /** Came with policy files that limit AES keys to 128 bits. */
    JAVA_8_LIMITED(
            "Java 8 with limited key lengths", TlsVersion.TLS_1_2, suite -> suite.isAes128() || suite.isTripleDes());

    private final String label;
    private final TlsVersion newest;
    private final Predicate<CipherSuite> knows;

    ClientFamily(String label, TlsVersion newest, Predicate<CipherSuite> knows) {
        this.label = label;
        this.newest = newest;
        this.knows = knows;
    }

    /** The name by which people know them. */
    public String label() {
        return label;
    }

    /** The newest version that they speak. */
    TlsVersion newest() {
        return newest;
    }

    /** Whether they and the policy have a version and a cipher suite in common. */
    public boolean canConnect(SecurityPolicy policy) {
        return policy.versions().stream()
                .filter(version -> version != TlsVersion.SSL_3_0 && version.compareTo(newest) <= 0)
                .anyMatch(version -> agree(policy, version));
    }

    private boolean agree(SecurityPolicy policy, TlsVersion version) {
        return policy.suites().stream().anyMatch(suite -> suite.worksWith(version) && knows.test(suite));
    }
}
