package io.jenkins.plugins.tlserrorgate.tlspolicy;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where listeners' TLS settings come from; the port to Elastic Load Balancing. */
public interface ListenerSource {

    /**
     * Reads what these balancers offer now, in as few calls as the source allows. What the identity may not read is said in the
     * snapshot; a balancer that does not exist has one that says so.
     *
     * @param balancers the balancers as named
     * @param now the present, kept in the snapshots
     * @return a snapshot of each, in their order
     * @throws SourceException if the source can't be read for another reason than a missing permission
     * @throws InvalidParameterException if a name turns out to be that of a balancer that terminates no TLS
     * @throws InterruptedException if the calling thread is interrupted
     */
    List<ListenerSnapshot> snapshots(List<LoadBalancerSpec> balancers, Instant now)
            throws SourceException, InterruptedException;

    /**
     * Reads security policies.
     *
     * @param names the policies wanted; none for all that there are
     * @return those that exist, by name
     * @throws SourceException if the source can't be read, or the identity may not
     * @throws InterruptedException if the calling thread is interrupted
     */
    Map<String, SecurityPolicy> policies(Set<String> names) throws SourceException, InterruptedException;
}
