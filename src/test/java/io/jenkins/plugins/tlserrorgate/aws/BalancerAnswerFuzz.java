package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupSpec;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** Any bytes as Elastic Load Balancing's answers (XML): identities and listeners, or the documented errors. */
public final class BalancerAnswerFuzz {

    private static final OneAnswer AWS = new OneAnswer();
    private static final ElasticLoadBalancingV2Client CLIENT = AWS.client(ElasticLoadBalancingV2Client.builder());
    private static final LoadBalancerSpec SHOP = LoadBalancerSpec.parse("loadBalancer", "shop");

    private BalancerAnswerFuzz() {}

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] input) throws InterruptedException {
        AWS.set(input);
        try {
            UsableAnswers.directory(() -> new ElasticLoadBalancingDirectory(CLIENT, "eu-central-1"))
                    .resolve(List.of(SHOP), List.of(TargetGroupSpec.parse("targetGroups", "api")));
        } catch (SourceException | InvalidParameterException e) {
            Errors.checkOneLine(e.getMessage());
        }
        try {
            UsableAnswers.listeners(() -> new ElasticLoadBalancingListeners(CLIENT, "eu-central-1"))
                    .snapshots(List.of(SHOP), Instant.EPOCH);
        } catch (SourceException | InvalidParameterException e) {
            Errors.checkOneLine(e.getMessage());
        }
    }
}
