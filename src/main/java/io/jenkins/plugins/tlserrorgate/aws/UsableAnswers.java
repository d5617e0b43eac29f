package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSource;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SecurityPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ports, for which an answer that lacks what AWS documents as always there (a proxy's page, an endpoint that is none) is
 * a fault of the source like any other, and no error of the gate.
 */
final class UsableAnswers {

    @FunctionalInterface
    interface Call<T> {
        T get() throws SourceException, InterruptedException;
    }

    private UsableAnswers() {}

    static MetricSource metrics(Call<MetricSource> source) {
        return (keys, window, period) ->
                usable(CloudWatchSource.ACTION, () -> source.get().read(keys, window, period));
    }

    static BalancerDirectory directory(Call<BalancerDirectory> directory) {
        return (balancers, groups) -> usable(
                "elasticloadbalancing:DescribeLoadBalancers",
                () -> directory.get().resolve(balancers, groups));
    }

    static ListenerSource listeners(Call<ListenerSource> source) {
        return new ListenerSource() {
            @Override
            public List<ListenerSnapshot> snapshots(List<LoadBalancerSpec> balancers, Instant now)
                    throws SourceException, InterruptedException {
                return usable(
                        "elasticloadbalancing:DescribeListeners",
                        () -> source.get().snapshots(balancers, now));
            }

            @Override
            public Map<String, SecurityPolicy> policies(Set<String> names)
                    throws SourceException, InterruptedException {
                return usable(
                        "elasticloadbalancing:DescribeSSLPolicies",
                        () -> source.get().policies(names));
            }
        };
    }

    static List<String> choices(Call<List<String>> call) throws SourceException, InterruptedException {
        return usable(BalancerNames.ACTION, call);
    }

    private static <T> T usable(String action, Call<T> call) throws SourceException, InterruptedException {
        try {
            return call.get();
        } catch (InvalidParameterException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SourceException(
                    SourceException.Kind.TRANSIENT,
                    action + ": no usable answer from AWS: " + e.getClass().getSimpleName(),
                    e);
        }
    }
}
