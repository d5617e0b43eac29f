package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.io.Serializable;

/**
 * The minutes that a comparison rests on, for those who draw it: one value a minute, NaN where nothing is known.
 *
 * @param metric the metric
 * @param scope the part of the balancer
 * @param unit what the errors are held against
 * @param span the minutes
 * @param errors errors a minute
 * @param exposure what they are held against
 */
public record PartMinutes(TlsMetric metric, Scope scope, String unit, Window span, double[] errors, double[] exposure)
        implements Serializable {

    /** The minutes of the window that the evidence has; none if it has none of them. */
    static PartMinutes of(Evidence evidence, Window window) {
        Window known = evidence.span();
        Window span = new Window(
                window.start().isBefore(known.start()) ? known.start() : window.start(),
                window.end().isAfter(known.end()) ? known.end() : window.end());
        return new PartMinutes(
                evidence.metric(),
                evidence.scope(),
                evidence.basis().noun(),
                span,
                evidence.errors(span),
                evidence.exposure(span));
    }
}
