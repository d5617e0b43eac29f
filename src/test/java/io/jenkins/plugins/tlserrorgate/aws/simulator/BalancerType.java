package io.jenkins.plugins.tlserrorgate.aws.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The two kinds of load balancer that terminate TLS and publish its errors. */
public enum BalancerType {
    @JsonProperty("application")
    APPLICATION("application", "app", "AWS/ApplicationELB"),
    @JsonProperty("network")
    NETWORK("network", "net", "AWS/NetworkELB");

    private final String type;
    private final String prefix;
    private final String namespace;

    BalancerType(String type, String prefix, String namespace) {
        this.type = type;
        this.prefix = prefix;
        this.namespace = namespace;
    }

    /** The value of {@code Type} in DescribeLoadBalancers. */
    public String type() {
        return type;
    }

    /** The first part of the ARN's tail. */
    public String prefix() {
        return prefix;
    }

    /** The CloudWatch namespace. */
    public String namespace() {
        return namespace;
    }
}
