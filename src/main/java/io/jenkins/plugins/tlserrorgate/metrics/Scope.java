package io.jenkins.plugins.tlserrorgate.metrics;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of a load balancer that a count is about: all of it, or one target group.
 *
 * @param balancer the load balancer
 * @param targetGroup the target group, null for all of the balancer
 */
public record Scope(LoadBalancerId balancer, TargetGroupId targetGroup) implements Serializable {

    /** All of a balancer. */
    public static Scope of(LoadBalancerId balancer) {
        return new Scope(balancer, null);
    }

    /** The dimensions under which CloudWatch keeps this part, which it matches exactly. */
    public SortedMap<String, String> dimensions() {
        SortedMap<String, String> dimensions = new TreeMap<>();
        dimensions.put("LoadBalancer", balancer.dimension());
        if (targetGroup != null) {
            dimensions.put("TargetGroup", targetGroup.dimension());
        }
        return Collections.unmodifiableSortedMap(dimensions);
    }

    /** The part as a person would call it. */
    public String label() {
        return targetGroup == null ? balancer.name() : targetGroup.name();
    }
}
