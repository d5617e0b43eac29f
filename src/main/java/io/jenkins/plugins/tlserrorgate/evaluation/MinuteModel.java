package io.jenkins.plugins.tlserrorgate.evaluation;

import java.util.Arrays;

/**
 * How the errors of single minutes scatter around their mean when nothing has changed, learnt from a stretch of history.
 *
 * <p>A minute is negative binomial around exposure × rate (Poisson counts with a gamma frailty: M. Greenwood and G. U.
 * Yule, Journal of the Royal Statistical Society 83, 1920, 255-279) or, rarely, a burst: some scanner's errors, many more
 * than the minutes around it have. The rate may wander; it is taken anew in each block of an hour.
 *
 * @param frailty variance of the frailty, 0 for Poisson counts
 * @param burstShare the share of minutes that are bursts, above 0 even if none was seen
 * @param burstSize a typical size of a burst: errors that half of them exceed
 * @param burst which minutes are bursts
 */
record MinuteModel(double frailty, double burstShare, double burstSize, boolean[] burst) {

    private static final int BLOCK = 60;
    private static final int ROUNDS = 5;

    /** A minute this many standard deviations above the mean of its hour, and then some, is a burst. */
    private static final double DEVIATIONS = 6;

    private static final double EXTRA = 4;
    private static final double WIDEST_FRAILTY = 4;
    private static final double USUAL_BURST = 50;

    /**
     * Learns from the minutes {@code from} to {@code to}, the latter not included. Bursts and the rest are told apart in
     * turns: the rate of each hour and the frailty from the minutes that are no bursts, the bursts from these.
     */
    static MinuteModel fit(Minutes minutes, int from, int to) {
        boolean[] burst = new boolean[minutes.length()];
        double frailty = 1;
        for (int round = 0; round < ROUNDS; round++) {
            boolean[] before = burst.clone();
            double next = round(minutes, from, to, burst, frailty);
            if (next == frailty && Arrays.equals(before, burst)) {
                break;
            }
            frailty = next;
        }
        int known = 0;
        int bursts = 0;
        double[] sizes = new double[to - from];
        for (int i = from; i < to; i++) {
            if (minutes.known(i)) {
                known++;
                if (burst[i]) {
                    sizes[bursts++] = minutes.errors()[i];
                }
            }
        }
        Arrays.sort(sizes, 0, bursts);
        double size = bursts == 0 ? USUAL_BURST : sizes[bursts / 2];
        return new MinuteModel(frailty, (bursts + 0.5) / (known + 1), size, burst);
    }

    /** One turn: marks the bursts anew and returns the frailty's variance by the method of moments. */
    private static double round(Minutes minutes, int from, int to, boolean[] burst, double frailty) {
        double excess = 0;
        double squares = 0;
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(start + BLOCK, to);
            double errors = 0;
            double exposure = 0;
            int calm = 0;
            for (int i = start; i < end; i++) {
                if (minutes.known(i) && !burst[i]) {
                    errors += minutes.errors()[i];
                    exposure += minutes.exposure()[i];
                    calm++;
                }
            }
            if (calm < 2) {
                continue;
            }
            double rate = errors / exposure;
            double ownShare = calm / (calm - 1.0);
            for (int i = start; i < end; i++) {
                if (!minutes.known(i)) {
                    continue;
                }
                double mean = rate * minutes.exposure()[i];
                double off = minutes.errors()[i] - mean;
                burst[i] = isBurst(minutes.errors()[i], mean, frailty);
                if (!burst[i]) {
                    excess += off * off * ownShare - mean;
                    squares += mean * mean;
                }
            }
        }
        return squares <= 0 ? 0 : Math.max(0, Math.min(WIDEST_FRAILTY, excess / squares));
    }

    /** Whether a count is above the {@link #cap}, which hardly any is, without the root for all others. */
    static boolean isBurst(double errors, double mean, double frailty) {
        return errors > mean + EXTRA && errors > cap(mean, frailty);
    }

    /** The largest count that is no burst. */
    static double cap(double mean, double frailty) {
        return mean + DEVIATIONS * Math.sqrt(mean + frailty * mean * mean) + EXTRA;
    }
}
