package io.jenkins.plugins.tlserrorgate.metrics;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of a load balancer that a count is about: all of it, one target group, or one Availability Zone.
 *
 * @param balancer the load balancer
 * @param targetGroup the target group, null for all
 * @param zone the Availability Zone, null for all
 */
public record Scope(LoadBalancerId balancer, TargetGroupId targetGroup, String zone) implements Serializable {

    /** All zones of a balancer or of one of its target groups. */
    public Scope(LoadBalancerId balancer, TargetGroupId targetGroup) {
        this(balancer, targetGroup, null);
    }

    /** All of a balancer. */
    public static Scope of(LoadBalancerId balancer) {
        return new Scope(balancer, null);
    }

    /** One zone of a balancer. */
    public static Scope ofZone(LoadBalancerId balancer, String zone) {
        return new Scope(balancer, null, zone);
    }

    /** The dimensions under which CloudWatch keeps this part, which it matches exactly. */
    public SortedMap<String, String> dimensions() {
        SortedMap<String, String> dimensions = new TreeMap<>();
        dimensions.put("LoadBalancer", balancer.dimension());
        if (targetGroup != null) {
            dimensions.put("TargetGroup", targetGroup.dimension());
        }
        if (zone != null) {
            dimensions.put("AvailabilityZone", zone);
        }
        return Collections.unmodifiableSortedMap(dimensions);
    }

    /** The part as a person would call it. */
    public String label() {
        return (targetGroup == null ? balancer.name() : targetGroup.name()) + (zone == null ? "" : " in zone " + zone);
    }
}
