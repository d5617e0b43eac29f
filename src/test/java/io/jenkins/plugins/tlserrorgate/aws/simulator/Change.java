package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.time.Instant;
import java.util.List;

/**
 * Something that happens to a load balancer: a deployment, a locked-out group of clients, the end of its traffic.
 *
 * @param name name, unique on the balancer
 * @param at when it happens; null together with {@code minute} for a change that is applied at run time
 * @param minute when it happens, in minutes after the scenario's start, negative before it
 * @param durationMinutes after how many minutes its effects on traffic and errors end; null for never
 * @param zone the only Availability Zone whose traffic and client errors change; null for all
 * @param trafficFactor multiplies the traffic; 0 stops it, scanners included
 * @param clientErrorFactor multiplies the rate of client errors
 * @param lockedOutShare share of the client connections whose handshake fails from now on
 * @param targets effects on the handshakes with targets
 * @param listeners listeners' policies and certificates that it replaces for good
 */
@JsonDeserialize(builder = Change.Builder.class)
public record Change(
        String name,
        Instant at,
        Integer minute,
        Integer durationMinutes,
        String zone,
        double trafficFactor,
        double clientErrorFactor,
        double lockedOutShare,
        List<TargetEffect> targets,
        List<ListenerUpdate> listeners) {
    public Change {
        Check.notBlank("name", name);
        Check.that(at == null || minute == null, "a change has at or minute, not both");
        Check.that(durationMinutes == null || durationMinutes > 0, "durationMinutes must be positive");
        Check.notNegative("trafficFactor", trafficFactor);
        Check.notNegative("clientErrorFactor", clientErrorFactor);
        Check.share("lockedOutShare", lockedOutShare);
        targets = List.copyOf(targets);
        listeners = List.copyOf(listeners);
    }

    /** When it happens; null if it is only applied at run time. */
    Instant scheduled(Instant start) {
        return minute == null ? at : start.plusSeconds(minute * 60L);
    }

    public static Builder builder(String name) {
        return new Builder().name(name);
    }

    /** Builds a {@link Change}; what is not set stays as it was. */
    @JsonPOJOBuilder(withPrefix = "")
    public static final class Builder {
        private String name;
        private Instant at;
        private Integer minute;
        private Integer durationMinutes;
        private String zone;
        private double trafficFactor = 1;
        private double clientErrorFactor = 1;
        private double lockedOutShare;
        private List<TargetEffect> targets = List.of();
        private List<ListenerUpdate> listeners = List.of();

        private Builder() {}

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder at(Instant value) {
            at = value;
            return this;
        }

        public Builder minute(Integer value) {
            minute = value;
            return this;
        }

        public Builder durationMinutes(Integer value) {
            durationMinutes = value;
            return this;
        }

        public Builder zone(String value) {
            zone = value;
            return this;
        }

        public Builder trafficFactor(double value) {
            trafficFactor = value;
            return this;
        }

        public Builder clientErrorFactor(double value) {
            clientErrorFactor = value;
            return this;
        }

        public Builder lockedOutShare(double value) {
            lockedOutShare = value;
            return this;
        }

        public Builder targets(TargetEffect... values) {
            targets = List.of(values);
            return this;
        }

        public Builder listeners(ListenerUpdate... values) {
            listeners = List.of(values);
            return this;
        }

        public Change build() {
            return new Change(
                    name,
                    at,
                    minute,
                    durationMinutes,
                    zone,
                    trafficFactor,
                    clientErrorFactor,
                    lockedOutShare,
                    targets,
                    listeners);
        }
    }
}
