package io.jenkins.plugins.tlserrorgate.bench;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One deployment with what came before it and after it.
 *
 * @param setup the lengths
 * @param regime how errors come about
 * @param connections new connections by minute
 * @param errors errors by minute
 */
record Trial(Setup setup, Regime regime, double[] connections, double[] errors) {

    /** Draws a deployment, once for each factor by which the rate changes when it begins. */
    static Trial[] draw(Setup setup, Regime regime, Traffic traffic, double[] factors, RandomGenerator random) {
        double[] connections = traffic.connections(setup.minutes(), random);
        double[][] errors = regime.errors(connections, setup.deploymentStart(), factors, random);
        return Arrays.stream(errors)
                .map(e -> new Trial(setup, regime, connections, e))
                .toArray(Trial[]::new);
    }

    double[] errorsBefore() {
        return Arrays.copyOfRange(errors, setup.history(), setup.deploymentStart());
    }

    double[] errorsAfter() {
        return Arrays.copyOfRange(errors, setup.deploymentEnd(), setup.minutes());
    }

    double[] connectionsBefore() {
        return Arrays.copyOfRange(connections, setup.history(), setup.deploymentStart());
    }

    double[] connectionsAfter() {
        return Arrays.copyOfRange(connections, setup.deploymentEnd(), setup.minutes());
    }
}
