package io.jenkins.plugins.tlserrorgate.aws;

import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** Lets each attempt of a call wait for its turn, and counts how it ended. */
final class Pacer implements ExecutionInterceptor, MetricPublisher {

    private static final String THROTTLING = "Throttling";

    private final AccountCalls calls;
    private final int rate;

    Pacer(AccountCalls calls, int rate) {
        this.calls = calls;
        this.rate = rate;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        try {
            TimeUnit.NANOSECONDS.sleep(calls.reserve(rate));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted before a call", e);
        }
    }

    @Override
    public void publish(MetricCollection call) {
        call.childrenWithName("ApiCallAttempt")
                .flatMap(attempt -> attempt.metricValues(CoreMetric.ERROR_TYPE).stream())
                .forEach(problem -> {
                    if (problem.equals(THROTTLING)) {
                        calls.throttled();
                    } else {
                        calls.failed();
                    }
                });
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
