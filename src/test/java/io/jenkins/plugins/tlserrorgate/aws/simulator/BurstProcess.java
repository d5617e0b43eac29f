package io.jenkins.plugins.tlserrorgate.aws.simulator;

/** The scanners' bursts, as errors a minute that they add on average. */
final class BurstProcess {
    private final long seed;
    private final Bursts bursts;

    BurstProcess(long seed, Bursts bursts) {
        this.seed = seed;
        this.bursts = bursts;
    }

    /** Mean number of additional errors in a minute, over all bursts that cover it. */
    double size(long minute) {
        double sum = 0;
        if (bursts.probability() > 0) {
            for (int age = 0; age < bursts.maxMinutes(); age++) {
                sum += sizeOfBurstBegunAt(minute - age, age);
            }
        }
        return sum;
    }

    private double sizeOfBurstBegunAt(long beginning, int age) {
        long burst = Randomness.at(seed, beginning);
        if (Randomness.uniform(burst, 0) >= bursts.probability()) {
            return 0;
        }
        int range = bursts.maxMinutes() - bursts.minMinutes() + 1;
        int duration = bursts.minMinutes() + (int) (Randomness.uniform(burst, 1) * range);
        double logRange = Math.log(bursts.maxSize() / bursts.minSize());
        return age < duration ? bursts.minSize() * Math.exp(Randomness.uniform(burst, 2) * logRange) : 0;
    }
}
