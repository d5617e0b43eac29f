package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

class LeastSquaresTest {

    /** 4x + y = 6 and x + 3y = 7 have the solution 1, 2, up to the ridge. */
    @Test
    void solvesTheNormalEquations() {
        double[] solution = LeastSquares.solve(new double[][] {{4, 1}, {1, 3}}, new double[] {6, 7});
        assertThat(solution[0], closeTo(1, 1e-3));
        assertThat(solution[1], closeTo(2, 1e-3));
    }

    @Test
    void anUnknownThatNothingDependsOnIsZero() {
        double[] solution = LeastSquares.solve(new double[][] {{0, 0}, {0, 2}}, new double[] {0, 6});
        assertThat(solution[0], equalTo(0.0));
        assertThat(solution[1], closeTo(3, 1e-3));
    }
}
