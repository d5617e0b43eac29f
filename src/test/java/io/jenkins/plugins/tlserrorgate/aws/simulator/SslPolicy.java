package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * A predefined security policy.
 *
 * <p>Source: the tables of protocols and ciphers by policy in the user guide of Application Load Balancers.
 *
 * @param name name
 * @param protocols versions of TLS, as the API spells them
 * @param ciphers cipher suites in order of preference
 */
record SslPolicy(String name, List<String> protocols, List<String> ciphers) {
    private static final List<String> TLS13 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
    private static final List<String> ECDHE_GCM = List.of(
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-GCM-SHA384");
    private static final List<String> ECDHE_SHA2 = List.of(
            "ECDHE-ECDSA-AES128-SHA256",
            "ECDHE-RSA-AES128-SHA256",
            "ECDHE-ECDSA-AES256-SHA384",
            "ECDHE-RSA-AES256-SHA384");
    private static final List<String> ECDHE_SHA1 =
            List.of("ECDHE-ECDSA-AES128-SHA", "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA", "ECDHE-ECDSA-AES256-SHA");
    private static final List<String> RSA =
            List.of("AES128-GCM-SHA256", "AES128-SHA256", "AES256-GCM-SHA384", "AES256-SHA256");
    private static final List<String> RSA_SHA1 = List.of("AES128-SHA", "AES256-SHA");
    private static final List<String> TRIPLE_DES = List.of("DES-CBC3-SHA");

    private static final List<SslPolicy> ALL = List.of(
            of("2016-08", "1.0 1.1 1.2", ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1, RSA, RSA_SHA1),
            of("TLS-1-0-2015-04", "1.0 1.1 1.2", ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1, RSA, RSA_SHA1, TRIPLE_DES),
            of("TLS-1-1-2017-01", "1.1 1.2", ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1, RSA, RSA_SHA1),
            of("TLS-1-2-2017-01", "1.2", ECDHE_GCM, ECDHE_SHA2, RSA),
            of("TLS-1-2-Ext-2018-06", "1.2", ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1, RSA, RSA_SHA1),
            of("FS-2018-06", "1.0 1.1 1.2", ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1),
            of("FS-1-1-2019-08", "1.1 1.2", ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1),
            of("FS-1-2-2019-08", "1.2", ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1),
            of("FS-1-2-Res-2019-08", "1.2", ECDHE_GCM, ECDHE_SHA2),
            of("FS-1-2-Res-2020-10", "1.2", ECDHE_GCM),
            of("TLS13-1-0-2021-06", "1.0 1.1 1.2 1.3", TLS13, ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1, RSA, RSA_SHA1),
            of("TLS13-1-1-2021-06", "1.1 1.2 1.3", TLS13, ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1, RSA, RSA_SHA1),
            of("TLS13-1-2-2021-06", "1.2 1.3", TLS13, ECDHE_GCM, ECDHE_SHA2),
            of("TLS13-1-2-Res-2021-06", "1.2 1.3", TLS13, ECDHE_GCM),
            of("TLS13-1-2-Ext1-2021-06", "1.2 1.3", TLS13, ECDHE_GCM, ECDHE_SHA2, RSA),
            of("TLS13-1-2-Ext2-2021-06", "1.2 1.3", TLS13, ECDHE_GCM, ECDHE_SHA2, ECDHE_SHA1, RSA, RSA_SHA1),
            of("TLS13-1-3-2021-06", "1.3", TLS13),
            of("TLS13-1-2-PQ-2025-09", "1.2 1.3", TLS13, ECDHE_GCM, ECDHE_SHA2),
            of("TLS13-1-2-Res-PQ-2025-09", "1.2 1.3", TLS13, ECDHE_GCM),
            of("TLS13-1-3-PQ-2025-09", "1.3", TLS13));

    /** All policies that exist. */
    static List<SslPolicy> all() {
        return ALL;
    }

    /** Refuses the name of a policy that does not exist; null is none. */
    static void checkExists(String name) {
        Check.that(
                name == null || ALL.stream().anyMatch(policy -> policy.name().equals(name)),
                "There is no security policy " + name);
    }

    @SafeVarargs
    private static SslPolicy of(String name, String versions, List<String>... ciphers) {
        List<String> protocols = new ArrayList<>();
        for (String version : versions.split(" ")) {
            protocols.add(version.equals("1.0") ? "TLSv1" : "TLSv" + version);
        }
        List<String> all = new ArrayList<>();
        for (List<String> group : ciphers) {
            all.addAll(group);
        }
        return new SslPolicy("ELBSecurityPolicy-" + name, List.copyOf(protocols), List.copyOf(all));
    }
}
