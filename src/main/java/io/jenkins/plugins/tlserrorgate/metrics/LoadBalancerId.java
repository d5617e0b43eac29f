package io.jenkins.plugins.tlserrorgate.metrics;

import java.io.Serializable;

/**
 * A load balancer as CloudWatch knows it.
 *
 * @param kind which of the two kinds that speak TLS it is
 * @param dimension the value of the dimension {@code LoadBalancer}: the tail of the ARN, {@code app/NAME/ID} or
 *     {@code net/NAME/ID}
 */
public record LoadBalancerId(Kind kind, String dimension) implements Serializable {

    /** The kinds of balancers that publish TLS negotiation errors. */
    public enum Kind {
        /** Application Load Balancer, namespace {@code AWS/ApplicationELB}. */
        APPLICATION("AWS/ApplicationELB", "app"),
        /** Network Load Balancer with TLS listeners, namespace {@code AWS/NetworkELB}. */
        NETWORK("AWS/NetworkELB", "net");

        private final String namespace;

        /** What the dimension's value begins with. */
        private final String prefix;

        Kind(String namespace, String prefix) {
            this.namespace = namespace;
            this.prefix = prefix;
        }

        /** The CloudWatch namespace of its metrics. */
        public String namespace() {
            return namespace;
        }
    }

    /**
     * @param dimension {@code app/NAME/ID} or {@code net/NAME/ID}
     * @throws IllegalArgumentException if it is neither
     */
    public static LoadBalancerId of(String dimension) {
        for (Kind kind : Kind.values()) {
            if (dimension.startsWith(kind.prefix + "/") && dimension.split("/", -1).length == 3) {
                return new LoadBalancerId(kind, dimension);
            }
        }
        throw new IllegalArgumentException("not a load balancer's dimension: " + PlainText.quote(dimension));
    }

    /** The name that its owner gave it. */
    public String name() {
        return nameIn(dimension);
    }

    /** The name in what may be a balancer's dimension; any other text as it is. */
    public static String nameIn(String text) {
        String[] words = text.split("/", -1);
        return words.length == 3 ? words[1] : text;
    }

    @Override
    public String toString() {
        return dimension;
    }
}
