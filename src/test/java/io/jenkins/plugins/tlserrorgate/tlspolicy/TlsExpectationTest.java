package io.jenkins.plugins.tlserrorgate.tlspolicy;

import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.AFTER;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.SHOP;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.after;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.https;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.lacking;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsExpectation.Findings;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsExpectation.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsExpectationTest {

    private static final TlsExpectation TLS_1_2 = TlsExpectation.parse("expectTls", "TLSv1.2", null);
    private static final TlsExpectation NEW = TlsExpectation.parse("expectTls", null, Policies.NEW.name());

    private static List<String> sentences(Findings findings) {
        return findings.violations().stream().map(Violation::sentence).toList();
    }

    private static String refused(Map<String, ?> values) {
        return assertThrows(InvalidParameterException.class, () -> TlsExpectation.parse("expectTls", values))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.0, TLS_1_0", "TLSv1, TLS_1_0", "tlsv1.1, TLS_1_1", "' TLSv1.2 ', TLS_1_2", "TLSV1.3, TLS_1_3"})
    void aMinimumIsAVersionInAnyCase(String text, TlsVersion version) {
        assertThat(TlsExpectation.parse("expectTls", text, null).minimum(), is(version));
    }

    @ParameterizedTest
    @CsvSource({
        "TLS1.2, 'did you mean \"TLSv1.2\"?'",
        "TLSv1.4, 'did you mean'",
        "SSLv3, 'use TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3'",
        "modern, 'use TLSv1.0'"
    })
    void aMinimumThatIsNoVersionIsRefusedWithTheNearOne(String text, String hint) {
        String message = refused(Map.of("minimum", text));
        assertThat(message, containsString("expectTls.minimum: \"" + text + "\" is no version of TLS"));
        assertThat(message, containsString(hint));
    }

    @Test
    void aPolicyWithoutItsPrefixIsRefusedWithTheWholeName() {
        assertThat(
                refused(Map.of("policy", "TLS13-1-2-2021-06")),
                containsString("did you mean \"ELBSecurityPolicy-TLS13-1-2-2021-06\"?"));
        assertThat(refused(Map.of("policy", "ELBSecurityPolicy-Ü")), containsString("expectTls.policy: "));
    }

    @Test
    void aKeyThatIsNothingToExpectIsRefusedWithTheNearOne() {
        assertThat(refused(Map.of("minimun", "TLSv1.2")), containsString("did you mean \"minimum\"?"));
        assertThat(refused(Map.of("color", "blue")), containsString("use minimum or policy"));
    }

    @Test
    void anEmptyExpectationIsRefused() {
        assertThat(refused(Map.of()), containsString("expectTls: (not set) expects nothing"));
        Map<String, Object> blank = new HashMap<>();
        blank.put("minimum", " ");
        blank.put("policy", null);
        assertThat(refused(blank), containsString("expects nothing"));
    }

    @Test
    void bothCanBeExpected() {
        TlsExpectation both =
                TlsExpectation.parse("expectTls", Map.of("minimum", "TLSv1.2", "policy", Policies.NEW.name()));
        assertThat(both.toString(), is("TLSv1.2 or newer and policy " + Policies.NEW));
        assertThat(both.check(after(https(443, Policies.NEW))).isMet(), is(true));
        assertThat(both.check(after(https(443, Policies.OLD))).violations().size(), is(2));
    }

    @Test
    void aListenerThatStillOffersAnOlderVersionIsAViolation() {
        Findings findings = TLS_1_2.check(after(List.of(https(443, Policies.OLD), https(8443, Policies.NEW))));
        assertThat(
                findings.violations(),
                contains(new Violation(
                        443,
                        "listener 443 still offers TLSv1.0 and TLSv1.1 (ELBSecurityPolicy-2016-08), expected is"
                                + " TLSv1.2 or newer")));
        assertThat(findings.isMet(), is(false));
        assertThat(findings.unchecked(), is(empty()));
    }

    @Test
    void theMinimumItselfIsEnough() {
        assertThat(TLS_1_2.check(after(https(443, Policies.FROM_1_2))).isMet(), is(true));
        assertThat(
                TlsExpectation.parse("expectTls", "TLSv1.3", null)
                        .check(after(https(443, Policies.FROM_1_2)))
                        .isMet(),
                is(false));
    }

    @Test
    void anotherPolicyThanTheOneMeantIsAViolation() {
        assertThat(
                sentences(NEW.check(after(https(443, Policies.RESTRICTED)))),
                contains("listener 443 has ELBSecurityPolicy-TLS13-1-2-Res-2021-06 instead of"
                        + " ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"));
    }

    @Test
    void listenersWithoutTlsAreNotHeldAgainstIt() {
        assertThat(
                TLS_1_2.check(after(List.of(ListenerTls.plain(80, "HTTP"), https(443, Policies.NEW))))
                        .isMet(),
                is(true));
    }

    @Test
    void noListenerWithTlsAtAllIsAViolation() {
        assertThat(
                sentences(TLS_1_2.check(after(ListenerTls.plain(80, "HTTP")))),
                contains("no listener of " + SHOP + " speaks TLS"));
    }

    @Test
    void aBalancerThatIsGoneIsAViolation() {
        assertThat(
                sentences(NEW.check(ListenerSnapshot.missing(SHOP, AFTER))),
                contains("load balancer " + SHOP + " does not exist"));
    }

    @Test
    void whatCouldNotBeReadIsNeverMet() {
        Unread gap = Unread.denied(Unread.Subject.LISTENERS, "elasticloadbalancing:DescribeListeners");
        Findings findings = NEW.check(lacking(after(List.of()), gap));
        assertThat(findings.isMet(), is(false));
        assertThat(findings.violations(), is(empty()));
        assertThat(findings.unchecked(), contains(gap.sentence()));
    }

    @Test
    void aPolicyIsHeldAgainstItsNameEvenIfItsProtocolsWereNotRead() {
        Unread gap = Unread.denied(Unread.Subject.POLICIES, "elasticloadbalancing:DescribeSSLPolicies");
        ListenerSnapshot poor = lacking(after(https(443, SecurityPolicy.named(Policies.NEW.name()))), gap);
        assertThat(NEW.check(poor).isMet(), is(true));
        Findings findings = TLS_1_2.check(poor);
        assertThat(findings.isMet(), is(false));
        assertThat(findings.violations(), is(empty()));
        assertThat(findings.unchecked().get(0), containsString("the protocols of " + Policies.NEW + " were not read"));
        assertThat(findings.unchecked().get(1), is(gap.sentence()));
    }

    @Test
    void aProtocolThatIsNotKnownIsNotTakenForANewerOne() {
        SecurityPolicy strange = new SecurityPolicy("strange", List.of("TLSv1.3", "SSLv2"), Policies.TLS_1_3);
        Findings findings = TLS_1_2.check(after(https(443, strange)));
        assertThat(findings.unchecked().get(0), containsString("SSLv2"));
        assertThat(findings.isMet(), is(false));
    }
}
