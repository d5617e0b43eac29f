package io.jenkins.plugins.tlserrorgate.bench;

/** A way to decide about a deployment, for the comparison. */
interface DetectionRule {

    /** The name in the table. */
    String label();

    /**
     * Whether it fails the deployment.
     *
     * @param trial what it may look at
     * @param factor what really happened; for the oracle alone
     */
    boolean fires(Trial trial, double factor);
}
