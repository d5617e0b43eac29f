package io.jenkins.plugins.tlserrorgate.tlspolicy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds what is said about clients against clients that try. */
class PolicyDifferencePropertiesTest {

    private static final List<TlsVersion> VERSIONS =
            List.of(TlsVersion.TLS_1_0, TlsVersion.TLS_1_1, TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);

    private static final List<String> CIPHERS = Stream.of(
                    Policies.TLS_1_3,
                    Policies.ECDHE_GCM,
                    Policies.ECDHE_SHA2,
                    Policies.ECDHE_SHA1,
                    Policies.RSA,
                    Policies.RSA_SHA1,
                    Policies.TRIPLE_DES)
            .flatMap(List::stream)
            .toList();

    /** Somebody who tries to connect. */
    record Client(List<TlsVersion> versions, Set<String> ciphers) {

        static Client knowingAll(List<TlsVersion> versions) {
            return new Client(versions, Set.copyOf(CIPHERS));
        }

        static Client limitedTo(List<String> ciphers) {
            return new Client(VERSIONS, Set.copyOf(ciphers));
        }

        boolean connects(SecurityPolicy policy) {
            return versions.stream()
                    .filter(version -> policy.protocols().contains(awsName(version)))
                    .anyMatch(version -> policy.ciphers().stream()
                            .anyMatch(cipher -> ciphers.contains(cipher) && fits(cipher, version)));
        }

        private static boolean fits(String cipher, TlsVersion version) {
            boolean tls13 = Policies.TLS_1_3.contains(cipher);
            return switch (version) {
                case TLS_1_3 -> tls13;
                case TLS_1_2 -> !tls13;
                default -> cipher.endsWith("-SHA");
            };
        }
    }

    private static String awsName(TlsVersion version) {
        return version == TlsVersion.TLS_1_0 ? "TLSv1" : version.id();
    }

    @Provide
    Arbitrary<List<TlsVersion>> ranges() {
        Arbitrary<Integer> limits = Arbitraries.integers().between(0, VERSIONS.size() - 1);
        return Combinators.combine(limits, limits)
                .as((one, other) -> VERSIONS.subList(Math.min(one, other), Math.max(one, other) + 1));
    }

    @Provide
    Arbitrary<SecurityPolicy> policies() {
        return Combinators.combine(ranges(), Arbitraries.subsetOf(CIPHERS))
                .as((versions, ciphers) -> new SecurityPolicy(
                        "policy",
                        versions.stream()
                                .map(PolicyDifferencePropertiesTest::awsName)
                                .toList(),
                        List.copyOf(ciphers)));
    }

    @Provide
    Arbitrary<Client> clients() {
        return Combinators.combine(ranges(), Arbitraries.subsetOf(CIPHERS)).as(Client::new);
    }

    @Property
    void nobodyIsCutOffInSilence(
            @ForAll("policies") SecurityPolicy before,
            @ForAll("policies") SecurityPolicy after,
            @ForAll("clients") Client client) {
        boolean somebodyIsLeft = Client.knowingAll(VERSIONS).connects(after);
        if (somebodyIsLeft && client.connects(before) && !client.connects(after)) {
            assertThat(new PolicyDifference(before, after).lockedOut(), is(not(empty())));
        }
    }

    @Property
    void whoeverIsSaidToBeCutOffIsCutOff(
            @ForAll("policies") SecurityPolicy before, @ForAll("policies") SecurityPolicy after) {
        for (LockOut lockOut : new PolicyDifference(before, after).lockedOut()) {
            for (Client victim : victims(lockOut, before, after)) {
                assertThat(lockOut + " of " + before, victim.connects(before), is(true));
                assertThat(lockOut + " of " + after, victim.connects(after), is(false));
            }
        }
    }

    private static List<Client> victims(LockOut lockOut, SecurityPolicy before, SecurityPolicy after) {
        if (lockOut.reason() == LockOut.Reason.PROTOCOL) {
            return List.of(Client.knowingAll(VERSIONS.stream()
                    .filter(version -> lockOut.who().contains("older than")
                            ? version.compareTo(last(lockOut.who())) >= 0
                            : version.compareTo(first(lockOut.who())) <= 0)
                    .toList()));
        }
        if (lockOut.traits().isEmpty()) {
            return List.of(Client.limitedTo(before.ciphers().stream()
                    .filter(cipher -> !after.ciphers().contains(cipher))
                    .toList()));
        }
        return lockOut.traits().stream()
                .map(trait -> Client.limitedTo(CIPHERS.stream()
                        .filter(cipher -> !Policies.TLS_1_3.contains(cipher) && trait.has(new CipherSuite(cipher)))
                        .toList()))
                .collect(Collectors.toList());
    }

    private static TlsVersion first(String who) {
        return TlsVersion.ofAws(Arrays.stream(who.split(" ", -1))
                .filter(word -> word.startsWith("TLSv"))
                .findFirst()
                .orElseThrow());
    }

    private static TlsVersion last(String who) {
        return TlsVersion.ofAws(who.substring(who.lastIndexOf(' ') + 1));
    }
}
