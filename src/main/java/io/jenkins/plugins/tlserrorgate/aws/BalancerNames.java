package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.aws.DescribeCalls.Page;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;

/** Finds balancers by name: one call for every 20 of them. An ARN has a name, too, so that one call serves both. */
final class BalancerNames {

    /** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html */
    static final int MOST_NAMES = 20;

    static final String ACTION = "elasticloadbalancing:DescribeLoadBalancers";

    private final ElasticLoadBalancingV2Client client;
    private final DescribeCalls calls;

    BalancerNames(ElasticLoadBalancingV2Client client, DescribeCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** The ARN of a load balancer without what it begins with: {@code app/NAME/ID}. */
    static String tail(String arn) {
        String separator = ":loadbalancer/";
        return arn.substring(arn.indexOf(separator) + separator.length());
    }

    /** Those that exist, by name; empty if the identity may not ask. */
    Optional<Map<String, LoadBalancer>> find(List<String> names) throws SourceException, InterruptedException {
        Map<String, LoadBalancer> byName = new LinkedHashMap<>();
        List<String> all = new ArrayList<>(new LinkedHashSet<>(names));
        for (int from = 0; from < all.size(); from += MOST_NAMES) {
            if (!find(all.subList(from, Math.min(from + MOST_NAMES, all.size())), byName)) {
                return Optional.empty();
            }
        }
        return Optional.of(byName);
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
        for (String name : names) {
            allowed &= find(List.of(name), byName);
        }
        return allowed;
    }
}
