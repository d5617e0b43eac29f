package io.jenkins.plugins.tlserrorgate.step;

import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import java.io.Serializable;

/**
 * What each verdict does to the build.
 *
 * @param onRegression with FAIL
 * @param onInconclusive with INCONCLUSIVE
 * @param onError with ERROR
 * @param dryRun whether all that is only said, not done
 */
record Outcomes(Outcome onRegression, Outcome onInconclusive, Outcome onError, boolean dryRun) implements Serializable {

    Outcome of(Verdict verdict) {
        return switch (verdict) {
            case PASS -> Outcome.NONE;
            case FAIL -> onRegression;
            case INCONCLUSIVE -> onInconclusive;
            case ERROR -> onError;
        };
    }
}
