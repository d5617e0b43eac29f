package io.jenkins.plugins.tlserrorgate.metrics;

import java.nio.charset.StandardCharsets;

/** Any text as a load balancer and as a target group: it is taken or refused; a name taken carries nothing but name. */
public final class NameFuzz {

    private NameFuzz() {}

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            LoadBalancerSpec spec = LoadBalancerSpec.parse("loadBalancer", text);
            check(spec.name());
            if (spec.id() != null && !LoadBalancerId.of(spec.id().dimension()).equals(spec.id())) {
                throw new AssertionError(spec);
            }
        } catch (InvalidParameterException e) {
            Errors.checkOneLine(e.getMessage());
        }
        try {
            check(TargetGroupSpec.parse("targetGroups", text).name());
        } catch (InvalidParameterException e) {
            Errors.checkOneLine(e.getMessage());
        }
    }

    private static void check(String name) {
        if (!name.codePoints().allMatch(c -> c == '-' || c < 128 && Character.isLetterOrDigit(c))
                || name.length() > 32) {
            throw new AssertionError(name);
        }
    }
}
