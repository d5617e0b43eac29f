package io.jenkins.plugins.tlserrorgate.metrics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Where a balancer's and its target groups' identities come from; the port to Elastic Load Balancing. */
@FunctionalInterface
public interface BalancerDirectory {

    /**
     * Finds what the user named, in as few calls as the directory allows, and checks that each target group belongs to one of
     * the balancers.
     *
     * @param balancers the balancers as named, at least one
     * @param targetGroups the target groups as named
     * @throws SourceException if the directory can't be read
     * @throws InvalidParameterException if the balancer or a target group does not exist, or is another
     *     balancer's
     * @throws InterruptedException if the calling thread is interrupted
     */
    Resolved resolve(List<LoadBalancerSpec> balancers, List<TargetGroupSpec> targetGroups)
            throws SourceException, InterruptedException;

    /**
     * A balancer that was found.
     *
     * @param id the balancer
     * @param targetGroups those of the named target groups that are this balancer's
     * @param arn its ARN, null if it was not asked for
     * @param zones its Availability Zones, none if they are not known
     */
    record Found(LoadBalancerId id, List<TargetGroupId> targetGroups, String arn, List<String> zones)
            implements Serializable {
        /** Copies the lists. */
        public Found {
            targetGroups = List.copyOf(targetGroups);
            zones = List.copyOf(zones);
        }
    }

    /**
     * What was found.
     *
     * @param region the region that was asked
     * @param balancer the first balancer, as {@link Found} has it
     * @param targetGroups those of the named target groups that are its
     * @param notes what could not be checked, a sentence each, for the report
     * @param arn the first balancer's ARN
     * @param zones its zones
     * @param others the further balancers; null in state stored when a gate had but one
     */
    record Resolved(
            String region,
            LoadBalancerId balancer,
            List<TargetGroupId> targetGroups,
            List<String> notes,
            String arn,
            List<String> zones,
            List<Found> others)
            implements Serializable {
        /** Copies the lists. */
        public Resolved {
            targetGroups = List.copyOf(targetGroups);
            notes = List.copyOf(notes);
            zones = List.copyOf(zones);
            others = others == null ? List.of() : List.copyOf(others);
        }

        /** All of these balancers. */
        public static Resolved of(String region, List<Found> balancers, List<String> notes) {
            Found first = balancers.get(0);
            return new Resolved(
                    region,
                    first.id(),
                    first.targetGroups(),
                    notes,
                    first.arn(),
                    first.zones(),
                    balancers.subList(1, balancers.size()));
        }

        /** The balancers in the order in which they were named. */
        public List<Found> balancers() {
            List<Found> all = new ArrayList<>();
            all.add(new Found(balancer, targetGroups, arn, zones));
            all.addAll(others);
            return all;
        }

        /** What CloudWatch calls them. */
        public List<LoadBalancerId> ids() {
            return balancers().stream().map(Found::id).toList();
        }
    }
}
