package io.jenkins.plugins.tlserrorgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.tlserrorgate.evaluation.BaselineFrom;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Any line to {@code judge}: the answer is one line of JSON with a verdict or an error. */
public final class JudgeLineFuzz {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LineJudge JUDGE = new LineJudge(new LineJudge.Options(
            Duration.ofMinutes(10),
            BaselineFrom.BEFORE,
            Duration.ofMinutes(2),
            Duration.ZERO,
            Duration.ofHours(1),
            new RuleSettings(RuleSettings.Kind.RATE, 0, Statistic.SUM, Duration.ofMinutes(1), 1, 0.99, 0)));

    private JudgeLineFuzz() {}

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] input) throws JsonProcessingException {
        LineJudge.Answer answer = JUDGE.answer(new String(input, StandardCharsets.UTF_8), 1);
        JsonNode node = JSON.readTree(answer.json());
        if (answer.json().indexOf('\n') >= 0 || node.has("error") == node.has("verdict")) {
            throw new AssertionError(answer);
        }
    }
}
