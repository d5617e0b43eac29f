package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A load balancer with everything that belongs to it.
 *
 * @param type application or network
 * @param name name, unique in its account and region
 * @param id the 16 hexadecimal digits at the ARN's end
 * @param account owner's account number
 * @param region region
 * @param zones Availability Zones
 * @param nodesPerZone nodes in each zone; each reports one sample a minute and metric
 * @param created when it came into being: no data before; null for ever ago
 * @param targetGroups target groups, all in use
 * @param listeners listeners
 * @param traffic clients' traffic
 * @param clientErrors TLS negotiation errors per client connection
 * @param changes what happens to it, or can be made to happen
 */
@JsonDeserialize(builder = Balancer.Builder.class)
public record Balancer(
        BalancerType type,
        String name,
        String id,
        String account,
        String region,
        List<String> zones,
        int nodesPerZone,
        Instant created,
        List<TargetGroup> targetGroups,
        List<Listener> listeners,
        Traffic traffic,
        ErrorProcess clientErrors,
        List<Change> changes) {
    public Balancer {
        Check.notBlank("name", name);
        Check.that(name.matches("[A-Za-z0-9-]{1,32}"), "name must be 1 to 32 letters, digits and hyphens: " + name);
        Check.that(id.matches("[0-9a-f]{16}"), "id must be 16 hexadecimal digits: " + id);
        Check.that(account.matches("[0-9]{12}"), "account must have 12 digits: " + account);
        Check.notBlank("region", region);
        Check.notEmpty("zones", zones);
        Check.that(nodesPerZone >= 1 && nodesPerZone <= 100, "nodesPerZone must be between 1 and 100");
        zones = List.copyOf(zones);
        targetGroups = List.copyOf(targetGroups);
        listeners = List.copyOf(listeners);
        changes = List.copyOf(changes);
        unique("zones", zones);
        unique("targetGroups", targetGroups.stream().map(TargetGroup::name).toList());
        unique("listeners", listeners.stream().map(Listener::port).toList());
        unique("changes", changes.stream().map(Change::name).toList());
        Set<String> groups = targetGroups.stream().map(TargetGroup::name).collect(Collectors.toSet());
        Set<Integer> ports = listeners.stream().map(Listener::port).collect(Collectors.toSet());
        for (Listener listener : listeners) {
            known("targetGroup", listener.targetGroup(), groups);
        }
        for (Change change : changes) {
            known("zone", change.zone(), Set.copyOf(zones));
            for (TargetEffect effect : change.targets()) {
                known("targetGroup", effect.targetGroup(), groups);
                known("zone", effect.zone(), Set.copyOf(zones));
            }
            for (ListenerUpdate update : change.listeners()) {
                known("port", update.port(), ports);
            }
        }
    }

    private static void unique(String field, List<?> values) {
        Check.that(new HashSet<>(values).size() == values.size(), field + " must be unique: " + values);
    }

    private static <T> void known(String field, T value, Set<T> all) {
        Check.that(value == null || all.contains(value), field + " " + value + " is none of the balancer's " + all);
    }

    /** What CloudWatch shows as the dimension {@code LoadBalancer}. */
    public String dimension() {
        return type.prefix() + "/" + name + "/" + id;
    }

    public String arn() {
        return Identifiers.arn("elasticloadbalancing", region, account, "loadbalancer/" + dimension());
    }

    /** The ARN of one of its target groups. */
    public String arn(TargetGroup group) {
        return Identifiers.arn("elasticloadbalancing", region, account, group.dimension());
    }

    /** The ARN of one of its listeners. */
    public String arn(Listener listener) {
        String listenerId = Identifiers.sixteenDigits(dimension() + ":" + listener.port());
        return Identifiers.arn("elasticloadbalancing", region, account, "listener/" + dimension() + "/" + listenerId);
    }

    /** Whether any client speaks TLS to it. */
    public boolean isTls() {
        return listeners.stream().anyMatch(Listener::isTls);
    }

    /** A balancer of type application in eu-central-1. */
    public static Builder application(String name) {
        return new Builder().type(BalancerType.APPLICATION).name(name);
    }

    /** A balancer of type network in eu-central-1. */
    public static Builder network(String name) {
        return new Builder().type(BalancerType.NETWORK).name(name);
    }

    /** Builds a {@link Balancer}; what is not set describes three zones with two nodes each and one HTTPS or TLS listener. */
    @JsonPOJOBuilder(withPrefix = "")
    public static final class Builder {
        private BalancerType type = BalancerType.APPLICATION;
        private String name;
        private String id;
        private String account = Account.DEFAULT_ID;
        private String region = "eu-central-1";
        private List<String> zones;
        private Integer nodesPerZone;
        private Instant created;
        private List<TargetGroup> targetGroups = List.of();
        private List<Listener> listeners;
        private Traffic traffic = Traffic.builder().build();
        private ErrorProcess clientErrors = ErrorProcess.builder().build();
        private List<Change> changes = List.of();

        private Builder() {}

        public Builder type(BalancerType value) {
            type = value;
            return this;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder id(String value) {
            id = value;
            return this;
        }

        public Builder account(String value) {
            account = value;
            return this;
        }

        public Builder region(String value) {
            region = value;
            return this;
        }

        public Builder zones(String... values) {
            zones = List.of(values);
            return this;
        }

        public Builder nodesPerZone(int value) {
            nodesPerZone = value;
            return this;
        }

        public Builder created(Instant value) {
            created = value;
            return this;
        }

        public Builder targetGroups(TargetGroup... values) {
            targetGroups = List.of(values);
            return this;
        }

        public Builder listeners(Listener... values) {
            listeners = List.of(values);
            return this;
        }

        public Builder traffic(Traffic value) {
            traffic = value;
            return this;
        }

        public Builder clientErrors(ErrorProcess value) {
            clientErrors = value;
            return this;
        }

        public Builder changes(Change... values) {
            changes = List.of(values);
            return this;
        }

        public Balancer build() {
            Check.notBlank("name", name);
            boolean application = type == BalancerType.APPLICATION;
            String protocol = application ? "HTTPS" : "TLS";
            return new Balancer(
                    type,
                    name,
                    id == null ? Identifiers.sixteenDigits(type.prefix() + "/" + region + "/" + name) : id,
                    account,
                    region,
                    zones == null ? List.of(region + "a", region + "b", region + "c") : zones,
                    nodesPerZone == null ? (application ? 2 : 1) : nodesPerZone,
                    created,
                    targetGroups,
                    listeners == null
                            ? List.of(Listener.builder().protocol(protocol).build())
                            : listeners,
                    traffic,
                    clientErrors,
                    changes);
        }
    }
}
