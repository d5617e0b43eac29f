package io.jenkins.plugins.tlserrorgate.tlspolicy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CipherSuiteTest {

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_128_GCM_SHA256, ''",
        "TLS_CHACHA20_POLY1305_SHA256, ''",
        "ECDHE-ECDSA-AES128-GCM-SHA256, AES_128 ECDSA_AUTHENTICATION",
        "ECDHE-RSA-AES256-GCM-SHA384, RSA_AUTHENTICATION",
        "ECDHE-RSA-AES256-SHA384, CBC RSA_AUTHENTICATION",
        "ECDHE-ECDSA-AES256-SHA, CBC SHA1_MAC ECDSA_AUTHENTICATION",
        "AES128-GCM-SHA256, RSA_KEY_EXCHANGE AES_128 RSA_AUTHENTICATION",
        "AES256-SHA, CBC SHA1_MAC RSA_KEY_EXCHANGE RSA_AUTHENTICATION",
        "DES-CBC3-SHA, CBC SHA1_MAC RSA_KEY_EXCHANGE TRIPLE_DES RSA_AUTHENTICATION",
        "DHE-RSA-AES128-SHA, CBC SHA1_MAC AES_128 RSA_AUTHENTICATION",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, CBC SHA1_MAC AES_128 RSA_AUTHENTICATION"
    })
    void aNameTellsTheTraitsOfASuiteUpToTls12(String name, String traits) {
        CipherSuite suite = new CipherSuite(name);
        String found = Arrays.stream(CipherTrait.values())
                .filter(trait -> !suite.isTls13() && trait.has(suite))
                .map(Enum::name)
                .collect(Collectors.joining(" "));
        assertThat(found, is(traits));
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_128_GCM_SHA256, TLS_1_3",
        "ECDHE-RSA-AES128-GCM-SHA256, TLS_1_2",
        "ECDHE-RSA-AES128-SHA256, TLS_1_2",
        "ECDHE-RSA-AES128-SHA, SSL_3_0 TLS_1_0 TLS_1_1 TLS_1_2"
    })
    void aSuiteWorksWithTheVersionsThatKnowItsMac(String name, String versions) {
        String found = Arrays.stream(TlsVersion.values())
                .filter(new CipherSuite(name)::worksWith)
                .map(Enum::name)
                .collect(Collectors.joining(" "));
        assertThat(found, is(versions));
    }
}
