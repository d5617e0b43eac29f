package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Account;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Balancer;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Change;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Listener;
import io.jenkins.plugins.tlserrorgate.aws.simulator.ListenerUpdate;
import io.jenkins.plugins.tlserrorgate.aws.simulator.LoggedRequest;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Scenario;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedAws;
import io.jenkins.plugins.tlserrorgate.aws.simulator.SimulatedClock;
import io.jenkins.plugins.tlserrorgate.aws.simulator.TargetGroup;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SecurityPolicy;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SnapshotDifference;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TargetGroupTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsChange;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class ElasticLoadBalancingListenersTest {

    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");
    private static final String OLD = "ELBSecurityPolicy-2016-08";
    private static final String NEW = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";
    private static final String FIRST = "arn:aws:acm:eu-central-1:123456789012:certificate/first";
    private static final String SECOND = "arn:aws:acm:eu-central-1:123456789012:certificate/second";
    private static final List<String> ELB = Stream.of(
                    "DescribeLoadBalancers",
                    "DescribeListeners",
                    "DescribeListenerCertificates",
                    "DescribeSSLPolicies",
                    "DescribeTargetGroups")
            .map(operation -> "elasticloadbalancing:" + operation)
            .toList();

    private final Balancer shop = Balancer.application("shop")
            .targetGroups(
                    TargetGroup.builder("web").protocolVersion("HTTP2").build(),
                    TargetGroup.builder("jobs").targetType("lambda").build())
            .listeners(
                    Listener.builder()
                            .sslPolicy(OLD)
                            .certificates(FIRST, SECOND)
                            .mutualTls("verify")
                            .build(),
                    Listener.builder().port(8443).sslPolicy(NEW).build(),
                    Listener.builder().port(80).protocol("HTTP").build())
            .build();
    private final Balancer edge = Balancer.network("edge")
            .targetGroups(
                    TargetGroup.builder("tcp").protocol("TLS").targetType("ip").build())
            .listeners(
                    Listener.builder().protocol("TLS").sslPolicy(NEW).build(),
                    Listener.builder().port(25).protocol("TCP").build())
            .build();
    private final Balancer plain = Balancer.application("plain")
            .listeners(Listener.builder().port(80).protocol("HTTP").build())
            .build();

    private SimulatedAws aws = start(Account.DEFAULT_KEY, shop, edge, plain);

    private static SimulatedAws start(AccessKey key, Balancer... balancers) {
        return SimulatedAws.start(
                Scenario.builder()
                        .accounts(Account.of(Account.DEFAULT_ID, key))
                        .balancers(balancers)
                        .build(),
                SimulatedClock.fixed(NOW));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private void allowOnly(String... actions) {
        aws.close();
        aws = start(Account.DEFAULT_KEY.allowing(actions), shop, edge, plain);
    }

    private AwsConnection open() throws SourceException, InterruptedException {
        AccessKey key = Account.DEFAULT_KEY;
        return AwsConnection.open(new AwsSettings(
                Region.EU_CENTRAL_1,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())),
                null,
                null,
                aws.endpoint(),
                null,
                null,
                AwsTestCase.PACE));
    }

    private List<ListenerSnapshot> read(String... balancers) throws SourceException, InterruptedException {
        try (AwsConnection connection = open()) {
            return connection
                    .listeners()
                    .snapshots(
                            Arrays.stream(balancers)
                                    .map(text -> LoadBalancerSpec.parse("loadBalancer", text))
                                    .toList(),
                            NOW);
        }
    }

    private Map<String, SecurityPolicy> policies(String... names) throws SourceException, InterruptedException {
        try (AwsConnection connection = open()) {
            return connection.listeners().policies(Set.of(names));
        }
    }

    private List<String> operations() {
        return aws.requests().all().stream().map(LoggedRequest::operation).toList();
    }

    @Test
    void aSnapshotHasEveryListenerAsItIs() throws Exception {
        ListenerSnapshot snapshot = read(shop.arn()).get(0);
        assertThat(snapshot.loadBalancer(), is(shop.dimension()));
        assertThat(snapshot.takenAt(), is(NOW));
        assertThat(snapshot.exists(), is(true));
        assertThat(snapshot.unread(), is(empty()));
        assertThat(snapshot.listeners().stream().map(ListenerTls::port).toList(), contains(80, 443, 8443));
        ListenerTls https = snapshot.listeners().get(1);
        assertThat(https.protocol(), is("HTTPS"));
        assertThat(https.policy().name(), is(OLD));
        assertThat(https.policy().protocols(), contains("TLSv1", "TLSv1.1", "TLSv1.2"));
        assertThat(https.policy().ciphers(), hasSize(18));
        assertThat(https.defaultCertificate(), is(FIRST));
        assertThat(https.sniCertificates(), contains(SECOND));
        assertThat(https.mutualTls().mode(), is("verify"));
        assertThat(snapshot.listeners().get(2).policy().isPostQuantum(), is(true));
        assertThat(snapshot.listeners().get(2).mutualTls().mode(), is("off"));
        assertThat(snapshot.listeners().get(0).isTls(), is(false));
    }

    @Test
    void aSnapshotHasTheTargetGroupsProtocolsAndTypes() throws Exception {
        assertThat(
                read(shop.arn()).get(0).targetGroups().stream()
                        .map(group -> group.id().name() + " " + group.manner())
                        .toList(),
                contains("jobs no protocol to lambda", "web HTTPS (HTTP2) to instance"));
        TargetGroupTls group = read(shop.arn()).get(0).targetGroups().get(1);
        assertThat(group.id().dimension(), is(shop.targetGroups().get(0).dimension()));
        assertThat(group.isTls(), is(true));
    }

    @Test
    void aNetworkLoadBalancersTlsListenersAreRead() throws Exception {
        ListenerSnapshot snapshot = read(edge.arn()).get(0);
        assertThat(snapshot.loadBalancer(), startsWith("net/edge/"));
        assertThat(snapshot.tlsListeners(), hasSize(1));
        assertThat(snapshot.tlsListeners().get(0).protocol(), is("TLS"));
        assertThat(snapshot.tlsListeners().get(0).mutualTls().mode(), is("off"));
        assertThat(snapshot.targetGroups().get(0).manner(), is("TLS to ip"));
    }

    @Test
    void aBalancerWithoutTlsIsReadWithoutAskingForPoliciesOrCertificates() throws Exception {
        ListenerSnapshot snapshot = read(plain.arn()).get(0);
        assertThat(snapshot.tlsListeners(), is(empty()));
        assertThat(snapshot.listeners(), contains(ListenerTls.plain(80, "HTTP")));
        assertThat(snapshot.unread(), is(empty()));
        assertThat(operations(), containsInAnyOrder("DescribeListeners", "DescribeTargetGroups"));
    }

    @Test
    void oneBalancerByArnTakesAsFewCallsAsTheApiAllows() throws Exception {
        read(shop.arn());
        assertThat(
                operations(),
                containsInAnyOrder(
                        "DescribeListeners",
                        "DescribeListenerCertificates",
                        "DescribeListenerCertificates",
                        "DescribeTargetGroups",
                        "DescribeSSLPolicies"));
    }

    @Test
    void severalBalancersShareTheCallsForNamesAndPolicies() throws Exception {
        List<ListenerSnapshot> snapshots = read("edge", shop.dimension(), "plain", "edge");
        assertThat(
                snapshots.stream().map(ListenerSnapshot::loadBalancer).toList(),
                contains(edge.dimension(), shop.dimension(), plain.dimension(), edge.dimension()));
        assertThat(aws.requests().of("DescribeLoadBalancers"), hasSize(1));
        assertThat(aws.requests().of("DescribeSSLPolicies"), hasSize(1));
        assertThat(aws.requests().of("DescribeListeners"), hasSize(3));
        assertThat(aws.requests().of("DescribeListenerCertificates"), hasSize(3));
        assertThat(aws.requests().of("DescribeTargetGroups"), hasSize(3));
    }

    @Test
    void moreNamesThanOneCallTakesAreAskedForInTwo() throws Exception {
        Balancer[] many = Stream.iterate(1, i -> i <= 21, i -> i + 1)
                .map(i -> Balancer.application("many-" + i).listeners().build())
                .toArray(Balancer[]::new);
        aws.close();
        aws = start(Account.DEFAULT_KEY, many);
        List<ListenerSnapshot> snapshots =
                read(Arrays.stream(many).map(Balancer::name).toArray(String[]::new));
        assertThat(snapshots, hasSize(21));
        assertThat(snapshots.stream().allMatch(ListenerSnapshot::exists), is(true));
        assertThat(aws.requests().of("DescribeLoadBalancers"), hasSize(2));
    }

    @Test
    void whatADeploymentChangedIsTheDifferenceOfTwoSnapshots() throws Exception {
        ListenerSnapshot before = read(shop.arn()).get(0);
        aws.apply(
                "shop",
                Change.builder("tighten")
                        .listeners(ListenerUpdate.policy(443, NEW), ListenerUpdate.certificates(8443, SECOND))
                        .build());
        SnapshotDifference difference =
                SnapshotDifference.between(before, read(shop.arn()).get(0));
        List<String> sentences =
                difference.changes().stream().map(TlsChange::sentence).toList();
        assertThat(sentences, hasSize(2));
        assertThat(
                sentences.get(0),
                startsWith("listener 443: " + OLD + " -> " + NEW + ": drops TLSv1.0, TLSv1.1 and 14 ciphers"));
        assertThat(sentences.get(1), startsWith("listener 8443: default certificate certificate/"));
    }

    @Test
    void withMetricsAloneASnapshotSaysWhatWouldAllowTheRest() throws Exception {
        allowOnly("cloudwatch:GetMetricData");
        ListenerSnapshot snapshot = read(shop.arn()).get(0);
        assertThat(snapshot.exists(), is(true));
        assertThat(snapshot.listeners(), is(empty()));
        assertThat(
                snapshot.unread().stream().map(Unread::action).toList(),
                contains("elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeTargetGroups"));
        assertThat(
                snapshot.unread().get(0).sentence(),
                is("Not read: the listeners with their security policies and certificates, as"
                        + " elasticloadbalancing:DescribeListeners is not allowed to this identity; allow that IAM"
                        + " action."));
    }

    @Test
    void aNameWithoutThePermissionToLookItUpIsSaidNotThrown() throws Exception {
        allowOnly("cloudwatch:GetMetricData");
        List<ListenerSnapshot> snapshots = read("shop", edge.dimension());
        assertThat(snapshots.stream().map(ListenerSnapshot::loadBalancer).toList(), contains("shop", edge.dimension()));
        for (ListenerSnapshot snapshot : snapshots) {
            assertThat(
                    snapshot.unread(),
                    contains(Unread.denied(Unread.Subject.BALANCER, "elasticloadbalancing:DescribeLoadBalancers")));
        }
        assertThat(operations(), contains("DescribeLoadBalancers"));
    }

    @ParameterizedTest
    @CsvSource({
        "DescribeListenerCertificates, SNI_CERTIFICATES",
        "DescribeSSLPolicies, POLICIES",
        "DescribeTargetGroups, TARGET_GROUPS",
        "DescribeListeners, LISTENERS"
    })
    void oneMissingPermissionHidesOnlyWhatItIsFor(String missing, Unread.Subject subject) throws Exception {
        String action = "elasticloadbalancing:" + missing;
        allowOnly(ELB.stream().filter(one -> !one.equals(action)).toArray(String[]::new));
        ListenerSnapshot snapshot = read(shop.arn(), edge.arn()).get(0);
        assertThat(snapshot.unread(), contains(Unread.denied(subject, action)));
        for (Unread.Subject other : Unread.Subject.values()) {
            boolean hidden = other == subject
                    || subject == Unread.Subject.LISTENERS
                            && (other == Unread.Subject.POLICIES || other == Unread.Subject.SNI_CERTIFICATES);
            assertThat(other.name(), snapshot.isRead(other), is(!hidden));
        }
        assertThat(snapshot.targetGroups(), hasSize(missing.equals("DescribeTargetGroups") ? 0 : 2));
        assertThat(snapshot.tlsListeners(), hasSize(missing.equals("DescribeListeners") ? 0 : 2));
        assertThat("what was denied once is not asked again", aws.requests().of(missing), hasSize(1));
    }

    @Test
    void aPolicyWithoutThePermissionToReadItKeepsItsName() throws Exception {
        allowOnly("elasticloadbalancing:DescribeListeners");
        ListenerTls listener = read(shop.arn()).get(0).tlsListeners().get(0);
        assertThat(listener.policy(), is(SecurityPolicy.named(OLD)));
        assertThat(listener.defaultCertificate(), is(FIRST));
        assertThat(listener.sniCertificates(), is(empty()));
    }

    @Test
    void aDeletedBalancerIsMissing() throws Exception {
        aws.close();
        aws = start(Account.DEFAULT_KEY, edge);
        assertThat(read(shop.arn()), contains(ListenerSnapshot.missing(shop.dimension(), NOW)));
        assertThat(read("shop"), contains(ListenerSnapshot.missing("shop", NOW)));
        assertThat(read(shop.dimension()), contains(ListenerSnapshot.missing(shop.dimension(), NOW)));
    }

    @Test
    void oneNameThatDoesNotExistDoesNotHideTheOthers() throws Exception {
        List<ListenerSnapshot> snapshots = read("nowhere", "shop", "edge");
        assertThat(snapshots.stream().map(ListenerSnapshot::exists).toList(), contains(false, true, true));
        assertThat(snapshots.get(1).tlsListeners(), hasSize(2));
        assertThat("all at once, then one by one", aws.requests().of("DescribeLoadBalancers"), hasSize(4));
    }

    @Test
    void anotherBalancerOfTheSameNameIsNotTakenForTheOneMeant() throws Exception {
        assertThat(
                read("app/shop/ffffffffffffffff"),
                contains(ListenerSnapshot.missing("app/shop/ffffffffffffffff", NOW)));
    }

    @Test
    void aPolicyThatOneCallDoesNotFindIsLookedForAmongAll() throws Exception {
        aws.faults().inject(Fault.error(400, "SSLPolicyNotFound", "not found").on("DescribeSSLPolicies"));
        ListenerSnapshot snapshot = read(shop.arn()).get(0);
        assertThat(snapshot.unread(), is(empty()));
        assertThat(snapshot.tlsListeners().get(0).policy().isRead(), is(true));
        assertThat(aws.requests().of("DescribeSSLPolicies"), hasSize(2));
    }

    @Test
    void policiesAreReadByName() throws Exception {
        assertThat(policies(OLD, NEW).keySet(), is(Set.of(OLD, NEW)));
        assertThat(aws.requests().of("DescribeSSLPolicies"), hasSize(1));
        assertThat(policies(OLD, "ELBSecurityPolicy-2016-80").keySet(), is(Set.of(OLD)));
        assertThat(policies().size(), is(20));
    }

    @Test
    void policiesWithoutThePermissionAreAnErrorWithTheAction() {
        allowOnly("cloudwatch:GetMetricData");
        SourceException denied = assertThrows(SourceException.class, () -> policies(OLD));
        assertThat(denied.kind(), is(SourceException.Kind.PERMANENT));
        assertThat(
                denied.getMessage(), containsString("allow the IAM action elasticloadbalancing:DescribeSSLPolicies"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeLoadBalancers",
                "DescribeListeners",
                "DescribeListenerCertificates",
                "DescribeSSLPolicies",
                "DescribeTargetGroups"
            })
    void aServersErrorThatStaysIsAPassingFaultOfTheCall(String operation) {
        aws.faults().inject(Fault.of(Fault.Kind.INTERNAL_FAILURE).on(operation).times(0));
        SourceException fault = assertThrows(SourceException.class, () -> read("shop"));
        assertThat(fault.kind(), is(SourceException.Kind.TRANSIENT));
        assertThat(fault.getMessage(), startsWith("elasticloadbalancing:" + operation + " was answered with"));
        assertThat(fault.getMessage(), containsString("request id"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"DROP", "MALFORMED_BODY", "TRUNCATED_BODY", "EXPIRED_TOKEN"})
    void brokenAnswersAreFaultsNotEmptySnapshots(Fault.Kind kind) {
        aws.faults().inject(Fault.of(kind).on("DescribeListeners").times(0));
        assertThat(
                assertThrows(SourceException.class, () -> read(shop.arn())).kind(), is(SourceException.Kind.TRANSIENT));
    }

    @Test
    void aFaultThatPassesIsNotNoticed() throws Exception {
        aws.faults().inject(Fault.of(Fault.Kind.SERVICE_UNAVAILABLE).on("DescribeListeners"));
        aws.faults().inject(Fault.of(Fault.Kind.UNKNOWN_FIELDS).times(10));
        assertThat(read(shop.arn()).get(0).tlsListeners(), hasSize(2));
    }

    @Test
    void credentialsThatAreNotAcceptedAreNoMissingPermission() {
        aws.close();
        aws = start(AccessKey.of("AKIAOTHER00000000001", "other"), shop);
        SourceException refused = assertThrows(SourceException.class, () -> read(shop.arn()));
        assertThat(refused.kind(), is(SourceException.Kind.PERMANENT));
        assertThat(refused.getMessage(), containsString("AWS does not accept the credentials"));
    }
}
