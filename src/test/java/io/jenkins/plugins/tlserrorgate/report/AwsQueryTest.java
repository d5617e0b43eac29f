package io.jenkins.plugins.tlserrorgate.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.tlserrorgate.gate.GateAction;
import io.jenkins.plugins.tlserrorgate.gate.GateParameters;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AwsQueryTest {

    static Stream<Arguments> gates() {
        return Stream.of(
                Arguments.of("rate", "Sum", "app/shop/0123456789abcdef", List.of()),
                Arguments.of("rate", "Sum", "net/edge/0123456789abcdef", List.of()),
                Arguments.of("rate", "Sum", "app/shop/0123456789abcdef", Documents.targetGroups(2)),
                Arguments.of("absolute", "Average", "app/shop/0123456789abcdef", List.of()),
                Arguments.of("absolute", "Maximum", "app/shop/0123456789abcdef", List.of()));
    }

    @ParameterizedTest
    @MethodSource("gates")
    void commandAsksForWhatTheGateAskedFor(String rule, String statistic, String balancer, List<String> groups)
            throws Exception {
        GateParameters parameters = Documents.parameters().rule(rule).statistic(statistic);
        if ("absolute".equals(rule)) {
            parameters.maxIncrease(5.0);
        }
        GateAction.Read read = (GateAction.Read)
                Documents.begin(parameters, balancer, groups).next(Instant.parse("2026-05-05T12:00:00Z"));
        ReportDocument document =
                ReportDocument.of(Documents.report(parameters, balancer, groups, (k, t, c) -> 2 + 4 * c));

        String command = AwsQuery.commandLine(document);

        assertThat(
                command,
                startsWith("aws cloudwatch get-metric-data --region eu-central-1 --start-time 2026-05-04T09:00:00Z"
                        + " --end-time 2026-05-04T12:15:00Z --metric-data-queries '["));
        List<String> asked = new ArrayList<>();
        String json = command.substring(command.indexOf('\'') + 1, command.length() - 1);
        for (JsonNode query : new ObjectMapper().readTree(json)) {
            JsonNode metric = query.path("MetricStat").path("Metric");
            List<String> dimensions = new ArrayList<>();
            metric.path("Dimensions")
                    .forEach(d -> dimensions.add(
                            d.path("Name").asText() + "=" + d.path("Value").asText()));
            asked.add(metric.path("Namespace").asText() + " "
                    + metric.path("MetricName").asText() + " "
                    + query.path("MetricStat").path("Stat").asText() + " "
                    + dimensions.stream().sorted().toList());
        }
        assertThat(
                asked.stream().sorted().toList(),
                is(read.keys().stream().map(AwsQueryTest::text).sorted().toList()));
    }

    private static String text(SeriesKey key) {
        return key.namespace() + " " + key.metricName() + " " + key.statistic().id() + " "
                + key.scope().dimensions().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList();
    }

    @Test
    void consoleShowsTheseMetrics() {
        String url = AwsQuery.consoleUrl(Documents.failing());
        assertThat(url, startsWith("https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#"));
        assertThat(
                url,
                containsString(
                        "~(~'AWS*2fApplicationELB~'ClientTLSNegotiationErrorCount~'LoadBalancer~'app*2fpayments*2f0123456789abcdef)"));
        assertThat(url, containsString("~start~'2026-05-04T09*3a00*3a00Z~"));
    }

    @Test
    void nothingIsOfferedForABalancerThatWasNeverFound() {
        assertThat(AwsQuery.commandLine(Documents.error()), is(nullValue()));
        assertThat(AwsQuery.consoleUrl(Documents.error()), is(nullValue()));
    }

    @Test
    void namesFromOutsideStayWithinTheirQuotes() {
        ReportDocument document = Documents.failing("app/it's $(id)`/0123456789abcdef", List.of());
        assertThat(AwsQuery.commandLine(document), containsString("app/it'\\''s $(id)`/0123456789abcdef"));
        assertThat(AwsQuery.consoleUrl(document), containsString("app*2fit*27s*20*24*28id*29*60*2f"));
        ReportDocument elsewhere =
                ReportJson.read(ReportJson.write(document).replace("\"eu-central-1\"", "\"evil.example/#-1\""));
        assertThat(AwsQuery.consoleUrl(elsewhere), is(nullValue()));
    }
}
