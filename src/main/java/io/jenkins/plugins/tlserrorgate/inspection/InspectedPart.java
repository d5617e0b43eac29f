package io.jenkins.plugins.tlserrorgate.inspection;

import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Exposure;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import java.util.Arrays;

/**
 * One metric of one part of a balancer: its points and what they add up to. A period without a point is one without errors if
 * something proves that there was traffic in it, and an unknown one otherwise.
 */
public final class InspectedPart {

    private final Evidence evidence;

    /** @param evidence errors, traffic and each statistic that was asked for, of each period */
    InspectedPart(Evidence evidence) {
        this.evidence = evidence;
    }

    /** The metric. */
    public TlsMetric metric() {
        return evidence.metric();
    }

    /** The part of the balancer. */
    public Scope scope() {
        return evidence.scope();
    }

    /** What the traffic is counted in; minutes where no traffic metric has a point. */
    public Exposure basis() {
        return evidence.basis();
    }

    /** A statistic of each period, NaN where it is not known; Sum is zero where there was traffic and no error. */
    public double[] values(Statistic statistic) {
        return statistic == Statistic.SUM ? evidence.errors() : evidence.reported(statistic);
    }

    /** The traffic of each period, NaN where there was none. */
    public double[] exposure() {
        return evidence.exposure();
    }

    /** All errors of all periods. */
    public double totalErrors() {
        return sum(evidence.errors());
    }

    /** All traffic of all periods. */
    public double totalExposure() {
        return sum(evidence.exposure());
    }

    /** Errors per thousand connections, TLS flows or requests; NaN where there was no traffic to count. */
    public double errorsPerThousand() {
        return basis() == Exposure.MINUTES || totalExposure() == 0
                ? Double.NaN
                : 1_000 * totalErrors() / totalExposure();
    }

    /** How many periods had traffic. */
    public int periodsWithTraffic() {
        return (int)
                Arrays.stream(evidence.errors()).filter(e -> !Double.isNaN(e)).count();
    }

    /** How many periods had errors. */
    public int periodsWithErrors() {
        return (int) Arrays.stream(evidence.errors()).filter(e -> e > 0).count();
    }

    /** The first of the periods with the most errors, -1 if there were none. */
    public int peak() {
        double[] errors = evidence.errors();
        int peak = -1;
        for (int i = 0; i < errors.length; i++) {
            if (errors[i] > (peak < 0 ? 0 : errors[peak])) {
                peak = i;
            }
        }
        return peak;
    }

    /** The errors of that period, 0 if there were none. */
    public double peakErrors() {
        return Arrays.stream(evidence.errors()).filter(e -> e > 0).max().orElse(0);
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).sum();
    }
}
