package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The samples of one point, as CloudWatch keeps them. */
final class StatisticSet {
    /** The statistics that CloudWatch derives from the samples of a point. */
    enum Statistic {
        SUM("Sum", StatisticSet::sum),
        AVERAGE("Average", set -> set.sum / set.sampleCount),
        MINIMUM("Minimum", set -> set.minimum),
        MAXIMUM("Maximum", set -> set.maximum),
        SAMPLE_COUNT("SampleCount", set -> set.sampleCount);

        private final String awsName;
        private final ToDoubleFunction<StatisticSet> value;

        Statistic(String awsName, ToDoubleFunction<StatisticSet> value) {
            this.awsName = awsName;
            this.value = value;
        }

        static Optional<Statistic> of(String awsName) {
            for (Statistic statistic : values()) {
                if (statistic.awsName.equals(awsName)) {
                    return Optional.of(statistic);
                }
            }
            return Optional.empty();
        }

        double of(StatisticSet set) {
            return value.applyAsDouble(set);
        }
    }

    private double sum;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;
    private int sampleCount;

    void add(double sample) {
        sum += sample;
        minimum = Math.min(minimum, sample);
        maximum = Math.max(maximum, sample);
        sampleCount++;
    }

    boolean isEmpty() {
        return sampleCount == 0;
    }

    private double sum() {
        return sum;
    }
}
