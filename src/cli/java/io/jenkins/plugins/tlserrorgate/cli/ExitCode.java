package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;

/** What the process says to the shell. */
final class ExitCode {

    static final int PASS = 0;
    static final int FAIL = 1;
    static final int USAGE = 2;
    static final int INCONCLUSIVE = 3;
    static final int ERROR = 4;

    private ExitCode() {}

    static int of(Verdict verdict) {
        return switch (verdict) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case INCONCLUSIVE -> INCONCLUSIVE;
            case ERROR -> ERROR;
        };
    }
}
