package io.jenkins.plugins.tlserrorgate.metrics;

import java.util.Arrays;
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

    /** The names of those that a rule can be about: Sum, Average, Minimum, Maximum. */
    public static List<String> choices() {
        return Arrays.stream(values())
                .filter(s -> s != SAMPLE_COUNT)
                .map(Statistic::id)
                .toList();
    }

    /** The names of all. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Statistic::id).toList();
    }

    /**
     * One that a rule can be about.
     *
     * @param parameter the parameter that the text was given for
     * @param text Sum, Average, Minimum or Maximum, in any case
     * @throws InvalidParameterException if it is none of them
     */
    public static Statistic parse(String parameter, String text) {
        return parse(parameter, text, choices());
    }

    /**
     * Any one.
     *
     * @param parameter the parameter that the text was given for
     * @param text the name of one, in any case
     * @throws InvalidParameterException if it is none
     */
    public static Statistic parseAny(String parameter, String text) {
        return parse(parameter, text, names());
    }

    private static Statistic parse(String parameter, String text, List<String> known) {
        for (Statistic statistic : values()) {
            if (known.contains(statistic.id) && statistic.id.equalsIgnoreCase(text)) {
                return statistic;
            }
        }
        throw new InvalidParameterException(
                parameter,
                text,
                "is no statistic; use " + String.join(", ", known) + NearWord.hint(String.valueOf(text), known));
    }
}
