package io.jenkins.plugins.tlserrorgate.report;

import static io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots.AFTER;
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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.report.TlsChangeDocument.Change;
import io.jenkins.plugins.tlserrorgate.report.TlsChangeDocument.PolicyChange;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.MutualTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Policies;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SnapshotDifference;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsDocumentsTest {

    private static final Unread GAP =
            Unread.denied(Unread.Subject.SNI_CERTIFICATES, "elasticloadbalancing:DescribeListenerCertificates");

    private static final ListenerSnapshot RICH = lacking(
            new ListenerSnapshot(
                    SHOP,
                    AFTER,
                    true,
                    List.of(
                            https(443, Policies.NEW),
                            https(444, CERTIFICATE, OTHER_CERTIFICATE),
                            https(445, new MutualTls("verify", TRUST_STORE)),
                            ListenerTls.plain(80, "HTTP")),
                    List.of(group("api", "HTTPS", "HTTP2"), group("jobs", null, null)),
                    List.of()),
            GAP,
            Unread.unknownPolicy("ELBSecurityPolicy-X"));

    @Test
    void aSnapshotIsReadAsItWasWritten() {
        for (ListenerSnapshot snapshot : List.of(RICH, before(), ListenerSnapshot.missing(SHOP, AFTER))) {
            String json = TlsJson.write(TlsSnapshotDocument.of(snapshot));
            assertThat(TlsJson.readSnapshot(json).snapshot(), is(snapshot));
        }
    }

    @Test
    void aSnapshotOfALaterVersionIsReadWithoutWhatIsNotKnown() {
        String json = TlsJson.write(TlsSnapshotDocument.of(RICH))
                .replace("\"version\":1", "\"version\":2,\"color\":\"blue\"")
                .replace("\"port\":443", "\"port\":443,\"alpn\":[\"h2\"]");
        assertThat(TlsJson.readSnapshot(json).snapshot(), is(RICH));
    }

    @Test
    void aSnapshotNeedsOnlyWhatItIsAbout() {
        String json = "{\"version\":1,\"loadBalancer\":\"app/shop/1\",\"takenAt\":\"2026-05-04T12:30:00Z\","
                + "\"exists\":true,\"listeners\":[{\"port\":443,\"protocol\":\"HTTPS\",\"policy\":{\"name\":\"P\"}}]}";
        ListenerTls listener = TlsJson.readSnapshot(json).snapshot().listeners().get(0);
        assertThat(listener.mutualTls(), is(MutualTls.OFF));
        assertThat(listener.policy().isRead(), is(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"version\":1}",
                "{\"version\":1,\"takenAt\":\"yesterday\",\"loadBalancer\":\"shop\"}",
                "{\"version\":1,\"takenAt\":\"2026-05-04T12:30:00Z\"}",
                "{\"version\":1,\"takenAt\":\"2026-05-04T12:30:00Z\",\"loadBalancer\":\"shop\",\"listeners\":[{}]}",
                "{\"version\":1,\"takenAt\":\"2026-05-04T12:30:00Z\",\"loadBalancer\":\"shop\",\"targetGroups\":[{}]}",
                "{\"version\":1,\"takenAt\":\"2026-05-04T12:30:00Z\",\"loadBalancer\":\"shop\",\"listeners\":"
                        + "[{\"port\":1,\"protocol\":\"TLS\",\"policy\":{}}]}",
                "{\"version\":1,\"takenAt\":\"2026-05-04T12:30:00Z\",\"loadBalancer\":\"shop\",\"listeners\":[null]}",
                "{\"version\":1,\"takenAt\":\"2026-05-04T12:30:00Z\",\"loadBalancer\":\"shop\",\"unread\":"
                        + "[{\"subject\":\"SPELLS\"}]}"
            })
    void whatIsNoSnapshotIsRefused(String json) {
        assertThrows(
                IllegalArgumentException.class, () -> TlsJson.readSnapshot(json).snapshot());
    }

    @Test
    void aDifferenceHasItsChangesAsDataAndInWords() {
        SnapshotDifference difference = SnapshotDifference.between(
                before(group("api", "HTTPS", "HTTP1")), after(List.of(https(443, Policies.NEW))));
        TlsChangeDocument document = TlsChangeDocument.of(difference);
        assertThat(document.changed(), is("yes"));
        assertThat(document.from(), is("2026-05-04T12:00:00Z"));
        assertThat(document.to(), is("2026-05-04T12:30:00Z"));
        assertThat(
                document.changes().stream().map(Change::kind).toList(),
                contains("PolicyChanged", "TargetGroupRemoved"));
        Change change = document.changes().get(0);
        assertThat(change.port(), is(443));
        assertThat(change.targetGroup(), is(nullValue()));
        assertThat(change.sentence(), startsWith("listener 443: "));
        PolicyChange policy = change.policy();
        assertThat(policy.before(), is("ELBSecurityPolicy-2016-08"));
        assertThat(policy.droppedProtocols(), contains("TLSv1.0", "TLSv1.1"));
        assertThat(policy.droppedCiphers(), hasItem("AES128-SHA"));
        assertThat(policy.addedCiphers().size(), is(3));
        assertThat(policy.postQuantumBefore(), is(false));
        assertThat(policy.postQuantumAfter(), is(true));
        assertThat(policy.lockedOut().get(0).reason(), is("protocol"));
        assertThat(policy.lockedOut().get(0).examples(), hasItems("Java 7", "Android 4.4"));
        assertThat(policy.lockedOut().get(1).traits(), hasItem("CBC"));
        assertThat(document.changes().get(1).targetGroup(), is("targetgroup/api/1"));
        assertThat(document.changes().get(1).port(), is(nullValue()));
        assertThat(TlsJson.readChange(TlsJson.write(document)), is(document));
    }

    @Test
    void whoIsLockedOutHasASentenceForEachReason() {
        SnapshotDifference difference = SnapshotDifference.between(
                before(group("api", "HTTPS", "HTTP1")), after(List.of(https(443, Policies.NEW))));
        List<String> sentences = TlsChangeDocument.of(difference).lockedOut();
        assertThat(sentences.size(), is(2));
        assertThat(
                sentences.get(0),
                startsWith("listener 443: clients that only speak TLSv1.1 or older (such as Java 7, Android 4.4, "));
        assertThat(sentences.get(1), containsString(") can no longer connect"));
    }

    @Test
    void whatWasNotReadIsToldWithAndWithoutAComparison() {
        ListenerSnapshot lacking = lacking(after(List.of(https(443, Policies.NEW))), GAP);
        TlsSnapshotDocument snapshot = TlsSnapshotDocument.of(lacking);
        TlsChangeDocument change = TlsChangeDocument.of(SnapshotDifference.between(before(), lacking));
        assertThat(new TlsDocument(null, snapshot, null).unread(), contains(GAP.sentence()));
        assertThat(new TlsDocument(change, snapshot, null).unread(), contains(GAP.sentence()));
        assertThat(new TlsDocument(null, null, null).unread().size(), is(0));
    }

    @Test
    void everyKindOfChangeHasAName() {
        ListenerTls listener = https(443, Policies.OLD);
        ListenerSnapshot now = after(List.of(
                new ListenerTls(
                        443,
                        "TLS",
                        Policies.NEW,
                        OTHER_CERTIFICATE,
                        List.of(CERTIFICATE),
                        new MutualTls("passthrough", null)),
                https(8443, Policies.OLD)));
        List<ListenerSnapshot> moments = List.of(
                before(group("api", "HTTPS", null)),
                now,
                lacking(after(List.of(listener))),
                ListenerSnapshot.missing(SHOP, AFTER),
                new ListenerSnapshot(
                        "app/shop/2", AFTER, true, List.of(), List.of(group("api", "TLS", null)), List.of()),
                before(group("api", "HTTPS", null)));
        List<String> kinds = new java.util.ArrayList<>();
        for (int i = 1; i < moments.size(); i++) {
            TlsChangeDocument.of(SnapshotDifference.between(moments.get(i - 1), moments.get(i))).changes().stream()
                    .map(Change::kind)
                    .forEach(kinds::add);
        }
        assertThat(kinds, org.hamcrest.Matchers.everyItem(notNullValue()));
        assertThat(
                kinds,
                hasItems(
                        "BalancerRemoved",
                        "BalancerAdded",
                        "BalancerReplaced",
                        "ListenerAdded",
                        "ListenerRemoved",
                        "ProtocolChanged",
                        "PolicyChanged",
                        "DefaultCertificateChanged",
                        "SniCertificatesChanged",
                        "MutualTlsChanged",
                        "TargetGroupRemoved",
                        "TargetGroupChanged"));
    }

    @Test
    void theListenersAreListedWithAllThatWasRead() {
        List<String> lines = TlsText.lines(RICH);
        assertThat(lines.get(0), is("load balancer " + SHOP + " at 2026-05-04T12:30:00Z"));
        assertThat(
                lines,
                hasItems(
                        "  listener 80: HTTP",
                        "  listener 443: HTTPS, ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
                        "    protocols      TLSv1.2, TLSv1.3, post-quantum key exchange",
                        "    certificate    " + CERTIFICATE,
                        "    mutual TLS     verify with truststore/partners/1234",
                        "  target group api: HTTPS (HTTP2) to ip",
                        "  " + GAP.sentence()));
        assertThat(
                "what was not read is not listed",
                lines.stream().anyMatch(line -> line.contains("further (SNI)")),
                is(false));
        assertThat(
                TlsText.lines(after(List.of(https(444, CERTIFICATE, OTHER_CERTIFICATE)))),
                hasItem("    further (SNI)  " + OTHER_CERTIFICATE));
    }

    @Test
    void listsSayWhatIsNotThere() {
        assertThat(TlsText.lines(ListenerSnapshot.missing(SHOP, AFTER)), hasItem("  does not exist"));
        assertThat(TlsText.lines(after(List.of(ListenerTls.plain(80, "HTTP")))), hasItem("  no listener speaks TLS"));
    }

    @Test
    void aDifferenceIsListedAfterItsSummary() {
        List<String> lines = TlsText.lines(SnapshotDifference.between(
                before(), lacking(after(List.of(https(443, OTHER_CERTIFICATE))), GAP)));
        assertThat(lines.get(0), startsWith("1 change to TLS of app/shop/"));
        assertThat(lines.get(1), containsString("listener 443: default certificate"));
        assertThat(lines.get(2), is("  " + GAP.sentence()));
    }

    @Test
    void textFromOutsideStaysOnItsLine() {
        ListenerSnapshot evil = new ListenerSnapshot(
                "shop\nFAKE",
                AFTER,
                true,
                List.of(https(443, "arn:a\nFAKE")),
                List.of(group("g\n", "TLS", null)),
                List.of());
        TlsText.lines(evil).forEach(line -> assertThat(line, line.contains("\n"), is(false)));
    }
}
