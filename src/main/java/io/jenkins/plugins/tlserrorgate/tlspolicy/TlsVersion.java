package io.jenkins.plugins.tlserrorgate.tlspolicy;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import java.util.Arrays;
import java.util.List;

/** A version of the protocol, in the order of their age: the oldest first. */
public enum TlsVersion {
    /** SSL 3.0, RFC 6101; no policy of Elastic Load Balancing v2 offers it. */
    SSL_3_0("SSLv3", "SSLv3"),
    /** TLS 1.0, RFC 2246. */
    TLS_1_0("TLSv1.0", "TLSv1"),
    /** TLS 1.1, RFC 4346. */
    TLS_1_1("TLSv1.1", "TLSv1.1"),
    /** TLS 1.2, RFC 5246. */
    TLS_1_2("TLSv1.2", "TLSv1.2"),
    /** TLS 1.3, RFC 8446. */
    TLS_1_3("TLSv1.3", "TLSv1.3");

    private final String id;
    private final String awsName;

    TlsVersion(String id, String awsName) {
        this.id = id;
        this.awsName = awsName;
    }

    /** The name under which pipelines and reports know it: {@code TLSv1.0}. */
    public String id() {
        return id;
    }

    /** The version that AWS calls so ({@code TLSv1} is TLS 1.0), null for one that is not known here. */
    public static TlsVersion ofAws(String name) {
        return Arrays.stream(values())
                .filter(version -> version.awsName.equals(name) || version.id.equals(name))
                .findFirst()
                .orElse(null);
    }

    /** AWS' name of a protocol as reports write it: {@code TLSv1.0} for {@code TLSv1}, any other as it is. */
    public static String display(String awsName) {
        TlsVersion version = ofAws(awsName);
        return version == null ? awsName : version.id;
    }

    /** The versions that can be expected as a minimum. */
    public static List<String> choices() {
        return Arrays.stream(values())
                .filter(version -> version != SSL_3_0)
                .map(TlsVersion::id)
                .toList();
    }

    /**
     * @param parameter the parameter that the text was given for
     * @param text {@code TLSv1.0} to {@code TLSv1.3}, or AWS' {@code TLSv1}, in any case
     * @throws InvalidParameterException if it is none of them
     */
    public static TlsVersion parse(String parameter, String text) {
        String trimmed = text == null ? "" : text.strip();
        for (TlsVersion version : values()) {
            if (version != SSL_3_0
                    && (version.id.equalsIgnoreCase(trimmed) || version.awsName.equalsIgnoreCase(trimmed))) {
                return version;
            }
        }
        throw new InvalidParameterException(
                parameter,
                text,
                "is no version of TLS; use " + String.join(", ", choices()) + NearWord.hint(trimmed, choices()));
    }

    @Override
    public String toString() {
        return id;
    }
}
