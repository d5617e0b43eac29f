package io.jenkins.plugins.tlserrorgate.evaluation;

/** What a gate says in the end, from best to worst. */
public enum Verdict {
    /** No rise, and one worth acting on would have been seen. */
    PASS,
    /** The evidence suffices for neither answer. Never a pass: a mistyped balancer looks just like this. */
    INCONCLUSIVE,
    /** Errors went up after the deployment. */
    FAIL,
    /** The evidence could not be had: AWS, permissions, credentials. */
    ERROR
}
