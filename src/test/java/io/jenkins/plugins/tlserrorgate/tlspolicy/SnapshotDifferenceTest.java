package io.jenkins.plugins.tlserrorgate.tlspolicy;

import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.AFTER;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.BEFORE;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.CERTIFICATE;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.OTHER_CERTIFICATE;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.SHOP;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.TRUST_STORE;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.after;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.before;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.group;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.https;
import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.lacking;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.tlserrorgate.tlspolicy.SnapshotDifference.Answer;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotDifferenceTest {

    private static List<String> sentences(ListenerSnapshot before, ListenerSnapshot after) {
        return SnapshotDifference.between(before, after).changes().stream()
                .map(TlsChange::sentence)
                .toList();
    }

    private static PolicyDifference policies(SnapshotDifference difference) {
        return difference.changes().get(0).policies();
    }

    @Test
    void nothingChangedIsSaidWithBothMoments() {
        SnapshotDifference none = SnapshotDifference.between(before(), after(https(443, Policies.OLD)));
        assertThat(none.changes(), is(empty()));
        assertThat(none.isChanged(), is(Answer.NO));
        assertThat(
                none.summary(),
                is("nothing about TLS of app/shop/50dc6c495c0c9188 changed between 2026-05-04T12:00:00Z and"
                        + " 2026-05-04T12:30:00Z"));
    }

    @Test
    void anotherPolicyIsTheListenersChange() {
        SnapshotDifference tightened = SnapshotDifference.between(before(), after(https(443, Policies.NEW)));
        assertThat(tightened.isChanged(), is(Answer.YES));
        assertThat(tightened.summary(), startsWith("1 change to TLS of app/shop/"));
        assertThat(
                tightened.changes().get(0).sentence(),
                startsWith("listener 443: ELBSecurityPolicy-2016-08 -> ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09:"
                        + " drops TLSv1.0, TLSv1.1 and 14 ciphers"));
        assertThat(policies(tightened).droppedProtocols(), contains("TLSv1.0", "TLSv1.1"));
        assertThat(policies(tightened).lockedOut().size(), is(2));
    }

    @Test
    void aLoosenedPolicyIsAChangeThatCutsNobodyOff() {
        SnapshotDifference loosened =
                SnapshotDifference.between(before(https(443, Policies.FROM_1_1)), after(https(443, Policies.OLD)));
        assertThat(loosened.isChanged(), is(Answer.YES));
        assertThat(policies(loosened).droppedProtocols(), is(empty()));
        assertThat(policies(loosened).lockedOut(), is(empty()));
    }

    @Test
    void listenersThatComeAndGoAreToldByPort() {
        assertThat(
                sentences(before(), after(https(8443, Policies.NEW))),
                contains(
                        "listener 443 was removed (HTTPS with ELBSecurityPolicy-2016-08); its clients can no longer"
                                + " connect",
                        "listener 8443 is new: HTTPS with ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"));
    }

    @Test
    void listenersWithoutTlsMayComeAndGo() {
        ListenerTls tls = https(443, Policies.OLD);
        ListenerSnapshot with = after(List.of(tls, ListenerTls.plain(80, "HTTP")));
        assertThat(sentences(before(), with), is(empty()));
        assertThat(sentences(with, after(List.of(tls))), is(empty()));
        assertThat(sentences(with, after(List.of(tls, ListenerTls.plain(80, "TCP")))), is(empty()));
    }

    @Test
    void aPortThatLosesItsTlsIsNoListenerRemoved() {
        assertThat(
                sentences(before(), after(ListenerTls.plain(443, "HTTP"))),
                contains("listener 443: HTTPS -> HTTP; the load balancer no longer ends TLS there and counts no TLS"
                        + " errors of its clients"));
        assertThat(
                sentences(after(ListenerTls.plain(443, "HTTP")), before()),
                contains("listener 443: HTTP -> HTTPS with ELBSecurityPolicy-2016-08; clients have to speak TLS now"));
    }

    @Test
    void certificatesThatWereExchangedAreToldByTheirIds() {
        SnapshotDifference exchanged = SnapshotDifference.between(
                before(https(443, CERTIFICATE, "arn:aws:iam::123456789012:server-certificate/old")),
                after(https(443, OTHER_CERTIFICATE, "arn:aws:acm:eu-west-1:123456789012:certificate/new")));
        assertThat(
                exchanged.changes().stream().map(TlsChange::sentence).toList(),
                contains(
                        "listener 443: default certificate certificate/aaaa -> certificate/bbbb",
                        "listener 443: certificates for SNI: removed server-certificate/old; added certificate/new"));
    }

    @Test
    void theOrderOfFurtherCertificatesMeansNothing() {
        assertThat(
                sentences(
                        before(https(443, CERTIFICATE, "arn:b", "arn:a")),
                        after(https(443, CERTIFICATE, "arn:a", "arn:b"))),
                is(empty()));
    }

    @Test
    void mutualTlsSwitchedOnCutsOffClientsWithoutACertificate() {
        assertThat(
                sentences(before(), after(https(443, new MutualTls("verify", TRUST_STORE)))),
                contains("listener 443: mutual TLS off -> verify with truststore/partners/1234; clients without a"
                        + " certificate that the trust store vouches for can no longer connect"));
        assertThat(
                sentences(before(https(443, new MutualTls("verify", TRUST_STORE))), after(https(443, MutualTls.OFF))),
                contains("listener 443: mutual TLS verify with truststore/partners/1234 -> off"));
        assertThat(
                sentences(before(), after(https(443, new MutualTls("passthrough", null)))),
                contains("listener 443: mutual TLS off -> passthrough"));
    }

    @Test
    void targetGroupsWithTlsAreCompared() {
        ListenerTls listener = https(443, Policies.OLD);
        assertThat(
                sentences(
                        before(
                                group("api", "HTTPS", "HTTP1"),
                                group("plain", "HTTP", "HTTP1"),
                                group("old", "HTTPS", "GRPC")),
                        after(
                                listener,
                                group("api", "HTTPS", "HTTP2"),
                                group("plain", "HTTPS", "HTTP1"),
                                group("new", "TLS", null))),
                contains(
                        "target group api: HTTPS (HTTP1) to ip -> HTTPS (HTTP2) to ip",
                        "target group new is new: TLS to ip",
                        "target group old was removed (HTTPS (GRPC) to ip)",
                        "target group plain: HTTP (HTTP1) to ip -> HTTPS (HTTP1) to ip"));
        assertThat(
                sentences(before(group("web", "HTTP", "HTTP1")), after(listener, group("web", "HTTP", "HTTP2"))),
                is(empty()));
    }

    @Test
    void aBalancerThatIsGoneIsAChange() {
        SnapshotDifference gone = SnapshotDifference.between(before(), ListenerSnapshot.missing(SHOP, AFTER));
        assertThat(gone.isChanged(), is(Answer.YES));
        assertThat(gone.changes(), contains(TlsChange.ofBalancer("BalancerRemoved", SHOP + " no longer exists")));
        assertThat(
                sentences(ListenerSnapshot.missing(SHOP, BEFORE), after(https(443, Policies.OLD))),
                contains("load balancer " + SHOP + " is new"));
    }

    @Test
    void aBalancerThatNeverWasIsNotUnchanged() {
        SnapshotDifference nothing = SnapshotDifference.between(
                ListenerSnapshot.missing("shpo", BEFORE), ListenerSnapshot.missing("shpo", AFTER));
        assertThat(nothing.isChanged(), is(Answer.UNKNOWN));
        assertThat(nothing.summary(), containsString("is not known"));
        assertThat(nothing.unread().get(0).sentence(), containsString("does not exist"));
    }

    @Test
    void anotherBalancerOfTheSameNameIsAReplacement() {
        ListenerSnapshot other = new ListenerSnapshot(
                "app/shop/ffffffffffffffff", AFTER, true, List.of(https(443, Policies.OLD)), List.of(), List.of());
        assertThat(
                sentences(before(), other),
                contains("load balancer " + SHOP + " was replaced by app/shop/ffffffffffffffff"));
    }

    @ParameterizedTest
    @EnumSource(names = {"BALANCER", "LISTENERS", "SNI_CERTIFICATES", "TARGET_GROUPS"})
    void whatOneSnapshotLacksIsNeitherAChangeNorTheAbsenceOfOne(Subject subject) {
        Unread gap = Unread.denied(subject, "elasticloadbalancing:DescribeSomething");
        boolean all = subject == Subject.BALANCER;
        ListenerSnapshot known = before(https(443, CERTIFICATE, OTHER_CERTIFICATE), group("api", "HTTPS", "HTTP1"));
        ListenerSnapshot poor = new ListenerSnapshot(
                all ? "shop" : SHOP,
                AFTER,
                true,
                all || subject == Subject.LISTENERS ? List.of() : List.of(https(443, CERTIFICATE)),
                all || subject == Subject.TARGET_GROUPS ? List.of() : List.of(group("api", "HTTPS", "HTTP1")),
                List.of(gap));
        ListenerSnapshot expected = subject == Subject.SNI_CERTIFICATES
                ? known
                : before(https(443, CERTIFICATE), group("api", "HTTPS", "HTTP1"));
        for (SnapshotDifference difference :
                List.of(SnapshotDifference.between(expected, poor), SnapshotDifference.between(poor, expected))) {
            assertThat(difference.changes(), is(empty()));
            assertThat(difference.isChanged(), is(Answer.UNKNOWN));
            assertThat(difference.unread(), contains(gap));
        }
    }

    @Test
    void policiesThatCouldNotBeReadAreComparedByName() {
        Unread gap = Unread.denied(Subject.POLICIES, "elasticloadbalancing:DescribeSSLPolicies");
        ListenerSnapshot poor = lacking(after(https(443, SecurityPolicy.named(Policies.OLD.name()))), gap);
        SnapshotDifference same = SnapshotDifference.between(before(), poor);
        assertThat(same.isChanged(), is(Answer.NO));
        assertThat(same.unread(), contains(gap));
        SnapshotDifference other = SnapshotDifference.between(before(https(443, Policies.NEW)), poor);
        assertThat(other.isChanged(), is(Answer.YES));
        assertThat(other.changes().get(0).sentence(), containsString("is not known"));
        assertThat(policies(other).droppedProtocols(), is(empty()));
    }

    @Test
    void twoListenersOfOnePortAreNoAccident() {
        ListenerTls tls = https(443, Policies.OLD);
        ListenerSnapshot both = after(List.of(ListenerTls.plain(443, "UDP"), tls));
        assertThat(sentences(before(), both), is(empty()));
    }

    @Test
    void snapshotsAndExpectationsSurviveSerialization() throws Exception {
        assertThat(copy(before()), is(before()));
        TlsExpectation expectation = TlsExpectation.parse("expectTls", "TLSv1.2", null);
        assertThat(copy(expectation), is(expectation));
    }

    private static Object copy(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
