package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.aws.DescribeCalls.Page;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What there is to choose from, for people: one page each, as nobody chooses from more. */
final class BalancerChoices {

    private final ElasticLoadBalancingV2Client client;
    private final DescribeCalls calls = new DescribeCalls();

    BalancerChoices(ElasticLoadBalancingV2Client client) {
        this.client = client;
    }

    List<String> balancers() throws SourceException, InterruptedException {
        return calls
                .all(
                        BalancerNames.ACTION,
                        marker -> new Page<>(client.describeLoadBalancers().loadBalancers(), null))
                .orElseThrow(() -> calls.denial(BalancerNames.ACTION))
                .stream()
                .filter(balancer -> balancer.type() != LoadBalancerTypeEnum.GATEWAY)
                .map(LoadBalancer::loadBalancerName)
                .sorted()
                .toList();
    }

    List<String> targetGroups(List<LoadBalancerSpec> balancers) throws SourceException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (LoadBalancer balancer : new BalancerNames(client, calls)
                .find(balancers.stream().map(LoadBalancerSpec::name).toList())
                .orElseThrow(() -> calls.denial(BalancerNames.ACTION))
                .values()) {
            if (balancer.type() == LoadBalancerTypeEnum.APPLICATION) {
                calls
                        .all(
                                ElasticLoadBalancingDirectory.DESCRIBE_GROUPS,
                                marker -> new Page<>(
                                        client.describeTargetGroups(
                                                        request -> request.loadBalancerArn(balancer.loadBalancerArn()))
                                                .targetGroups(),
                                        null))
                        .orElseThrow(() -> calls.denial(ElasticLoadBalancingDirectory.DESCRIBE_GROUPS))
                        .stream()
                        .filter(group -> group.targetType() != TargetTypeEnum.LAMBDA)
                        .map(TargetGroup::targetGroupName)
                        .forEach(names::add);
            }
        }
        return List.copyOf(names);
    }
}
