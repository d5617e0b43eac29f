package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Elastic Load Balancing's answers say about each sort of thing. */
final class LoadBalancingDescriptions {
    private static final Instant LONG_AGO = Instant.parse("2024-02-29T08:00:00Z");

    private LoadBalancingDescriptions() {}

    static Map<String, Object> of(Balancer balancer) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("LoadBalancerArn", balancer.arn());
        answer.put("DNSName", balancer.name() + "-1234567890." + balancer.region() + ".elb.amazonaws.com");
        answer.put("CanonicalHostedZoneId", "Z0000000000000");
        answer.put("CreatedTime", balancer.created() == null ? LONG_AGO : balancer.created());
        answer.put("LoadBalancerName", balancer.name());
        answer.put("Scheme", "internet-facing");
        answer.put("VpcId", "vpc-0123456789abcdef0");
        answer.put("State", Map.of("Code", "active"));
        answer.put("Type", balancer.type().type());
        List<Object> zones = new ArrayList<>();
        for (String zone : balancer.zones()) {
            Map<String, Object> description = new LinkedHashMap<>();
            description.put("ZoneName", zone);
            description.put("SubnetId", "subnet-0" + Identifiers.sixteenDigits(zone));
            zones.add(description);
        }
        answer.put("AvailabilityZones", zones);
        answer.put("IpAddressType", "ipv4");
        return answer;
    }

    static Map<String, Object> of(Balancer balancer, TargetGroup group) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("TargetGroupArn", balancer.arn(group));
        answer.put("TargetGroupName", group.name());
        if (group.protocol() != null) {
            answer.put("Protocol", group.protocol());
            answer.put("Port", group.port());
            answer.put("VpcId", "vpc-0123456789abcdef0");
        }
        if (group.protocolVersion() != null) {
            answer.put("ProtocolVersion", group.protocolVersion());
        }
        answer.put("TargetType", group.targetType());
        answer.put("LoadBalancerArns", List.of(balancer.arn()));
        return answer;
    }

    static Map<String, Object> of(Balancer balancer, Listener listener) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ListenerArn", balancer.arn(listener));
        answer.put("LoadBalancerArn", balancer.arn());
        answer.put("Port", listener.port());
        answer.put("Protocol", listener.protocol());
        if (listener.isTls()) {
            answer.put("SslPolicy", listener.sslPolicy());
            answer.put(
                    "Certificates",
                    listener.certificates().stream()
                            .limit(1)
                            .map(arn -> Map.of("CertificateArn", arn))
                            .toList());
            if (balancer.type() == BalancerType.APPLICATION) {
                answer.put("MutualAuthentication", Map.of("Mode", listener.mutualTls()));
            }
        }
        balancer.targetGroups().stream()
                .filter(group ->
                        listener.targetGroup() == null || listener.targetGroup().equals(group.name()))
                .findFirst()
                .ifPresent(group -> answer.put(
                        "DefaultActions", List.of(Map.of("Type", "forward", "TargetGroupArn", balancer.arn(group)))));
        return answer;
    }

    static List<Object> certificates(Listener listener) {
        List<Object> certificates = new ArrayList<>();
        for (String arn : listener.certificates()) {
            Map<String, Object> certificate = new LinkedHashMap<>();
            certificate.put("CertificateArn", arn);
            certificate.put("IsDefault", certificates.isEmpty());
            certificates.add(certificate);
        }
        return certificates;
    }

    static Map<String, Object> of(SslPolicy policy) {
        List<Object> ciphers = new ArrayList<>();
        for (String cipher : policy.ciphers()) {
            Map<String, Object> description = new LinkedHashMap<>();
            description.put("Name", cipher);
            description.put("Priority", ciphers.size() + 1);
            ciphers.add(description);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("SslProtocols", policy.protocols());
        answer.put("Ciphers", ciphers);
        answer.put("Name", policy.name());
        answer.put("SupportedLoadBalancerTypes", List.of("application", "network"));
        return answer;
    }
}
