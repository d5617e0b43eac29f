package io.jenkins.plugins.tlserrorgate.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * Significance where several parts of a balancer are asked about at once.
 *
 * <p>Each part's score becomes a p-value by its own placebo windows. The smallest p-value among all parts is then held
 * against the smallest ones in the same windows of the history (single-step minP: P. H. Westfall and S. S. Young,
 * Resampling-Based Multiple Testing, 1993, section 2.5), so that what the parts have in common costs nothing: two hundred
 * target groups that see the same scanners are hardly more questions than one.
 */
final class JointCalibration {

    private final List<Replay> replays;
    private final List<PlaceboDistribution> distributions;
    private final PlaceboDistribution smallest;

    /** @param replays calibrated replays of the same shifts */
    JointCalibration(List<Replay> replays) {
        this.replays = replays;
        distributions = replays.stream().map(Replay::distribution).toList();
        smallest = replays.size() < 2 ? null : smallest();
    }

    private PlaceboDistribution smallest() {
        int shifts = replays.stream().mapToInt(r -> r.placebo().length).max().orElse(0);
        double[] least = new double[shifts];
        Arrays.fill(least, Double.NaN);
        for (int part = 0; part < replays.size(); part++) {
            double[] placebo = replays.get(part).placebo();
            for (int w = 0; w < placebo.length; w++) {
                if (!Double.isNaN(placebo[w])) {
                    double own = distributions.get(part).pValue(placebo[w]);
                    least[w] = Double.isNaN(least[w]) ? own : Math.min(least[w], own);
                }
            }
        }
        return new PlaceboDistribution(Arrays.stream(least)
                .filter(p -> !Double.isNaN(p))
                .map(p -> -Math.log(p))
                .toArray());
    }

    /** The scores of one part's placebo windows. */
    PlaceboDistribution distribution(int part) {
        return distributions.get(part);
    }

    /** The probability that any part reaches as small a p-value as this part's by chance. */
    double adjusted(int part) {
        double own = distributions.get(part).pValue(replays.get(part).observed());
        return smallest == null ? own : Math.max(own, smallest.pValue(-Math.log(own)));
    }

    /** The largest p-value of a part by itself that is significant at the level alpha for all together. */
    double level(double alpha) {
        return smallest == null ? alpha : Math.min(alpha, Math.exp(-smallest.score(alpha)));
    }
}
