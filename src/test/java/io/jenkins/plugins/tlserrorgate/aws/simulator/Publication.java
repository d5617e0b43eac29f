package io.jenkins.plugins.tlserrorgate.aws.simulator;

/**
 * When and how completely a node's samples reach CloudWatch.
 *
 * @param minDelaySeconds earliest time after a minute's end at which any of its samples is seen
 * @param maxDelaySeconds time after a minute's end at which all of its samples are final
 * @param incompleteShare share of its final value that a sample shows between its arrival and its correction
 */
public record Publication(double minDelaySeconds, double maxDelaySeconds, double incompleteShare) {
    /** What is usual at AWS: one to three minutes. */
    public static final Publication USUAL = new Publication(60, 180, 0.6);

    /** Every sample is final at the end of its minute. */
    public static final Publication IMMEDIATE = new Publication(0, 0, 1);

    public Publication {
        Check.notNegative("minDelaySeconds", minDelaySeconds);
        Check.that(
                maxDelaySeconds >= minDelaySeconds && Double.isFinite(maxDelaySeconds),
                "maxDelaySeconds must be at least minDelaySeconds");
        Check.share("incompleteShare", incompleteShare);
    }

    /**
     * What is seen of a sample.
     *
     * @param value final value
     * @param ageSeconds time since the end of the sample's minute
     * @param noise number that depends on the sample alone and decides on its delay
     */
    int visible(int value, double ageSeconds, long noise) {
        if (ageSeconds >= maxDelaySeconds) {
            return value;
        }
        double corrected = minDelaySeconds + Randomness.uniform(noise, 0) * (maxDelaySeconds - minDelaySeconds);
        double arrived = minDelaySeconds + Randomness.uniform(noise, 1) * (corrected - minDelaySeconds);
        if (ageSeconds >= corrected) {
            return value;
        }
        return ageSeconds >= arrived ? (int) (value * incompleteShare) : 0;
    }
}
