package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Cipher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicyNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

class LoadBalancingTest {
    private final Balancer shop = Balancer.application("shop")
            .created(Instant.parse("2025-06-01T00:00:00Z"))
            .targetGroups(
                    TargetGroup.builder("web").protocolVersion("HTTP2").build(),
                    TargetGroup.builder("jobs").targetType("lambda").build())
            .listeners(
                    Listener.builder()
                            .sslPolicy("ELBSecurityPolicy-TLS13-1-2-2021-06")
                            .certificates("arn:default", "arn:sni")
                            .mutualTls("verify")
                            .build(),
                    Listener.builder()
                            .port(80)
                            .protocol("HTTP")
                            .targetGroup("jobs")
                            .build())
            .build();
    private final Balancer edge = Balancer.network("edge").build();
    private final Balancer elsewhere =
            Balancer.application("far").region("us-east-1").build();
    private final SimulatedAws aws = SimulatedAws.start(
            Scenario.builder().balancers(shop, edge, elsewhere).build(),
            SimulatedClock.fixed(Instant.parse("2026-01-14T12:00:00Z")));
    private final Clients clients = Clients.of(aws);
    private final ElasticLoadBalancingV2Client client = clients.loadBalancing();

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    private static void refused(String code, Executable call) {
        ElasticLoadBalancingV2Exception e = assertThrows(ElasticLoadBalancingV2Exception.class, call);
        assertEquals(400, e.statusCode());
        assertEquals(code, e.awsErrorDetails().errorCode());
        assertTrue(e.requestId().length() == 36, e.requestId());
    }

    @Test
    void describesBalancersByNameByArnOrAll() {
        LoadBalancer found = client.describeLoadBalancers(request -> request.names("shop"))
                .loadBalancers()
                .get(0);
        assertEquals(shop.arn(), found.loadBalancerArn());
        assertEquals(LoadBalancerTypeEnum.APPLICATION, found.type());
        assertEquals(shop.created(), found.createdTime());
        assertEquals(
                shop.zones(),
                found.availabilityZones().stream().map(zone -> zone.zoneName()).toList());
        assertEquals("active", found.state().codeAsString());
        assertEquals(
                LoadBalancerTypeEnum.NETWORK,
                client.describeLoadBalancers(request -> request.loadBalancerArns(edge.arn()))
                        .loadBalancers()
                        .get(0)
                        .type());
        assertEquals(2, client.describeLoadBalancers().loadBalancers().size());
    }

    @Test
    void pagesByMarker() {
        DescribeLoadBalancersResponse first = client.describeLoadBalancers(request -> request.pageSize(1));
        assertEquals("1", first.nextMarker());
        DescribeLoadBalancersResponse second =
                client.describeLoadBalancers(request -> request.pageSize(1).marker(first.nextMarker()));
        assertEquals("edge", second.loadBalancers().get(0).loadBalancerName());
        assertNull(second.nextMarker());
        List<String> names = new ArrayList<>();
        client.describeLoadBalancersPaginator(request -> request.pageSize(1))
                .loadBalancers()
                .forEach(balancer -> names.add(balancer.loadBalancerName()));
        assertEquals(List.of("shop", "edge"), names);
        refused("ValidationError", () -> client.describeLoadBalancers(request -> request.pageSize(0)));
        refused("ValidationError", () -> client.describeLoadBalancers(request -> request.marker("x")));
    }

    @Test
    void unknownBalancersAreNotFound() {
        assertThrows(
                LoadBalancerNotFoundException.class,
                () -> client.describeLoadBalancers(request -> request.names("shop", "shopp")));
        assertThrows(
                LoadBalancerNotFoundException.class,
                () -> client.describeLoadBalancers(request -> request.names("far")),
                "another region's");
        refused(
                "LoadBalancerNotFound",
                () -> client.describeTargetGroups(request -> request.loadBalancerArn(elsewhere.arn())));
        refused("ValidationError", () -> client.describeListeners(request -> request.loadBalancerArn("app/shop/1")));
        refused(
                "ValidationError",
                () -> client.describeLoadBalancers(
                        request -> request.names("shop").loadBalancerArns(edge.arn())));
    }

    @Test
    void describesTargetGroups() {
        var groups = client.describeTargetGroups(request -> request.loadBalancerArn(shop.arn()))
                .targetGroups();
        assertEquals(2, groups.size());
        assertEquals("HTTPS", groups.get(0).protocolAsString());
        assertEquals("HTTP2", groups.get(0).protocolVersion());
        assertEquals(443, groups.get(0).port());
        assertEquals(List.of(shop.arn()), groups.get(0).loadBalancerArns());
        assertEquals(TargetTypeEnum.LAMBDA, groups.get(1).targetType());
        assertNull(groups.get(1).protocolAsString());
        String arn = shop.arn(shop.targetGroups().get(1));
        assertTrue(arn.endsWith(":" + shop.targetGroups().get(1).dimension()));
        assertEquals(
                "jobs",
                client.describeTargetGroups(request -> request.targetGroupArns(arn))
                        .targetGroups()
                        .get(0)
                        .targetGroupName());
        assertEquals(
                1,
                client.describeTargetGroups(request -> request.names("web"))
                        .targetGroups()
                        .size());
        assertThrows(
                TargetGroupNotFoundException.class,
                () -> client.describeTargetGroups(request -> request.names("web", "nope")));
    }

    @Test
    void describesListenersAndTheirCertificates() {
        var listeners = client.describeListeners(request -> request.loadBalancerArn(shop.arn()))
                .listeners();
        var https = listeners.get(0);
        assertEquals("ELBSecurityPolicy-TLS13-1-2-2021-06", https.sslPolicy());
        assertEquals("verify", https.mutualAuthentication().mode());
        assertEquals(1, https.certificates().size());
        assertEquals(
                shop.arn(shop.targetGroups().get(0)),
                https.defaultActions().get(0).targetGroupArn());
        assertNull(listeners.get(1).sslPolicy());
        assertEquals(
                shop.arn(shop.targetGroups().get(1)),
                listeners.get(1).defaultActions().get(0).targetGroupArn());
        assertEquals(
                List.of(https),
                client.describeListeners(request -> request.listenerArns(https.listenerArn()))
                        .listeners());
        assertEquals(
                List.of("arn:default true", "arn:sni false"),
                client
                        .describeListenerCertificates(request -> request.listenerArn(https.listenerArn()))
                        .certificates()
                        .stream()
                        .map(certificate -> certificate.certificateArn() + " " + certificate.isDefault())
                        .toList());
        assertThrows(
                ListenerNotFoundException.class,
                () -> client.describeListenerCertificates(request -> request.listenerArn(https.listenerArn() + "0")));
    }

    @Test
    void describesSecurityPolicies() {
        var policy = client.describeSSLPolicies(request -> request.names("ELBSecurityPolicy-TLS13-1-2-Res-2021-06"))
                .sslPolicies()
                .get(0);
        assertEquals(List.of("TLSv1.2", "TLSv1.3"), policy.sslProtocols());
        assertEquals(7, policy.ciphers().size());
        assertEquals(
                Cipher.builder().name("TLS_AES_128_GCM_SHA256").priority(1).build(),
                policy.ciphers().get(0));
        var all = client.describeSSLPolicies().sslPolicies();
        assertEquals(20, all.size());
        assertEquals(
                18,
                all.stream()
                        .filter(each -> each.name().equals("ELBSecurityPolicy-2016-08"))
                        .findFirst()
                        .orElseThrow()
                        .ciphers()
                        .size());
        assertThrows(
                SslPolicyNotFoundException.class,
                () -> client.describeSSLPolicies(request -> request.names("ELBSecurityPolicy-2016-80")));
    }
}
