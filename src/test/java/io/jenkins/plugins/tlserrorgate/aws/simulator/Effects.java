package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.List;

/**
 * What all changes together do in one minute to one zone, and there to one target group.
 *
 * @param traffic factor on the traffic
 * @param clientErrors factor on the rate of client errors
 * @param lockedOut share of the client connections that fails on top
 */
record Effects(double traffic, double clientErrors, double lockedOut) {
    private static final Effects NONE = new Effects(1, 1, 0);

    static Effects of(List<AppliedChange> changes, long minute, String zone) {
        Effects effects = NONE;
        for (AppliedChange applied : changes) {
            double share = applied.share(minute);
            if (share > 0 && applied.concernsZone(zone)) {
                Change change = applied.change();
                effects = new Effects(
                        effects.traffic * partly(change.trafficFactor(), share),
                        effects.clientErrors * partly(change.clientErrorFactor(), share),
                        1 - (1 - effects.lockedOut) * (1 - change.lockedOutShare() * share));
            }
        }
        return effects;
    }

    /** The probability that a connection to a target fails, after all changes. */
    static double targetErrorRate(
            List<AppliedChange> changes, long minute, String zone, String targetGroup, double rate) {
        double changed = rate;
        for (AppliedChange applied : changes) {
            double share = applied.share(minute);
            for (TargetEffect effect : applied.change().targets()) {
                boolean concerned = (effect.zone() == null || effect.zone().equals(zone))
                        && (effect.targetGroup() == null || effect.targetGroup().equals(targetGroup));
                if (share > 0 && concerned) {
                    changed = Math.min(1, changed * partly(effect.factor(), share));
                    changed = 1 - (1 - changed) * (1 - effect.share() * share);
                }
            }
        }
        return Math.min(1, changed);
    }

    private static double partly(double factor, double share) {
        return 1 + share * (factor - 1);
    }
}
