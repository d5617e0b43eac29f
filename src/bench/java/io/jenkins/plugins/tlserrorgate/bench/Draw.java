package io.jenkins.plugins.tlserrorgate.bench;

import java.util.random.RandomGenerator;

/** Random counts. */
final class Draw {

    /** Means above this are split, so that e to the minus mean stays far from underflow. */
    private static final double LARGE = 200;

    private Draw() {}

    /** A Poisson count, by multiplication of uniforms (D. E. Knuth, The Art of Computer Programming 2, section 3.4.1). */
    static int poisson(double mean, RandomGenerator random) {
        int count = 0;
        double left = mean;
        while (left > LARGE) {
            count += poisson(LARGE, random);
            left -= LARGE;
        }
        double limit = Math.exp(-left);
        double product = random.nextDouble();
        while (product > limit) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }

    /** A generator for one trial of one regime: the same whatever other trials run beside it. */
    static RandomGenerator generator(long seed, int regime, long trial) {
        return new java.util.SplittableRandom(
                seed * 0x9E3779B97F4A7C15L + (regime + 1) * 0xBF58476D1CE4E5B9L + trial * 0x94D049BB133111EBL);
    }
}
