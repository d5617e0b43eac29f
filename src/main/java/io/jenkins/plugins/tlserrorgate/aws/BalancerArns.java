package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.aws.DescribeCalls.Page;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** Finds the ARNs of balancers that a user named otherwise: one call for every 20 of them, none for those given by ARN. */
final class BalancerArns {

    private static final String ACTION = "elasticloadbalancing:DescribeLoadBalancers";

    /** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html */
    private static final int MOST_NAMES = 20;

    private final ElasticLoadBalancingV2Client client;
    private final String region;
    private final DescribeCalls calls;

    BalancerArns(ElasticLoadBalancingV2Client client, String region, DescribeCalls calls) {
        this.client = client;
        this.region = region;
        this.calls = calls;
    }

    /**
     * What became of a balancer's name.
     *
     * @param arn its ARN, null if it does not exist or could not be asked for
     * @param unread why it could not be asked for, null if it was
     */
    record Found(String arn, Unread unread) {}

    /** The ARN of a load balancer without what it begins with: {@code app/NAME/ID}. */
    static String tail(String arn) {
        String separator = ":loadbalancer/";
        return arn.substring(arn.indexOf(separator) + separator.length());
    }

    Map<LoadBalancerSpec, Found> of(Collection<LoadBalancerSpec> balancers)
            throws SourceException, InterruptedException {
        Set<String> names = new LinkedHashSet<>();
        balancers.stream().filter(balancer -> balancer.arn() == null).forEach(balancer -> names.add(balancer.name()));
        Map<String, LoadBalancer> byName = new LinkedHashMap<>();
        boolean allowed = true;
        List<String> all = List.copyOf(names);
        for (int from = 0; from < all.size() && allowed; from += MOST_NAMES) {
            allowed = find(all.subList(from, Math.min(from + MOST_NAMES, all.size())), byName);
        }
        Map<LoadBalancerSpec, Found> found = new LinkedHashMap<>();
        for (LoadBalancerSpec balancer : balancers) {
            found.put(balancer, found(balancer, byName, allowed));
        }
        return found;
    }

    private Found found(LoadBalancerSpec balancer, Map<String, LoadBalancer> byName, boolean allowed) {
        if (balancer.arn() != null) {
            return new Found(balancer.arn(), null);
        }
        if (!allowed) {
            return new Found(null, Unread.denied(Unread.Subject.BALANCER, ACTION));
        }
        LoadBalancer found = byName.get(balancer.name());
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
        LoadBalancerId id = LoadBalancerId.of(tail(found.loadBalancerArn()));
        // Another one of the same name: the one that was meant is gone.
        return new Found(balancer.id() == null || balancer.id().equals(id) ? found.loadBalancerArn() : null, null);
    }

    /** Puts those that exist into the map; false if the identity may not ask. */
    private boolean find(List<String> names, Map<String, LoadBalancer> byName)
            throws SourceException, InterruptedException {
        Optional<List<LoadBalancer>> found;
        try {
            found = calls.all(ACTION, marker -> {
                var answer = client.describeLoadBalancers(
                        request -> request.names(names).marker(marker));
                return new Page<>(answer.loadBalancers(), answer.nextMarker());
            });
        } catch (LoadBalancerNotFoundException e) {
            // One unknown name spoils the whole answer.
            return names.size() == 1 || findOneByOne(names, byName);
        }
        found.ifPresent(balancers -> balancers.forEach(balancer -> byName.put(balancer.loadBalancerName(), balancer)));
        return found.isPresent();
    }

    private boolean findOneByOne(List<String> names, Map<String, LoadBalancer> byName)
            throws SourceException, InterruptedException {
        boolean allowed = true;
        for (String name : new ArrayList<>(names)) {
            allowed &= find(List.of(name), byName);
        }
        return allowed;
    }
}
