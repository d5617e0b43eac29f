package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Scanners that come in bursts: for some minutes they add failing handshakes to the ordinary ones.
 *
 * @param probability probability that a burst begins in a given minute
 * @param minSize smallest mean number of errors a minute of a burst
 * @param maxSize largest; sizes in between are log-uniform
 * @param minMinutes shortest duration
 * @param maxMinutes longest duration
 */
@JsonDeserialize(builder = Bursts.Builder.class)
public record Bursts(double probability, double minSize, double maxSize, int minMinutes, int maxMinutes) {
    /** Never a burst. */
    public static final Bursts NONE = new Bursts(0, 1, 1, 1, 1);

    public Bursts {
        Check.share("probability", probability);
        Check.that(minSize > 0 && minSize <= maxSize, "sizes must be 0 < minSize <= maxSize");
        Check.that(
                minMinutes >= 1 && minMinutes <= maxMinutes && maxMinutes <= 1440,
                "durations must be 1 <= minMinutes <= maxMinutes <= 1440");
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link Bursts}; what is not set describes one burst in 200 minutes of 20 to 200 errors over 1 to 5 minutes. */
    @JsonPOJOBuilder(withPrefix = "")
    public static final class Builder {
        private double probability = 0.005;
        private double minSize = 20;
        private double maxSize = 200;
        private int minMinutes = 1;
        private int maxMinutes = 5;

        private Builder() {}

        public Builder probability(double value) {
            probability = value;
            return this;
        }

        public Builder minSize(double value) {
            minSize = value;
            return this;
        }

        public Builder maxSize(double value) {
            maxSize = value;
            return this;
        }

        public Builder minMinutes(int value) {
            minMinutes = value;
            return this;
        }

        public Builder maxMinutes(int value) {
            maxMinutes = value;
            return this;
        }

        public Bursts build() {
            return new Bursts(probability, minSize, maxSize, minMinutes, maxMinutes);
        }
    }
}
