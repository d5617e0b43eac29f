package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.aws.DescribeCalls.Page;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSource;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.MutualTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SecurityPolicy;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TargetGroupTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Cipher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MutualAuthenticationAttributes;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicy;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicyNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * Reads listeners with Elastic Load Balancing v2. One call each for the listeners and the target groups of a balancer, one for
 * the certificates of each listener with TLS (an answer about the listener has only the default one), one for all policies
 * of all balancers, and one for up to 20 balancers without an ARN.
 */
final class ElasticLoadBalancingListeners implements ListenerSource {

    private static final String SERVICE = "elasticloadbalancing:";
    private static final String DESCRIBE_LISTENERS = SERVICE + "DescribeListeners";
    private static final String DESCRIBE_CERTIFICATES = SERVICE + "DescribeListenerCertificates";
    private static final String DESCRIBE_POLICIES = SERVICE + "DescribeSSLPolicies";
    private static final String DESCRIBE_GROUPS = SERVICE + "DescribeTargetGroups";

    private final ElasticLoadBalancingV2Client client;
    private final String region;

    ElasticLoadBalancingListeners(ElasticLoadBalancingV2Client client, String region) {
        this.client = client;
        this.region = region;
    }

    @Override
    public List<ListenerSnapshot> snapshots(List<LoadBalancerSpec> balancers, Instant now)
            throws SourceException, InterruptedException {
        DescribeCalls calls = new DescribeCalls();
        Map<LoadBalancerSpec, BalancerArns.Found> arns = new BalancerArns(client, region, calls).of(balancers);
        Map<LoadBalancerSpec, ListenerSnapshot> withoutCiphers = new LinkedHashMap<>();
        for (Map.Entry<LoadBalancerSpec, BalancerArns.Found> arn : arns.entrySet()) {
            withoutCiphers.put(arn.getKey(), snapshot(calls, arn.getKey(), arn.getValue(), now));
        }
        Set<String> names = new TreeSet<>();
        withoutCiphers.values().stream()
                .flatMap(snapshot -> snapshot.tlsListeners().stream())
                .forEach(listener -> names.add(listener.policy().name()));
        Optional<Map<String, SecurityPolicy>> policies =
                names.isEmpty() ? Optional.of(Map.of()) : policies(calls, names);
        List<ListenerSnapshot> snapshots = new ArrayList<>();
        for (LoadBalancerSpec balancer : balancers) {
            snapshots.add(withPolicies(withoutCiphers.get(balancer), policies));
        }
        return snapshots;
    }

    @Override
    public Map<String, SecurityPolicy> policies(Set<String> names) throws SourceException, InterruptedException {
        DescribeCalls calls = new DescribeCalls();
        return policies(calls, names).orElseThrow(() -> calls.denial(DESCRIBE_POLICIES));
    }

    private ListenerSnapshot snapshot(
            DescribeCalls calls, LoadBalancerSpec balancer, BalancerArns.Found found, Instant now)
            throws SourceException, InterruptedException {
        if (found.arn() == null) {
            return found.unread() == null
                    ? ListenerSnapshot.missing(label(balancer), now)
                    : new ListenerSnapshot(label(balancer), now, true, List.of(), List.of(), List.of(found.unread()));
        }
        String name = LoadBalancerId.of(BalancerNames.tail(found.arn())).dimension();
        List<Unread> unread = new ArrayList<>();
        try {
            List<ListenerTls> listeners = listeners(calls, found.arn(), unread);
            List<TargetGroupTls> groups = targetGroups(calls, found.arn(), unread);
            return new ListenerSnapshot(name, now, true, listeners, groups, unread);
        } catch (LoadBalancerNotFoundException e) {
            return ListenerSnapshot.missing(name, now);
        }
    }

    private static String label(LoadBalancerSpec balancer) {
        return balancer.id() == null ? balancer.text() : balancer.id().dimension();
    }

    private List<ListenerTls> listeners(DescribeCalls calls, String balancerArn, List<Unread> unread)
            throws SourceException, InterruptedException {
        Optional<List<Listener>> found = calls.all(DESCRIBE_LISTENERS, marker -> {
            var answer = client.describeListeners(
                    request -> request.loadBalancerArn(balancerArn).marker(marker));
            return new Page<>(answer.listeners(), answer.nextMarker());
        });
        if (found.isEmpty()) {
            unread.add(Unread.denied(Unread.Subject.LISTENERS, DESCRIBE_LISTENERS));
            return List.of();
        }
        List<ListenerTls> listeners = new ArrayList<>();
        for (Listener listener : found.get()) {
            // Those of Gateway Load Balancers have neither.
            if (listener.port() != null && listener.protocolAsString() != null) {
                addListener(calls, listener, listeners, unread);
            }
        }
        return listeners;
    }

    private void addListener(DescribeCalls calls, Listener listener, List<ListenerTls> listeners, List<Unread> unread)
            throws SourceException, InterruptedException {
        if (listener.sslPolicy() == null) {
            listeners.add(ListenerTls.plain(listener.port(), listener.protocolAsString()));
            return;
        }
        String defaultCertificate = listener.certificates().stream()
                .map(Certificate::certificateArn)
                .findFirst()
                .orElse(null);
        List<String> others;
        try {
            others = sniCertificates(calls, listener, defaultCertificate, unread);
        } catch (ListenerNotFoundException e) {
            // Removed since it was listed a moment ago.
            return;
        }
        listeners.add(new ListenerTls(
                listener.port(),
                listener.protocolAsString(),
                SecurityPolicy.named(listener.sslPolicy()),
                defaultCertificate,
                others,
                mutualTls(listener.mutualAuthentication())));
    }

    private List<String> sniCertificates(
            DescribeCalls calls, Listener listener, String defaultCertificate, List<Unread> unread)
            throws SourceException, InterruptedException {
        Optional<List<Certificate>> found = calls.all(DESCRIBE_CERTIFICATES, marker -> {
            var answer = client.describeListenerCertificates(
                    request -> request.listenerArn(listener.listenerArn()).marker(marker));
            return new Page<>(answer.certificates(), answer.nextMarker());
        });
        if (found.isEmpty()) {
            unread.add(Unread.denied(Unread.Subject.SNI_CERTIFICATES, DESCRIBE_CERTIFICATES));
            return List.of();
        }
        // The default certificate may be on the list as well, which changes nothing.
        return found.get().stream()
                .filter(certificate -> !Boolean.TRUE.equals(certificate.isDefault()))
                .map(Certificate::certificateArn)
                .filter(arn -> !arn.equals(defaultCertificate))
                .toList();
    }

    private static MutualTls mutualTls(MutualAuthenticationAttributes attributes) {
        return attributes == null || attributes.mode() == null
                ? MutualTls.OFF
                : new MutualTls(attributes.mode(), attributes.trustStoreArn());
    }

    private List<TargetGroupTls> targetGroups(DescribeCalls calls, String balancerArn, List<Unread> unread)
            throws SourceException, InterruptedException {
        Optional<List<TargetGroup>> found = calls.all(DESCRIBE_GROUPS, marker -> {
            var answer = client.describeTargetGroups(
                    request -> request.loadBalancerArn(balancerArn).marker(marker));
            return new Page<>(answer.targetGroups(), answer.nextMarker());
        });
        if (found.isEmpty()) {
            unread.add(Unread.denied(Unread.Subject.TARGET_GROUPS, DESCRIBE_GROUPS));
        }
        return found.orElse(List.of()).stream()
                .map(group -> new TargetGroupTls(
                        idOf(group), group.protocolAsString(), group.protocolVersion(), group.targetTypeAsString()))
                .toList();
    }

    static TargetGroupId idOf(TargetGroup group) {
        String arn = group.targetGroupArn();
        return new TargetGroupId(arn.substring(arn.indexOf(":targetgroup/") + 1));
    }

    private Optional<Map<String, SecurityPolicy>> policies(DescribeCalls calls, Set<String> names)
            throws SourceException, InterruptedException {
        Optional<List<SslPolicy>> found;
        try {
            found = describe(calls, names);
        } catch (SslPolicyNotFoundException e) {
            // One unknown name spoils the whole answer; the list of all policies has those that exist.
            found = describe(calls, Set.of());
        }
        return found.map(policies -> {
            Map<String, SecurityPolicy> byName = new LinkedHashMap<>();
            policies.stream()
                    .filter(policy -> names.isEmpty() || names.contains(policy.name()))
                    .forEach(policy -> byName.put(policy.name(), policy(policy)));
            return byName;
        });
    }

    private Optional<List<SslPolicy>> describe(DescribeCalls calls, Set<String> names)
            throws SourceException, InterruptedException {
        return calls.all(DESCRIBE_POLICIES, marker -> {
            var answer = client.describeSSLPolicies(
                    request -> request.names(names.isEmpty() ? null : names).marker(marker));
            return new Page<>(answer.sslPolicies(), answer.nextMarker());
        });
    }

    private static SecurityPolicy policy(SslPolicy policy) {
        return new SecurityPolicy(
                policy.name(),
                policy.sslProtocols(),
                policy.ciphers().stream().map(Cipher::name).toList());
    }

    private static ListenerSnapshot withPolicies(
            ListenerSnapshot snapshot, Optional<Map<String, SecurityPolicy>> policies) {
        List<Unread> unread = new ArrayList<>(snapshot.unread());
        List<ListenerTls> listeners = new ArrayList<>();
        for (ListenerTls listener : snapshot.listeners()) {
            if (!listener.isTls()) {
                listeners.add(listener);
                continue;
            }
            String name = listener.policy().name();
            SecurityPolicy policy = policies.map(known -> known.get(name)).orElse(null);
            if (policy == null) {
                unread.add(
                        policies.isEmpty()
                                ? Unread.denied(Unread.Subject.POLICIES, DESCRIBE_POLICIES)
                                : Unread.unknownPolicy(name));
            }
            listeners.add(policy == null ? listener : listener.withPolicy(policy));
        }
        return new ListenerSnapshot(
                snapshot.loadBalancer(),
                snapshot.takenAt(),
                snapshot.exists(),
                listeners,
                snapshot.targetGroups(),
                unread);
    }
}
