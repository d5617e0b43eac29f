package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.MutualTls;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SecurityPolicy;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Cipher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicy;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicyNotFoundException;

/** What the simulated AWS never answers: pages, policies that do not exist, things that vanish between two calls. */
class ListenerPagesTest {

    private static final Instant NOW = Instant.parse("2026-01-14T12:00:00Z");
    private static final String ARN =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188";
    private static final String GATEWAY =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/gwy/shop/50dc6c495c0c9188";

    /** A balancer with two listeners, in answers of one item a page. */
    private static class Answers implements ElasticLoadBalancingV2Client {
        final List<List<String>> policiesAskedFor = new ArrayList<>();
        boolean endless;
        boolean vanishing;

        @Override
        public String serviceName() {
            return "elasticloadbalancing";
        }

        @Override
        public void close() {
            // Nothing is open.
        }

        @Override
        public DescribeLoadBalancersResponse describeLoadBalancers(DescribeLoadBalancersRequest request) {
            return DescribeLoadBalancersResponse.builder()
                    .loadBalancers(LoadBalancer.builder()
                            .loadBalancerArn(GATEWAY)
                            .loadBalancerName("shop")
                            .type(LoadBalancerTypeEnum.GATEWAY)
                            .build())
                    .build();
        }

        @Override
        public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
            boolean second = "2".equals(request.marker());
            return DescribeListenersResponse.builder()
                    .listeners(Listener.builder()
                            .listenerArn(second ? "arn:second" : "arn:first")
                            .port(second ? 8443 : 443)
                            .protocol("HTTPS")
                            .sslPolicy(second ? "ELBSecurityPolicy-Unknown" : "ELBSecurityPolicy-2016-08")
                            .certificates(Certificate.builder()
                                    .certificateArn("arn:default")
                                    .build())
                            .mutualAuthentication(
                                    mutual -> mutual.mode("verify").trustStoreArn("arn:store"))
                            .build())
                    .nextMarker(second && !endless ? null : "2")
                    .build();
        }

        @Override
        public DescribeListenerCertificatesResponse describeListenerCertificates(
                DescribeListenerCertificatesRequest request) {
            if (vanishing && request.listenerArn().equals("arn:second")) {
                throw ListenerNotFoundException.builder().message("gone").build();
            }
            boolean second = "2".equals(request.marker());
            return DescribeListenerCertificatesResponse.builder()
                    .certificates(
                            certificate("arn:default", !second), certificate(second ? "arn:b" : "arn:default", false))
                    .nextMarker(second ? null : "2")
                    .build();
        }

        private static Certificate certificate(String arn, boolean isDefault) {
            return Certificate.builder()
                    .certificateArn(arn)
                    .isDefault(isDefault)
                    .build();
        }

        @Override
        public DescribeSslPoliciesResponse describeSSLPolicies(DescribeSslPoliciesRequest request) {
            policiesAskedFor.add(request.names());
            if (request.names().contains("ELBSecurityPolicy-Unknown")) {
                throw SslPolicyNotFoundException.builder().message("not found").build();
            }
            boolean second = "2".equals(request.marker());
            return DescribeSslPoliciesResponse.builder()
                    .sslPolicies(SslPolicy.builder()
                            .name(second ? "ELBSecurityPolicy-2016-08" : "ELBSecurityPolicy-Other")
                            .sslProtocols("TLSv1.2")
                            .ciphers(Cipher.builder().name("AES128-SHA").build())
                            .build())
                    .nextMarker(second ? null : "2")
                    .build();
        }

        @Override
        public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
            return DescribeTargetGroupsResponse.builder().build();
        }
    }

    private final Answers answers = new Answers();
    private final ElasticLoadBalancingListeners source = new ElasticLoadBalancingListeners(answers, "eu-central-1");

    private ListenerSnapshot read() throws Exception {
        return source.snapshots(List.of(LoadBalancerSpec.parse("loadBalancer", ARN)), NOW)
                .get(0);
    }

    @Test
    void everyPageIsRead() throws Exception {
        ListenerSnapshot snapshot = read();
        assertThat(
                snapshot.listeners().get(0),
                is(new ListenerTls(
                        443,
                        "HTTPS",
                        new SecurityPolicy("ELBSecurityPolicy-2016-08", List.of("TLSv1.2"), List.of("AES128-SHA")),
                        "arn:default",
                        List.of("arn:b"),
                        new MutualTls("verify", "arn:store"))));
        assertThat(snapshot.listeners().stream().map(ListenerTls::port).toList(), contains(443, 8443));
    }

    @Test
    void aPolicyThatAwsDoesNotKnowIsSaidAndHidesNoOther() throws Exception {
        ListenerSnapshot snapshot = read();
        assertThat(snapshot.unread(), contains(Unread.unknownPolicy("ELBSecurityPolicy-Unknown")));
        assertThat(snapshot.unread().get(0).action() == null, is(true));
        assertThat(snapshot.listeners().get(1).policy(), is(SecurityPolicy.named("ELBSecurityPolicy-Unknown")));
        assertThat(
                answers.policiesAskedFor,
                contains(List.of("ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-Unknown"), List.of(), List.of()));
    }

    @Test
    void aListenerThatVanishesBetweenTwoCallsIsNotThere() throws Exception {
        answers.vanishing = true;
        ListenerSnapshot snapshot = read();
        assertThat(snapshot.listeners().stream().map(ListenerTls::port).toList(), contains(443));
        assertThat(snapshot.unread(), is(empty()));
    }

    @Test
    void pagesWithoutEndComeToAnEnd() {
        answers.endless = true;
        SourceException endless = assertThrows(SourceException.class, this::read);
        assertThat(endless.kind(), is(SourceException.Kind.TRANSIENT));
        assertThat(endless.getMessage(), containsString("DescribeListeners: AWS hands out the same page again"));
    }

    @Test
    void aGatewayLoadBalancerIsRefusedWithWhatToUse() {
        InvalidParameterException refused = assertThrows(
                InvalidParameterException.class,
                () -> source.snapshots(List.of(LoadBalancerSpec.parse("loadBalancer", "shop")), NOW));
        assertThat(refused.getMessage(), containsString("loadBalancer: \"shop\" is of type gateway"));
        assertThat(refused.getMessage(), containsString("use an Application or Network Load Balancer"));
    }
}
