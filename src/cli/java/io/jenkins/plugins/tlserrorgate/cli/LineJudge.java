package io.jenkins.plugins.tlserrorgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.tlserrorgate.evaluation.BaselineFrom;
import io.jenkins.plugins.tlserrorgate.evaluation.Circumstances;
import io.jenkins.plugins.tlserrorgate.evaluation.Comparison;
import io.jenkins.plugins.tlserrorgate.evaluation.Evidence;
import io.jenkins.plugins.tlserrorgate.evaluation.Exposure;
import io.jenkins.plugins.tlserrorgate.evaluation.Judge;
import io.jenkins.plugins.tlserrorgate.evaluation.Judgement;
import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.evaluation.Split;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.Series;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One line in, one line out. */
final class LineJudge {

    /**
     * What the command's options say; durations are whole minutes.
     *
     * @param baseline length of the baseline
     * @param baselineFrom where it is taken from
     * @param observe length of the observation
     * @param settleGap time after the deployment that is not observed
     * @param history how far back to calibrate
     * @param settings the rule
     */
    record Options(
            Duration baseline,
            BaselineFrom baselineFrom,
            Duration observe,
            Duration settleGap,
            Duration history,
            RuleSettings settings) {}

    /**
     * @param json the line to write
     * @param malformed whether it is about an error of the line that was read
     */
    record Answer(String json, boolean malformed) {}

    /** A line that can't be judged. */
    private static final class MalformedLine extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedLine(String message) {
            super(message);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Options options;

    LineJudge(Options options) {
        this.options = options;
    }

    /** The answer to a line with this number, counted from 1. */
    Answer answer(String line, int number) {
        JsonNode node = null;
        try {
            node = JSON.readTree(line);
            if (!node.isObject()) {
                throw new MalformedLine("not a JSON object");
            }
            return new Answer(verdict(node).toString(), false);
        } catch (JsonProcessingException e) {
            return error(null, number, "not JSON: " + e.getOriginalMessage());
        } catch (MalformedLine e) {
            return error(node.get("id"), number, e.getMessage());
        }
    }

    private static Answer error(JsonNode id, int number, String message) {
        ObjectNode error = JSON.createObjectNode();
        error.set("id", id);
        error.put("line", number);
        error.put("error", PlainText.oneLine(message));
        return new Answer(error.toString(), true);
    }

    private ObjectNode verdict(JsonNode node) throws MalformedLine {
        double[] connections = minutes(node, "connections", -1);
        if (connections == null) {
            throw new MalformedLine("connections is missing");
        }
        int start = index(node, "deploymentStart", connections.length);
        int end = index(node, "deploymentEnd", connections.length);
        if (end < start) {
            throw new MalformedLine("deploymentEnd " + end + " is before deploymentStart " + start);
        }
        Window span = window(0, connections.length);
        Window observation = window(end, end + options.observe().toMinutes(), options.settleGap());
        Window baseline = options.baselineFrom().baseline(at(start), observation, options.baseline());
        if (observation.end().isAfter(span.end())) {
            throw new MalformedLine("connections has " + connections.length + " minutes, the observation ends with the "
                    + Duration.between(span.start(), observation.end()).toMinutes() + "th");
        }
        if (baseline.start().isBefore(span.start())) {
            throw new MalformedLine("the baseline would begin "
                    + Duration.between(baseline.start(), span.start()).toMinutes() + " minutes before the first one");
        }
        String label = node.path("id").asText("").replace('/', '-');
        Scope scope =
                Scope.of(new LoadBalancerId(LoadBalancerId.Kind.APPLICATION, "app/" + PlainText.oneLine(label) + "/0"));
        List<Evidence> evidence = new ArrayList<>();
        for (TlsMetric metric : TlsMetric.values()) {
            double[] errors = minutes(node, metric.id(), connections.length);
            if (errors != null) {
                evidence.add(Evidence.of(
                        metric,
                        scope,
                        Map.of(Statistic.SUM, Series.of(span, errors)),
                        Exposure.CONNECTIONS,
                        Series.of(span, connections),
                        List.of()));
            }
        }
        if (evidence.isEmpty()) {
            throw new MalformedLine("client and target are both missing");
        }
        Circumstances circumstances = new Circumstances(at(start), options.history(), List.of(), 1);
        return json(
                node.get("id"),
                Judge.judge(evidence, new Split(baseline, observation), options.settings(), circumstances));
    }

    private static ObjectNode json(JsonNode id, Judgement judgement) {
        ObjectNode out = JSON.createObjectNode();
        out.set("id", id);
        out.put("verdict", judgement.verdict().name());
        out.put("explanation", judgement.explanation());
        ObjectNode metrics = out.putObject("metrics");
        for (Comparison c : judgement.comparisons()) {
            ObjectNode metric = metrics.putObject(c.metric().id());
            metric.put("verdict", c.verdict().name());
            metric.put("before", c.before().errors());
            metric.put("after", c.after().errors());
            put(metric, "exposureBefore", c.before().exposure());
            put(metric, "exposureAfter", c.after().exposure());
            put(metric, "expected", c.expected());
            put(metric, "ratio", c.ratio());
            put(metric, "ratioLow", c.interval().low());
            put(metric, "ratioHigh", c.interval().high());
            put(metric, "pValue", c.pValue());
            put(metric, "dispersion", c.dispersion());
            metric.put("placeboFired", c.placebo().fired());
            metric.put("placeboOf", c.placebo().windows());
            put(
                    metric,
                    "visibleRatio",
                    c.visible() == null ? Double.NaN : c.visible().ratio());
            metric.put("explanation", c.explanation());
        }
        return out;
    }

    /** JSON knows neither infinity nor not-a-number: null. */
    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    private static int index(JsonNode node, String name, int minutes) throws MalformedLine {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < 0
                || value.intValue() > minutes) {
            throw new MalformedLine(name + " is not the index of one of the " + minutes + " minutes");
        }
        return value.intValue();
    }

    /** The minutes under this name, null where they are absent. */
    private static double[] minutes(JsonNode node, String name, int length) throws MalformedLine {
        JsonNode array = node.path(name);
        if (array.isMissingNode() || array.isNull()) {
            return null;
        }
        if (!array.isArray()) {
            throw new MalformedLine(name + " is not an array");
        }
        if (length >= 0 && array.size() != length) {
            throw new MalformedLine(
                    String.format(Locale.ROOT, "%s has %d minutes, connections has %d", name, array.size(), length));
        }
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = array.get(i);
            if (!value.isNull() && !(value.isNumber() && Series.isCount(value.doubleValue()))) {
                throw new MalformedLine(name + "[" + i + "] is neither null nor a number from zero to 1e15");
            }
            values[i] = value.isNull() ? Double.NaN : value.doubleValue();
        }
        return values;
    }

    private static Window window(long from, long to, Duration later) {
        return new Window(at(from).plus(later), at(to).plus(later));
    }

    private static Window window(long from, long to) {
        return window(from, to, Duration.ZERO);
    }

    private static Instant at(long minute) {
        return Instant.EPOCH.plus(Duration.ofMinutes(minute));
    }
}
