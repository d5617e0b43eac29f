package io.jenkins.plugins.tlserrorgate.step;

import hudson.model.Result;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import java.util.Arrays;
import java.util.List;

/** What a verdict does to the build. */
enum Outcome {
    /** The step fails, and with it the build unless the pipeline catches that. */
    FAILURE(Result.FAILURE),
    /** The build goes on and ends as unstable. */
    UNSTABLE(Result.UNSTABLE),
    /** Nothing; the pipeline has the verdict in the value that the step returns. */
    NONE(Result.SUCCESS);

    private final Result result;

    Outcome(Result result) {
        this.result = result;
    }

    Result result() {
        return result;
    }

    /** @throws InvalidParameterException if the text is none of the names, in any case */
    static Outcome parse(String parameter, String text) {
        for (Outcome outcome : values()) {
            if (outcome.name().equalsIgnoreCase(text)) {
                return outcome;
            }
        }
        List<String> known = Arrays.stream(values()).map(Enum::name).toList();
        throw new InvalidParameterException(
                parameter,
                text,
                "is no outcome; use FAILURE, UNSTABLE or NONE" + NearWord.hint(String.valueOf(text), known));
    }
}
