package io.jenkins.plugins.tlserrorgate.metrics;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A load balancer the way a user named it: by ARN, by the ARN's tail, or by name.
 *
 * @param text what the user wrote
 * @param arn the ARN, null if the user gave none
 * @param region the region in the ARN, null without one
 * @param id what CloudWatch calls it, null if only the name is known
 * @param name the balancer's name
 */
public record LoadBalancerSpec(String text, String arn, String region, LoadBalancerId id, String name)
        implements Serializable {

    // Shapes of names and ARNs:
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_elasticloadbalancingv2.html
    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z0-9-]{0,20}:elasticloadbalancing:([a-z0-9-]{1,40}):[0-9]{12}:loadbalancer/([A-Za-z0-9/-]{1,100})");
    private static final Pattern TAIL = Pattern.compile("(app|net|gwy)/([A-Za-z0-9-]{1,32})/([0-9A-Za-z]{1,32})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?");
    private static final String HOW =
            "give the ARN, its tail as in app/my-balancer/50dc6c495c0c9188 or net/..., or the balancer's name";

    /**
     * @param parameter the parameter that the text was given for
     * @param text an ARN, {@code app/NAME/ID}, {@code net/NAME/ID}, or a name
     * @throws InvalidParameterException if it is none of them, or a kind of balancer without these metrics
     */
    public static LoadBalancerSpec parse(String parameter, String text) {
        String trimmed = text == null ? "" : text.strip();
        if (trimmed.isEmpty()) {
            throw new InvalidParameterException(parameter, text, "names no load balancer; " + HOW);
        }
        if (trimmed.startsWith("arn:")) {
            Matcher arn = ARN.matcher(trimmed);
            if (!arn.matches()) {
                throw new InvalidParameterException(
                        parameter,
                        text,
                        "is not the ARN of a load balancer; it should look like"
                                + " arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/my-balancer/50dc6c495c0c9188");
            }
            LoadBalancerId id = tail(parameter, text, arn.group(2))
                    .orElseThrow(() -> new InvalidParameterException(
                            parameter,
                            text,
                            arn.group(2).contains("/")
                                    ? "is not the ARN of a load balancer; it should end in app/NAME/ID or net/NAME/ID"
                                    : "is a Classic Load Balancer, which publishes no TLS negotiation errors;"
                                            + " use an Application or Network Load Balancer"));
            return new LoadBalancerSpec(trimmed, trimmed, arn.group(1), id, id.name());
        }
        Optional<LoadBalancerId> id = tail(parameter, text, trimmed);
        if (id.isPresent()) {
            return new LoadBalancerSpec(trimmed, null, null, id.get(), id.get().name());
        }
        if (NAME.matcher(trimmed).matches()) {
            return new LoadBalancerSpec(trimmed, null, null, null, trimmed);
        }
        throw new InvalidParameterException(parameter, text, "is not a load balancer; " + HOW);
    }

    private static Optional<LoadBalancerId> tail(String parameter, String text, String tail) {
        Matcher matcher = TAIL.matcher(tail);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        if (matcher.group(1).equals("gwy")) {
            throw new InvalidParameterException(
                    parameter,
                    text,
                    "is a Gateway Load Balancer, which terminates no TLS; use an Application or Network Load Balancer");
        }
        return Optional.of(LoadBalancerId.of(tail));
    }

    /** The account in the ARN, null without one. */
    public String account() {
        return arn == null ? null : arn.split(":", -1)[4];
    }

    @Override
    public String toString() {
        return text;
    }
}
