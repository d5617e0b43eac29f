package io.jenkins.plugins.tlserrorgate.evaluation;

/** What the errors are counted against. */
public enum Exposure {
    /** New connections, client and target side together: what an Application Load Balancer publishes. */
    CONNECTIONS("connections"),
    /** New TLS flows of a Network Load Balancer. */
    FLOWS("TLS flows"),
    /** Requests that reached a target group. */
    REQUESTS("requests"),
    /** Minutes, where no traffic metric says more: errors are then compared by time alone. */
    MINUTES("minutes");

    private final String noun;

    Exposure(String noun) {
        this.noun = noun;
    }

    /** The plural to put behind a number. */
    public String noun() {
        return noun;
    }
}
