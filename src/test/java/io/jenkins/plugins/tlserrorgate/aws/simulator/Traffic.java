package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * The clients' traffic on one load balancer.
 *
 * @param connectionsPerMinute mean of new client connections a minute over a working day
 * @param dailyAmplitude relative height of the daily rhythm: 0 none, 1 from nothing to twice the mean
 * @param peakHour hour of the day in UTC at which the rhythm peaks
 * @param weekendFactor traffic of Saturdays and Sundays (UTC) relative to working days
 * @param variation standard deviation of the logarithm of the slow random variation
 * @param correlation correlation of that variation between one minute and the next
 * @param requestsPerConnection mean of requests on a connection whose handshake succeeded
 * @param targetConnectionsPerConnection mean of new connections to targets for each client connection that succeeded
 * @param openMinutes mean time a connection stays open
 */
@JsonDeserialize(builder = Traffic.Builder.class)
public record Traffic(
        double connectionsPerMinute,
        double dailyAmplitude,
        double peakHour,
        double weekendFactor,
        double variation,
        double correlation,
        double requestsPerConnection,
        double targetConnectionsPerConnection,
        double openMinutes) {
    public Traffic {
        Check.notNegative("connectionsPerMinute", connectionsPerMinute);
        Check.share("dailyAmplitude", dailyAmplitude);
        Check.that(peakHour >= 0 && peakHour < 24, "peakHour must be in [0, 24) but is " + peakHour);
        Check.notNegative("weekendFactor", weekendFactor);
        Check.notNegative("variation", variation);
        Check.that(correlation >= 0 && correlation < 1, "correlation must be in [0, 1) but is " + correlation);
        Check.notNegative("requestsPerConnection", requestsPerConnection);
        Check.notNegative("targetConnectionsPerConnection", targetConnectionsPerConnection);
        Check.notNegative("openMinutes", openMinutes);
    }

    /** Steady traffic without rhythm or variation. */
    public static Traffic steady(double connectionsPerMinute) {
        return builder().connectionsPerMinute(connectionsPerMinute).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link Traffic}; what is not set describes 1,000 steady connections a minute. */
    @JsonPOJOBuilder(withPrefix = "")
    public static final class Builder {
        private double connectionsPerMinute = 1000;
        private double dailyAmplitude;
        private double peakHour = 14;
        private double weekendFactor = 1;
        private double variation;
        private double correlation = 0.98;
        private double requestsPerConnection = 4;
        private double targetConnectionsPerConnection = 0.25;
        private double openMinutes = 1;

        private Builder() {}

        public Builder connectionsPerMinute(double value) {
            connectionsPerMinute = value;
            return this;
        }

        public Builder dailyAmplitude(double value) {
            dailyAmplitude = value;
            return this;
        }

        public Builder peakHour(double value) {
            peakHour = value;
            return this;
        }

        public Builder weekendFactor(double value) {
            weekendFactor = value;
            return this;
        }

        public Builder variation(double value) {
            variation = value;
            return this;
        }

        public Builder correlation(double value) {
            correlation = value;
            return this;
        }

        public Builder requestsPerConnection(double value) {
            requestsPerConnection = value;
            return this;
        }

        public Builder targetConnectionsPerConnection(double value) {
            targetConnectionsPerConnection = value;
            return this;
        }

        public Builder openMinutes(double value) {
            openMinutes = value;
            return this;
        }

        public Traffic build() {
            return new Traffic(
                    connectionsPerMinute,
                    dailyAmplitude,
                    peakHour,
                    weekendFactor,
                    variation,
                    correlation,
                    requestsPerConnection,
                    targetConnectionsPerConnection,
                    openMinutes);
        }
    }
}
