package io.jenkins.plugins.tlserrorgate.metrics;

import java.io.Serializable;
import java.util.List;

/** Where a balancer's and its target groups' identities come from; the port to Elastic Load Balancing. */
@FunctionalInterface
public interface BalancerDirectory {

    /**
     * Finds what the user named, and checks that the target groups belong to the balancer.
     *
     * @param balancer the balancer as named
     * @param targetGroups the target groups as named
     * @throws SourceException if the directory can't be read
     * @throws InvalidParameterException if the balancer or a target group does not exist, or is another balancer's
     * @throws InterruptedException if the calling thread is interrupted
     */
    Resolved resolve(LoadBalancerSpec balancer, List<TargetGroupSpec> targetGroups)
            throws SourceException, InterruptedException;

    /**
     * What was found.
     *
     * @param region the region that was asked
     * @param balancer the balancer
     * @param targetGroups the target groups, in the order in which they were named
     * @param notes what could not be checked, a sentence each, for the report
     * @param arn the balancer's ARN, null if it was not asked for
     * @param zones the balancer's Availability Zones, none if they are not known
     */
    record Resolved(
            String region,
            LoadBalancerId balancer,
            List<TargetGroupId> targetGroups,
            List<String> notes,
            String arn,
            List<String> zones)
            implements Serializable {
        /** Copies the lists. */
        public Resolved {
            targetGroups = List.copyOf(targetGroups);
            notes = List.copyOf(notes);
            zones = List.copyOf(zones);
        }

        /** What was taken at the user's word. */
        public Resolved(String region, LoadBalancerId balancer, List<TargetGroupId> targetGroups, List<String> notes) {
            this(region, balancer, targetGroups, notes, null, List.of());
        }
    }
}
