package io.jenkins.plugins.tlserrorgate.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * The two metrics of TLS negotiation errors that Elastic Load Balancing publishes, unit Count.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">
 *     CloudWatch metrics for your Application Load Balancer</a>
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html">
 *     CloudWatch metrics for your Network Load Balancer</a>
 */
public enum TlsMetric {
    /** Connections from a client that did not come to be, because the TLS handshake with the balancer failed. */
    CLIENT(
            "client",
            "ClientTLSNegotiationErrorCount",
            "Client TLS Negotiation Error Count",
            "TLS handshakes that clients began with the load balancer and that did not lead to a connection, for lack of a"
                    + " common protocol or cipher, or because the client did not accept the certificate and closed the"
                    + " connection"),
    /** Connections from the balancer to a target that did not come to be, because their TLS handshake failed. */
    TARGET(
            "target",
            "TargetTLSNegotiationErrorCount",
            "Target TLS Negotiation Error Count",
            "TLS handshakes that the load balancer began with a target and that did not lead to a connection, for lack of a"
                    + " common protocol or cipher");

    /** The unit of both. */
    public static final String UNIT = "Count";

    private final String id;
    private final String metricName;
    private final String displayName;
    private final String meaning;

    TlsMetric(String id, String metricName, String displayName, String meaning) {
        this.id = id;
        this.metricName = metricName;
        this.displayName = displayName;
        this.meaning = meaning;
    }

    /** The short name by which pipelines and reports call it: {@code client} or {@code target}. */
    public String id() {
        return id;
    }

    /** The name under which CloudWatch has it. */
    public String metricName() {
        return metricName;
    }

    /** The name for people. */
    public String displayName() {
        return displayName;
    }

    /** What it counts, as a sentence without its end. */
    public String meaning() {
        return meaning;
    }

    /**
     * @param parameter the parameter that the text was given for
     * @param text {@code client}, {@code target} or a CloudWatch metric name, in any case
     * @throws InvalidParameterException if it is none of them
     */
    public static TlsMetric parse(String parameter, String text) {
        for (TlsMetric metric : values()) {
            if (metric.id.equalsIgnoreCase(text) || metric.metricName.equalsIgnoreCase(text)) {
                return metric;
            }
        }
        List<String> known = Arrays.stream(values()).map(TlsMetric::id).toList();
        throw new InvalidParameterException(
                parameter, text, "is no TLS metric; use client or target" + NearWord.hint(String.valueOf(text), known));
    }

    /**
     * Several of them, in the order of this list, each once.
     *
     * @param parameter the parameter that the texts were given for
     * @param texts what {@link #parse} reads; none for both metrics
     * @throws InvalidParameterException if one of them is no metric
     */
    public static List<TlsMetric> parseAll(String parameter, List<String> texts) {
        return texts.isEmpty()
                ? List.of(values())
                : texts.stream()
                        .map(text -> parse(parameter, text))
                        .distinct()
                        .sorted()
                        .toList();
    }
}
