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
     */
    public static final class Resolved implements Serializable {

        // Jenkins' serialization reads a record only as long as it has the very same components, but a class may have
        // got more fields than were stored. The number is that of a record, which this was when it was stored first.
        private static final long serialVersionUID = 0L;

        private final String region;
        private final LoadBalancerId balancer;
        private final List<TargetGroupId> targetGroups;
        private final List<String> notes;
        private final String arn;
        private final List<String> zones;
        private final List<Found> others;

        /** A copy of these values; see the accessors. */
        public Resolved(
                String region,
                LoadBalancerId balancer,
                List<TargetGroupId> targetGroups,
                List<String> notes,
                String arn,
                List<String> zones,
                List<Found> others) {
            this.region = region;
            this.balancer = balancer;
            this.targetGroups = List.copyOf(targetGroups);
            this.notes = List.copyOf(notes);
            this.arn = arn;
            this.zones = List.copyOf(zones);
            this.others = others == null ? List.of() : List.copyOf(others);
        }

        /** The region that was asked. */
        public String region() {
            return region;
        }

        /** The first balancer, as {@link Found} has it. */
        public LoadBalancerId balancer() {
            return balancer;
        }

        /** Those of the named target groups that are its. */
        public List<TargetGroupId> targetGroups() {
            return targetGroups;
        }

        /** What could not be checked, a sentence each, for the report. */
        public List<String> notes() {
            return notes;
        }

        /** The first balancer's ARN. */
        public String arn() {
            return arn;
        }

        /** Its zones. */
        public List<String> zones() {
            return zones;
        }

        /** The further balancers; none where there is but one. */
        public List<Found> others() {
            // Null where it was stored before there was this field.
            return others == null ? List.of() : others;
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
            all.addAll(others());
            return all;
        }

        /** What CloudWatch calls them. */
        public List<LoadBalancerId> ids() {
            return balancers().stream().map(Found::id).toList();
        }
    }
}
