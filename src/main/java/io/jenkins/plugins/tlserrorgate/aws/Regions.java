package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

/** Finds out which region a gate is about. */
public final class Regions {

    private static final List<String> VARIABLES = List.of("AWS_REGION", "AWS_DEFAULT_REGION");

    private Regions() {}

    /** The ids of all regions that the SDK knows, sorted. */
    public static List<String> known() {
        return Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .map(Region::id)
                .sorted()
                .toList();
    }

    /**
     * The first that is set: the parameter, the balancer's ARN, the environment's {@code AWS_REGION} or {@code
     * AWS_DEFAULT_REGION}, the configured default, the SDK's own chain.
     *
     * @param parameter the parameter {@code region}, null or blank if not given
     * @param balancer the balancer, whose ARN may name its region
     * @param environment the environment of the step
     * @param configured the administrator's default, null or blank for none
     * @param chain what the SDK finds on this machine; null where it must not be asked
     * @throws InvalidParameterException if the region is unknown, contradicts the ARN, or none can be found
     */
    public static Region choose(
            String parameter,
            LoadBalancerSpec balancer,
            Map<String, String> environment,
            String configured,
            AwsRegionProvider chain) {
        if (isSet(parameter)) {
            Region region = parse("region", parameter);
            if (balancer.region() != null && !balancer.region().equals(region.id())) {
                throw new InvalidParameterException(
                        "region",
                        parameter,
                        "contradicts the load balancer's ARN, which is in " + balancer.region()
                                + "; leave region out or correct one of them");
            }
            return region;
        }
        if (balancer.region() != null) {
            return parse("loadBalancer", balancer.region());
        }
        for (String variable : VARIABLES) {
            if (isSet(environment.get(variable))) {
                return parse(variable, environment.get(variable));
            }
        }
        if (isSet(configured)) {
            return parse("default region", configured);
        }
        Region found = found(chain);
        if (found != null) {
            return parse("AWS configuration of this machine", found.id());
        }
        throw new InvalidParameterException(
                "region",
                null,
                "is needed: set the parameter region, give the load balancer's ARN, set AWS_REGION in the environment,"
                        + " or have an administrator set the default region");
    }

    private static Region found(AwsRegionProvider chain) {
        try {
            return chain == null ? null : chain.getRegion();
        } catch (SdkClientException e) {
            // Nothing there either: the caller says what could be set.
            return null;
        }
    }

    /** @throws InvalidParameterException if the SDK knows no such region */
    public static Region parse(String parameter, String text) {
        String id = text.strip();
        if (!known().contains(id)) {
            throw new InvalidParameterException(
                    parameter, text, "is no AWS region; use one such as eu-west-1" + NearWord.hint(id, known()));
        }
        return Region.of(id);
    }

    private static boolean isSet(String text) {
        return text != null && !text.isBlank();
    }
}
