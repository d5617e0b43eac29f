package io.jenkins.plugins.tlserrorgate.evaluation;

/**
 * Spends the probability of a false alarm over several looks at a growing observation, so that looking early does not make
 * the gate more nervous: alpha × t³ is spent up to the share t of the observation (K. Kim and D. L. DeMets, Biometrika 74,
 * 1987, 149-154), and the looks together have at most the whole of it, whatever they have in common.
 *
 * <p>An early look may fail a gate and never pass it.
 */
public final class Looks {

    private static final double POWER = 3;

    private Looks() {}

    /**
     * @param previous share of the observation at the look before, 0 if there was none
     * @param now share of the observation at this look, above {@code previous}, 1 for the last
     * @return this look's share of alpha, for {@link Circumstances#alphaShare}
     */
    public static double alphaShare(double previous, double now) {
        if (!(previous >= 0 && previous < now && now <= 1)) {
            throw new IllegalArgumentException("looks must go forward from 0 to 1: " + previous + " to " + now);
        }
        return Math.pow(now, POWER) - Math.pow(previous, POWER);
    }
}
