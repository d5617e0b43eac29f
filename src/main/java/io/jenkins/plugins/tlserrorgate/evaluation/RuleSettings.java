package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How windows are compared.
 *
 * @param kind the rule
 * @param limit what a plain rule allows: an increase of the statistic ({@link Kind#ABSOLUTE}) or a percentage
 *     ({@link Kind#PERCENT}); unused by the rate test
 * @param statistic what a plain rule compares; the rate test is always about sums
 * @param period the length of the blocks in which dispersion is estimated and plain rules see their statistic: whole
 *     minutes
 * @param tolerance the factor by which the rate of errors may rise, 1 or more
 * @param confidence the probability that a gate stays calm when nothing changed, between 0.5 and 1
 * @param minExtraErrors how many errors more than expected a failure needs at least, zero or more
 */
public record RuleSettings(
        Kind kind,
        double limit,
        Statistic statistic,
        Duration period,
        double tolerance,
        double confidence,
        double minExtraErrors)
        implements Serializable {

    /** The rules on offer. */
    public enum Kind {
        /** The test of two rates with exposure and dispersion; the default. */
        RATE,
        /** The statistic may grow by a number. */
        ABSOLUTE,
        /** The statistic may grow by a percentage. */
        PERCENT;

        /** The name as pipelines write it. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The statistics to read: the sum always, as the floor is about numbers of errors; what a plain rule needs in addition. */
    public static List<Statistic> read(Kind kind, Statistic statistic) {
        if (kind == Kind.RATE || statistic == Statistic.SUM) {
            return List.of(Statistic.SUM);
        }
        return List.of(Statistic.SUM, statistic == Statistic.AVERAGE ? Statistic.SAMPLE_COUNT : statistic);
    }

    /** How many minutes a block has. */
    int blockMinutes() {
        return Math.toIntExact(period.toMinutes());
    }
}
