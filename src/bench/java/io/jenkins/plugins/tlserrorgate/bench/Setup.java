package io.jenkins.plugins.tlserrorgate.bench;

/**
 * The lengths that all rules share, in minutes.
 *
 * @param history what lies before the baseline
 * @param baseline the time before the deployment that says what is normal
 * @param deployment how long the deployment takes
 * @param observe the time after it that is judged
 */
record Setup(int history, int baseline, int deployment, int observe) {

    /** The minute at which the deployment begins. */
    int deploymentStart() {
        return history + baseline;
    }

    /** The first minute after the deployment. */
    int deploymentEnd() {
        return deploymentStart() + deployment;
    }

    /** All minutes. */
    int minutes() {
        return deploymentEnd() + observe;
    }
}
