package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;

/** Random numbers that depend on nothing but the coordinates they are asked for. */
final class Randomness {
    private Randomness() {}

    /** A bijection of 64 bits in which every input bit moves about half of the output bits (David Stafford's variant 13). */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** One number for two coordinates. */
    static long at(long seed, long coordinate) {
        return mix(seed + 0x9e3779b97f4a7c15L * (coordinate + 1));
    }

    /** A number in [0, 1) for the coordinates. */
    static double uniform(long seed, long coordinate) {
        return (at(seed, coordinate) >>> 11) * 0x1.0p-53;
    }

    /** A generator for the coordinates. */
    static UniformRandomProvider generator(long seed, long coordinate) {
        return new SplittableRandom(at(seed, coordinate))::nextLong;
    }

    /** A Poisson count; 0 where the mean is 0. */
    static int poisson(UniformRandomProvider generator, double mean) {
        return mean <= 0 ? 0 : PoissonSampler.of(generator, mean).sample();
    }

    /** A gamma-distributed factor with mean 1; exactly 1 where the variance is 0. */
    static double frailty(UniformRandomProvider generator, double variance) {
        return variance == 0
                ? 1
                : AhrensDieterMarsagliaTsangGammaSampler.of(generator, 1 / variance, variance)
                        .sample();
    }
}
