package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * How TLS negotiation errors come about: a rate per connection, made uneven in three ways.
 *
 * @param perThousand mean of errors per 1,000 connections
 * @param frailtyVariance variance of the gamma-distributed factor (mean 1) drawn anew each minute; 0 gives Poisson counts
 * @param variation standard deviation of the logarithm of the slow random factor (mean 1)
 * @param correlation correlation of the slow factor's logarithm between one minute and the next
 * @param bursts errors on top of the rate
 */
@JsonDeserialize(builder = ErrorProcess.Builder.class)
public record ErrorProcess(
        double perThousand, double frailtyVariance, double variation, double correlation, Bursts bursts) {
    /** Never an error. */
    public static final ErrorProcess NONE = new ErrorProcess(0, 0, 0, 0, Bursts.NONE);

    public ErrorProcess {
        Check.that(
                perThousand >= 0 && perThousand <= 1000,
                "perThousand must be between 0 and 1000 but is " + perThousand);
        Check.notNegative("frailtyVariance", frailtyVariance);
        Check.notNegative("variation", variation);
        Check.that(correlation >= 0 && correlation < 1, "correlation must be in [0, 1) but is " + correlation);
    }

    /** Errors that are as even as chance allows. */
    public static ErrorProcess steady(double perThousand) {
        return builder().perThousand(perThousand).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link ErrorProcess}; what is not set describes 2 errors per 1,000 connections, Poisson, without bursts. */
    @JsonPOJOBuilder(withPrefix = "")
    public static final class Builder {
        private double perThousand = 2;
        private double frailtyVariance;
        private double variation;
        private double correlation = 0.9;
        private Bursts bursts = Bursts.NONE;

        private Builder() {}

        public Builder perThousand(double value) {
            perThousand = value;
            return this;
        }

        public Builder frailtyVariance(double value) {
            frailtyVariance = value;
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

        public Builder bursts(Bursts value) {
            bursts = value;
            return this;
        }

        public ErrorProcess build() {
            return new ErrorProcess(perThousand, frailtyVariance, variation, correlation, bursts);
        }
    }
}
