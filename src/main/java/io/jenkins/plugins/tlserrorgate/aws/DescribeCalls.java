package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicyNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/**
 * The calls of one look at Elastic Load Balancing: all pages of each, and none of an action that was denied before. These
 * actions know no permissions by resource, so an action denied once is denied for everything.
 */
final class DescribeCalls {

    /** Far beyond what any account has; a server that always hands out one more page must come to an end. */
    private static final int MOST_PAGES = 1_000;

    private final Map<String, AwsServiceException> denied = new HashMap<>();

    /**
     * A page of an answer.
     *
     * @param items what is on it
     * @param nextMarker what to ask for the next one with, null on the last page
     */
    record Page<T>(List<T> items, String nextMarker) {}

    /**
     * Reads all pages of an answer.
     *
     * @param action the IAM action of the call
     * @param read reads the page of a marker, the first one for null
     * @return everything on all pages; empty if the identity may not make the call
     * @throws SourceException if AWS can't be reached or answers with an error that is no outcome of its own
     * @throws LoadBalancerNotFoundException as AWS answers it; likewise for listeners, policies and target groups not found
     */
    <T> Optional<List<T>> all(String action, Function<String, Page<T>> read)
            throws SourceException, InterruptedException {
        if (denied.containsKey(action)) {
            return Optional.empty();
        }
        List<T> items = new ArrayList<>();
        Set<String> markers = new HashSet<>();
        String marker = null;
        do {
            Optional<Page<T>> page = page(action, read, marker);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            items.addAll(page.get().items());
            marker = page.get().nextMarker();
            if (marker != null && (!markers.add(marker) || markers.size() > MOST_PAGES)) {
                throw new SourceException(
                        Kind.TRANSIENT, action + ": AWS hands out the same page again and again", null);
            }
        } while (marker != null);
        return Optional.of(items);
    }

    /** What to tell those who can't do without an action that was denied. */
    SourceException denial(String action) {
        return AwsErrors.denial(action, denied.get(action));
    }

    private <T> Optional<Page<T>> page(String action, Function<String, Page<T>> read, String marker)
            throws SourceException, InterruptedException {
        try {
            return Optional.of(read.apply(marker));
        } catch (LoadBalancerNotFoundException
                | ListenerNotFoundException
                | SslPolicyNotFoundException
                | TargetGroupNotFoundException e) {
            throw e;
        } catch (AwsServiceException e) {
            if (AwsErrors.isDenied(e)) {
                denied.put(action, e);
                return Optional.empty();
            }
            throw AwsErrors.translate(action, e);
        } catch (SdkException e) {
            throw AwsErrors.translate(action, e);
        }
    }
}
