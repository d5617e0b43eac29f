package io.jenkins.plugins.tlserrorgate.metrics;

import java.util.List;

/**
 * The statistics that CloudWatch computes over the samples of a period.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">CloudWatch
 *     statistics definitions</a>
 */
public enum Statistic {
    /** All samples added up: the number of errors. The most useful one for both metrics. */
    SUM("Sum"),
    /** Sum divided by the number of samples: errors that one node of the balancer saw in a minute. */
    AVERAGE("Average"),
    /** The smallest sample. */
    MINIMUM("Minimum"),
    /** The largest sample. */
    MAXIMUM("Maximum"),
    /** How many samples there were; each node of the balancer gives one a minute. Offered for no rule. */
    SAMPLE_COUNT("SampleCount");

    private final String id;

    Statistic(String id) {
        this.id = id;
    }

    /** The name under which CloudWatch and pipelines know it. */
    public String id() {
        return id;
    }

    private static final List<Statistic> OF_RULES = List.of(SUM, AVERAGE, MINIMUM, MAXIMUM);

    /** The names of those that a rule can be about: Sum, Average, Minimum, Maximum. */
    public static List<String> choices() {
        return OF_RULES.stream().map(Statistic::id).toList();
    }

    /**
     * One that a rule can be about.
     *
     * @param parameter the parameter that the text was given for
     * @param text Sum, Average, Minimum or Maximum, in any case
     * @throws InvalidParameterException if it is none of them
     */
    public static Statistic parse(String parameter, String text) {
        return NearWord.choose(parameter, text, OF_RULES, Statistic::id, "is no statistic");
    }

    /**
     * Any one.
     *
     * @param parameter the parameter that the text was given for
     * @param text the name of one, in any case
     * @throws InvalidParameterException if it is none
     */
    public static Statistic parseAny(String parameter, String text) {
        return NearWord.choose(parameter, text, List.of(values()), Statistic::id, "is no statistic");
    }
}
