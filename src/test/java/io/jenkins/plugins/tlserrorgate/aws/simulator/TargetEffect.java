package io.jenkins.plugins.tlserrorgate.aws.simulator;

/**
 * What a change does to the handshakes with targets.
 *
 * @param targetGroup name of the group; null for all with TLS
 * @param zone the only Availability Zone concerned; null for all
 * @param factor multiplies the rate of errors; null for 1
 * @param share share of the connections that fails on top; null for 0
 */
public record TargetEffect(String targetGroup, String zone, Double factor, Double share) {
    public TargetEffect {
        factor = factor == null ? 1 : factor;
        share = share == null ? 0 : share;
        Check.notNegative("factor", factor);
        Check.share("share", share);
    }

    /** Multiplies a group's rate of errors in all zones. */
    public static TargetEffect factor(String targetGroup, double factor) {
        return new TargetEffect(targetGroup, null, factor, null);
    }

    /** Lets a share of a group's connections fail in all zones. */
    public static TargetEffect share(String targetGroup, double share) {
        return new TargetEffect(targetGroup, null, null, share);
    }

    /** The same in one zone only. */
    public TargetEffect inZone(String name) {
        return new TargetEffect(targetGroup, name, factor, share);
    }
}
