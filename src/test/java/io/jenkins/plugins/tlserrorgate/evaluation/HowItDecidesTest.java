package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recomputes the worked examples of docs/how-it-decides.md. */
class HowItDecidesTest {

    private static String document;

    @BeforeAll
    static void read() throws IOException {
        document = Files.readString(Path.of("docs", "how-it-decides.md")).replaceAll("\\s+", " ");
    }

    private static void says(String format, Object... values) {
        assertThat(document, containsString(String.format(Locale.ROOT, format, values)));
    }

    @Test
    void scoresOfMinutes() {
        RiseScores scores = new RiseScores(new MinuteModel(0.25, 0.006, 60, new boolean[0]));
        for (int errors : new int[] {0, 2, 5, 60}) {
            says("| %d | %.2f |", errors, scores.score(Math.log(1.25), errors, 2));
        }
        assertThat(
                Arrays.toString(RiseScores.FACTORS),
                containsString("1.15, 1.5, 2.0, 4.0, 10.0, 100.0, 1000.0, 10000.0"));
    }

    @Test
    void rankAmongPlaceboWindows() {
        double[] scores = new double[1313];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i;
        }
        PlaceboDistribution distribution = new PlaceboDistribution(scores);
        says("%d windows of 1,313 as large: p = %.4f", distribution.atLeast(1293), distribution.pValue(1293));
    }

    @Test
    void looks() {
        says(
                "%.3f, %.3f and %.3f of alpha",
                Looks.alphaShare(0, 5 / 15.0), Looks.alphaShare(5 / 15.0, 10 / 15.0), Looks.alphaShare(10 / 15.0, 1));
    }

    @Test
    void testOfTwoRates() {
        RateTest test = new RateTest(21, 3011, 800, 1, 1);
        Interval interval = test.ratioInterval(11, 0.95);
        says(
                "p = %.4f, ratio %.2f, 95 %% interval %.3f to %.3f",
                test.pValue(11), test.ratio(11), interval.low(), interval.high());
        says("p = 0.01 with 12 blocks becomes %.3f", SmallSample.corrected(0.01, 11));
    }
}
