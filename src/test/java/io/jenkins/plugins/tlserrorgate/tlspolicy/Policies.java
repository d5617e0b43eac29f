package io.jenkins.plugins.tlserrorgate.tlspolicy;

import java.util.ArrayList;
import java.util.List;

/**
 * Some predefined policies.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html">Security
 *     policies for your Application Load Balancer</a>
 */
public final class Policies {

    static final List<String> TLS_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
    static final List<String> ECDHE_GCM = List.of(
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-GCM-SHA384");
    static final List<String> ECDHE_SHA2 = List.of(
            "ECDHE-ECDSA-AES128-SHA256",
            "ECDHE-RSA-AES128-SHA256",
            "ECDHE-ECDSA-AES256-SHA384",
            "ECDHE-RSA-AES256-SHA384");
    static final List<String> ECDHE_SHA1 =
            List.of("ECDHE-ECDSA-AES128-SHA", "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA", "ECDHE-ECDSA-AES256-SHA");
    static final List<String> RSA = List.of("AES128-GCM-SHA256", "AES128-SHA256", "AES256-GCM-SHA384", "AES256-SHA256");
    static final List<String> RSA_SHA1 = List.of("AES128-SHA", "AES256-SHA");
    static final List<String> TRIPLE_DES = List.of("DES-CBC3-SHA");

    private static final List<String> UP_TO_1_2 = List.of("TLSv1", "TLSv1.1", "TLSv1.2");

    /** The default of a listener made by API. */
    public static final SecurityPolicy OLD =
            of("ELBSecurityPolicy-2016-08", UP_TO_1_2, ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1, RSA, RSA_SHA1);

    static final SecurityPolicy WITH_3DES = of(
            "ELBSecurityPolicy-TLS-1-0-2015-04",
            UP_TO_1_2,
            ECDHE_GCM,
            ECDHE_SHA2,
            ECDHE_SHA1,
            RSA,
            RSA_SHA1,
            TRIPLE_DES);

    static final SecurityPolicy FROM_1_1 = of(
            "ELBSecurityPolicy-TLS-1-1-2017-01",
            List.of("TLSv1.1", "TLSv1.2"),
            ECDHE_GCM,
            ECDHE_SHA2,
            ECDHE_SHA1,
            RSA,
            RSA_SHA1);

    static final SecurityPolicy FORWARD_SECRET =
            of("ELBSecurityPolicy-FS-2018-06", UP_TO_1_2, ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1);

    static final SecurityPolicy FROM_1_2 =
            of("ELBSecurityPolicy-TLS13-1-2-2021-06", List.of("TLSv1.2", "TLSv1.3"), TLS_1_3, ECDHE_GCM, ECDHE_SHA2);

    static final SecurityPolicy RESTRICTED =
            of("ELBSecurityPolicy-TLS13-1-2-Res-2021-06", List.of("TLSv1.2", "TLSv1.3"), TLS_1_3, ECDHE_GCM);

    /** The one that AWS recommends. */
    public static final SecurityPolicy NEW =
            of("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", List.of("TLSv1.2", "TLSv1.3"), TLS_1_3, ECDHE_GCM);

    static final SecurityPolicy ONLY_1_3 = of("ELBSecurityPolicy-TLS13-1-3-2021-06", List.of("TLSv1.3"), TLS_1_3);

    private Policies() {}

    @SafeVarargs
    static SecurityPolicy of(String name, List<String> protocols, List<String>... ciphers) {
        List<String> all = new ArrayList<>();
        for (List<String> group : ciphers) {
            all.addAll(group);
        }
        return new SecurityPolicy(name, protocols, all);
    }
}
