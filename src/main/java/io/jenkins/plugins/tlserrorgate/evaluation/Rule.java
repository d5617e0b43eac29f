package io.jenkins.plugins.tlserrorgate.evaluation;

/** A way to compare the two windows of one metric. */
interface Rule {

    /**
     * @param evidence what is known, over both windows at least
     * @param split the windows
     * @param alpha this comparison's part of the probability of a false alarm
     */
    Comparison compare(Evidence evidence, Split split, double alpha);
}
