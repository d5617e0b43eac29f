package io.jenkins.plugins.tlserrorgate.tlspolicy;

import static io.jenkins.plugins.tlserrorgate.tlspolicy.Policies.FORWARD_SECRET;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Policies.FROM_1_1;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Policies.FROM_1_2;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Policies.NEW;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Policies.OLD;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Policies.ONLY_1_3;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Policies.RESTRICTED;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Policies.WITH_3DES;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDifferenceTest {

    private static String sentence(SecurityPolicy before, SecurityPolicy after) {
        return new PolicyDifference(before, after).sentence();
    }

    private static List<LockOut> lockedOut(SecurityPolicy before, SecurityPolicy after) {
        return new PolicyDifference(before, after).lockedOut();
    }

    @Test
    void aTightenedPolicyIsToldWithWhatItDropsAndAddsAndWhoIsCutOff() {
        assertThat(
                sentence(OLD, NEW),
                is("drops TLSv1.0, TLSv1.1 and 14 ciphers (ECDHE-ECDSA-AES128-SHA256, ECDHE-RSA-AES128-SHA256,"
                        + " ECDHE-ECDSA-AES256-SHA384, ECDHE-RSA-AES256-SHA384, ECDHE-ECDSA-AES128-SHA and 9 more);"
                        + " adds TLSv1.3, 3 ciphers (TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384,"
                        + " TLS_CHACHA20_POLY1305_SHA256) and post-quantum key exchange;"
                        + " clients that only speak TLSv1.1 or older (such as Java 7, Android 4.4, Windows 7 without"
                        + " updates, OpenSSL 1.0.0), or that lack ciphers with AES-GCM and ECDHE (such as Windows 8.1"
                        + " with an RSA certificate, Java 7 with TLSv1.2 turned on) can no longer connect"));
    }

    @Test
    void aLoosenedPolicyCutsNobodyOff() {
        assertThat(lockedOut(FROM_1_1, OLD), is(empty()));
        assertThat(
                sentence(FROM_1_1, OLD),
                is("adds TLSv1.0; every client that could connect still can, as far as protocols and ciphers go"));
    }

    @Test
    void protocolsAloneNameThoseWhoSpeakNoNewerOne() {
        assertThat(
                sentence(OLD, FROM_1_1),
                is("drops TLSv1.0; clients that only speak TLSv1.0 or older (such as Java 7, Android 4.4, Windows 7"
                        + " without updates, OpenSSL 1.0.0) can no longer connect"));
    }

    @Test
    void onlyTls13LeavesClientsOfTls12BehindWhoseCiphersDoNotMatterAnyMore() {
        List<LockOut> lockedOut = lockedOut(FROM_1_2, ONLY_1_3);
        assertThat(lockedOut.stream().map(LockOut::who).toList(), contains("only speak TLSv1.2 or older"));
        assertThat(
                lockedOut.get(0).words(),
                containsString("(such as Java 8 up to 8u261, OpenSSL 1.1.0, Android 9, Windows 10, Windows 8.1"));
    }

    @Test
    void goingBackFromTls13LeavesThoseBehindWhoSpeakNothingOlder() {
        assertThat(
                lockedOut(ONLY_1_3, OLD).stream().map(LockOut::words).toList(),
                contains("speak nothing older than TLSv1.3"));
    }

    @Test
    void forwardSecrecyCutsOffWhoLacksEcdhe() {
        List<LockOut> lockedOut = lockedOut(OLD, FORWARD_SECRET);
        assertThat(lockedOut.stream().map(LockOut::who).toList(), contains("lack ciphers with ECDHE"));
        assertThat(lockedOut.get(0).traits(), contains(CipherTrait.RSA_KEY_EXCHANGE));
        assertThat(lockedOut.get(0).reason(), is(LockOut.Reason.CIPHER));
    }

    @Test
    void theLastTripleDesSuiteCutsOffWhoLacksAes() {
        List<LockOut> lockedOut = lockedOut(WITH_3DES, OLD);
        assertThat(lockedOut.stream().map(LockOut::who).toList(), contains("lack ciphers with AES"));
    }

    @Test
    void aNarrowKindIsNotNamedBesideAWiderOneThatIsGoneToo() {
        LockOut lockOut = lockedOut(WITH_3DES, RESTRICTED).get(1);
        assertThat(lockOut.who(), is("lack ciphers with AES-GCM and ECDHE"));
        assertThat(lockOut.traits(), hasItem(CipherTrait.TRIPLE_DES));
        assertThat(lockOut.traits(), hasItem(CipherTrait.SHA1_MAC));
    }

    @Test
    void sha1MacsGoneWithSha2MacsLeftAsksForThose() {
        List<String> who =
                lockedOut(FORWARD_SECRET, FROM_1_2).stream().map(LockOut::who).toList();
        assertThat(who, contains("only speak TLSv1.1 or older", "lack ciphers with a SHA-2 MAC"));
    }

    @Test
    void longKeysOnlyCutOffWhoLacksThem() {
        SecurityPolicy strict = Policies.of(
                "strict",
                List.of("TLSv1.2", "TLSv1.3"),
                List.of("TLS_AES_256_GCM_SHA384"),
                List.of("ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384"));
        LockOut lockOut = lockedOut(RESTRICTED, strict).get(0);
        assertThat(lockOut.who(), is("lack ciphers with AES-256"));
        assertThat(lockOut.examples(), contains(ClientFamily.JAVA_8_LIMITED));
    }

    @Test
    void authenticationThatIsGoneNamesTheCertificatesThatAreLeft() {
        SecurityPolicy ecdsa = Policies.of(
                "ecdsa", List.of("TLSv1.2"), List.of("ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384"));
        SecurityPolicy both = Policies.of("both", List.of("TLSv1.2"), Policies.ECDHE_GCM);
        assertThat(lockedOut(both, ecdsa).get(0).who(), is("lack ciphers with ECDSA certificates"));
        assertThat(
                lockedOut(both, Policies.of("rsa", List.of("TLSv1.2"), List.of("ECDHE-RSA-AES256-GCM-SHA384")))
                        .get(0)
                        .who(),
                is("lack ciphers with AES-256 and RSA certificates"));
    }

    @Test
    void singleCiphersThatAreGoneCutOffWhoKnowsNoOther() {
        SecurityPolicy less = Policies.of("less", List.of("TLSv1.3"), Policies.TLS_1_3.subList(0, 2));
        assertThat(
                sentence(ONLY_1_3, less),
                is("drops 1 cipher (TLS_CHACHA20_POLY1305_SHA256); clients that know none but the dropped ciphers"
                        + " can no longer connect"));
    }

    @Test
    void aVersionWithoutAnyUsableCipherLosesNobody() {
        SecurityPolicy before = Policies.of("before", List.of("TLSv1", "TLSv1.2"), Policies.ECDHE_GCM);
        SecurityPolicy after = Policies.of("after", List.of("TLSv1.2"), Policies.ECDHE_GCM);
        assertThat(lockedOut(before, after), is(empty()));
        assertThat(sentence(before, after), containsString("drops TLSv1.0; every client"));
    }

    @Test
    void theSameUnderAnotherNameIsSaidToBeTheSame() {
        SecurityPolicy copy = new SecurityPolicy("copy", OLD.protocols(), OLD.ciphers());
        assertThat(sentence(OLD, copy), is("offers the same protocols and ciphers"));
        SecurityPolicy reordered = new SecurityPolicy(
                "reordered", OLD.protocols(), OLD.ciphers().stream().sorted().toList());
        assertThat(sentence(OLD, reordered), containsString("another order of preference"));
    }

    @Test
    void whatWasNotReadIsNotGuessed() {
        PolicyDifference unknown = new PolicyDifference(SecurityPolicy.named("ELBSecurityPolicy-A"), NEW);
        assertThat(
                unknown.sentence(),
                is("what it drops and adds is not known, as the protocols and ciphers of ELBSecurityPolicy-A were"
                        + " not read"));
        assertThat(unknown.lockedOut(), is(empty()));
        assertThat(unknown.droppedProtocols(), is(empty()));
        assertThat(unknown.addedCiphers(), is(empty()));
        assertThat(
                sentence(SecurityPolicy.named("A"), SecurityPolicy.named("B")),
                containsString("protocols and ciphers of A and B were not read"));
    }

    @Test
    void protocolsOfTheFutureAreToldAsTheyAre() {
        SecurityPolicy future = new SecurityPolicy("future", List.of("TLSv1.3", "TLSv1.4"), Policies.TLS_1_3);
        assertThat(sentence(ONLY_1_3, future), containsString("adds TLSv1.4; every client"));
    }

    @ParameterizedTest
    @CsvSource({
        "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, true",
        "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09, true",
        "ELBSecurityPolicy-TLS13-1-2-Res-2021-06, false",
        "ELBSecurityPolicy-2016-08, false"
    })
    void postQuantumKeyExchangeIsKnownByTheName(String name, boolean expected) {
        assertThat(SecurityPolicy.named(name).isPostQuantum(), is(expected));
    }

    @Test
    void losingPostQuantumKeyExchangeIsSaid() {
        assertThat(sentence(NEW, RESTRICTED), containsString("drops post-quantum key exchange; every client"));
    }

    @Test
    void everyFamilyOfClientsIsAnExampleOfSomething() {
        SecurityPolicy strict = Policies.of("strict", List.of("TLSv1.2"), List.of("ECDHE-ECDSA-AES256-GCM-SHA384"));
        List<ClientFamily> examples = Stream.of(
                        lockedOut(OLD, FROM_1_1), lockedOut(OLD, strict), lockedOut(FROM_1_2, ONLY_1_3))
                .flatMap(List::stream)
                .flatMap(lockOut -> lockOut.examples().stream())
                .toList();
        for (ClientFamily family : ClientFamily.values()) {
            assertThat(examples, hasItem(family));
            assertThat(family.label(), family.canConnect(OLD), is(true));
            assertThat(family.label(), not(containsString("null")));
        }
    }
}
