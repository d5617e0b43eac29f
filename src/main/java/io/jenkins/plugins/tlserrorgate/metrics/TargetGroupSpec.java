package io.jenkins.plugins.tlserrorgate.metrics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A target group the way a user named it: by ARN, by the ARN's tail, or by name.
 *
 * @param text what the user wrote
 * @param region the region in the ARN, null without one
 * @param id what CloudWatch calls it, null if only the name is known
 * @param name the group's name
 */
public record TargetGroupSpec(String text, String region, TargetGroupId id, String name) implements Serializable {

    private static final int MOST = 500;

    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z0-9-]{0,20}:elasticloadbalancing:([a-z0-9-]{1,40}):[0-9]{12}:(targetgroup/[A-Za-z0-9/-]{1,100})");
    private static final Pattern TAIL = Pattern.compile("targetgroup/([A-Za-z0-9-]{1,32})/[0-9A-Za-z]{1,32}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?");

    /**
     * @param parameter the parameter that the text was given for
     * @param text an ARN, {@code targetgroup/NAME/ID}, or a name
     * @throws InvalidParameterException if it is none of them
     */
    public static TargetGroupSpec parse(String parameter, String text) {
        String trimmed = text == null ? "" : text.strip();
        Matcher arn = ARN.matcher(trimmed);
        String region = arn.matches() ? arn.group(1) : null;
        String rest = arn.matches() ? arn.group(2) : trimmed;
        Matcher tail = TAIL.matcher(rest);
        if (tail.matches()) {
            return new TargetGroupSpec(trimmed, region, new TargetGroupId(rest), tail.group(1));
        }
        if (region == null && NAME.matcher(trimmed).matches()) {
            return new TargetGroupSpec(trimmed, null, null, trimmed);
        }
        throw new InvalidParameterException(
                parameter,
                text,
                "is not a target group; give its ARN, the ARN's tail as in"
                        + " targetgroup/my-targets/73e2d6bc24d8a067, or its name");
    }

    /**
     * Several target groups of the same balancers.
     *
     * @param parameter the parameter that the texts were given for
     * @param texts each an ARN, {@code targetgroup/NAME/ID}, or a name
     * @param balancers the balancers, at least one
     * @throws InvalidParameterException if one of them is none of that, is named twice or can't be a target group of these
     *     balancers, or if there are too many
     */
    public static List<TargetGroupSpec> parseAll(
            String parameter, List<String> texts, List<LoadBalancerSpec> balancers) {
        if (texts.size() > MOST) {
            throw new InvalidParameterException(
                    parameter, texts.size() + " target groups", "are more than are read at once; name at most " + MOST);
        }
        if (!texts.isEmpty()
                && balancers.stream()
                        .allMatch(spec -> spec.id() != null && spec.id().kind() == LoadBalancerId.Kind.NETWORK)) {
            throw noneOf(balancers.get(0).id());
        }
        String region = balancers.stream()
                .map(LoadBalancerSpec::region)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<TargetGroupSpec> groups = new ArrayList<>();
        for (String text : texts) {
            TargetGroupSpec group = parse(parameter, text);
            if (group.region() != null && region != null && !group.region().equals(region)) {
                throw new InvalidParameterException(
                        parameter, text, "is in another region than the load balancer, " + region);
            }
            if (groups.stream().anyMatch(other -> other.name().equals(group.name()))) {
                throw new InvalidParameterException(parameter, text, "is named twice; name it once");
            }
            groups.add(group);
        }
        return groups;
    }

    /**
     * Checks that naming target groups has an effect.
     *
     * @throws InvalidParameterException if there are target groups, but only metrics that are not counted by them
     */
    public static void checkCounted(List<TargetGroupSpec> groups, List<TlsMetric> metrics) {
        if (!groups.isEmpty() && !metrics.contains(TlsMetric.TARGET)) {
            throw new InvalidParameterException(
                    "targetGroups",
                    groups.stream().map(TargetGroupSpec::text).collect(Collectors.joining(", ")),
                    "has no effect, as metrics leaves out target errors, the only ones counted by target group;"
                            + " add target to metrics or leave targetGroups out");
        }
    }

    /**
     * Says that target groups can't be judged one by one at a Network Load Balancer: it publishes target errors by
     * balancer and zone only, and a series that never has a point must not be taken for one without errors.
     */
    public static InvalidParameterException noneOf(LoadBalancerId balancer) {
        return new InvalidParameterException(
                "targetGroups",
                balancer,
                "is a Network Load Balancer, which publishes target errors for the balancer as a whole only;"
                        + " leave targetGroups out");
    }

    @Override
    public String toString() {
        return text;
    }
}
