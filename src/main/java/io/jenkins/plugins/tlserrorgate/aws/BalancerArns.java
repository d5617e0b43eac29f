package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** Finds the ARNs of balancers that a user named otherwise: one call for every 20 of them, none for those given by ARN. */
final class BalancerArns {

    private final BalancerNames names;
    private final String region;

    BalancerArns(ElasticLoadBalancingV2Client client, String region, DescribeCalls calls) {
        names = new BalancerNames(client, calls);
        this.region = region;
    }

    /**
     * What became of a balancer's name.
     *
     * @param arn its ARN, null if it does not exist or could not be asked for
     * @param unread why it could not be asked for, null if it was
     */
    record Found(String arn, Unread unread) {}

    Map<LoadBalancerSpec, Found> of(Collection<LoadBalancerSpec> balancers)
            throws SourceException, InterruptedException {
        List<String> wanted = balancers.stream()
                .filter(balancer -> balancer.arn() == null)
                .map(LoadBalancerSpec::name)
                .toList();
        Optional<Map<String, LoadBalancer>> byName = names.find(wanted);
        Map<LoadBalancerSpec, Found> found = new LinkedHashMap<>();
        for (LoadBalancerSpec balancer : balancers) {
            found.put(balancer, found(balancer, byName));
        }
        return found;
    }

    private Found found(LoadBalancerSpec balancer, Optional<Map<String, LoadBalancer>> byName) {
        if (balancer.arn() != null) {
            return new Found(balancer.arn(), null);
        }
        if (byName.isEmpty()) {
            return new Found(null, Unread.denied(Unread.Subject.BALANCER, BalancerNames.ACTION));
        }
        LoadBalancer found = byName.get().get(balancer.name());
        if (found == null) {
            return new Found(null, null);
        }
        if (found.type() != LoadBalancerTypeEnum.APPLICATION && found.type() != LoadBalancerTypeEnum.NETWORK) {
            throw new InvalidParameterException(
                    "loadBalancer",
                    balancer,
                    "is of type " + found.typeAsString() + " in region " + region
                            + ", which terminates no TLS; use an Application or Network Load Balancer");
        }
        LoadBalancerId id = LoadBalancerId.of(BalancerNames.tail(found.loadBalancerArn()));
        // Another one of the same name: the one that was meant is gone.
        return new Found(balancer.id() == null || balancer.id().equals(id) ? found.loadBalancerArn() : null, null);
    }
}
