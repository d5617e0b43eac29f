package io.jenkins.plugins.tlserrorgate.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Points without a verdict as text, JSON and comma-separated values. */
class MetricsFormsTest {

    private static final double NONE = Double.NaN;

    @Test
    void theTextHasAllNumbersInATableAndALineForEachSeries() throws Exception {
        MetricsDocument document = Inspections.of(
                List.of("Sum", "Maximum"), new double[] {NONE, 12, 3, NONE}, new double[] {1000, 2000, 2000, NONE});
        assertThat(String.join("\n", MetricsText.lines(document)), is("""
                shop: 15 client and 15 target TLS errors in 20m

                  errors  of    number                 in  per 1,000  peak                    at  periods with errors
                  client  shop      15  5,000 connections          3    12  2026-01-14T10:05:00Z  2 of 3
                  target  shop      15  5,000 connections          3    12  2026-01-14T10:05:00Z  2 of 3

                  client  shop  Sum      |▁█▃ | 0 to 12
                  client  shop  Maximum  | █▃ | 0 to 12
                  target  shop  Sum      |▁█▃ | 0 to 12
                  target  shop  Maximum  | █▃ | 0 to 12

                  client  Client TLS Negotiation Error Count (AWS/ApplicationELB ClientTLSNegotiationErrorCount, unit Count)
                  target  Target TLS Negotiation Error Count (AWS/ApplicationELB TargetTLSNegotiationErrorCount, unit Count)
                  time    2026-01-14T10:00:00Z to 2026-01-14T10:20:00Z, a point each 300 s
                  note    checked"""));
    }

    @Test
    void nothingFoundIsToldFromNobodyThere() throws Exception {
        double[] nothing = {NONE, NONE, NONE, NONE};
        assertThat(
                MetricsText.lines(Inspections.of(List.of("Sum"), nothing, new double[] {5, 5, 5, 5}))
                        .get(0),
                is("shop: no TLS errors in 20m, in which the load balancer had traffic"));
        MetricsDocument silent = Inspections.of(List.of("Sum"), nothing, nothing);
        assertThat(MetricsText.lines(silent).get(0), containsString("no traffic either"));
        assertThat(String.join("\n", MetricsText.lines(silent)), containsString("|    | 0 to 0"));
    }

    @Test
    void aLongSeriesIsShownByItsHighestPoints() {
        List<Number> values = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            values.add(i == 307 ? 8 : 0);
        }
        assertThat(MetricsText.sparkline(values), is("|" + "▁".repeat(30) + "█" + "▁".repeat(29) + "| 0 to 8"));
        assertThat(MetricsText.sparkline(Arrays.asList(null, 4, 0)), is("| █▁| 0 to 4"));
    }

    @Test
    void asJsonItSaysWhatTheMetricsAreAndIsReadAgain() throws Exception {
        MetricsDocument document = Inspections.of(
                List.of("Sum", "Average"), new double[] {NONE, 12, 3, NONE}, new double[] {1000, 2000, 2000, NONE});
        JsonNode json = ReportJson.MAPPER.readTree(ReportJson.write(document));
        assertThat(json.at("/version").asInt(), is(1));
        JsonNode metric = json.at("/metrics/1");
        assertThat(metric.path("displayName").asText(), is("Target TLS Negotiation Error Count"));
        assertThat(metric.path("namespace").asText(), is("AWS/ApplicationELB"));
        assertThat(metric.path("unit").asText(), is("Count"));
        assertThat(metric.path("meaning").asText(), containsString("began with a target"));
        assertThat(json.at("/parts/0/points/Sum").toString(), is("[0,12,3,null]"));
        assertThat(json.at("/parts/0/points/Average").toString(), is("[null,12,3,null]"));
        assertThat(json.at("/parts/0/shareWithErrors").asDouble(), is(0.666667));
        assertThat(json.at("/parts/0/errorsPerThousand").asInt(), is(3));
        MetricsDocument again = ReportJson.readMetrics(ReportJson.write(document));
        assertThat(ReportJson.write(again), is(ReportJson.write(document)));
        for (String other : new String[] {"{}", "null", "[]", "{\"version\": 1}"}) {
            assertThrows(IllegalArgumentException.class, () -> ReportJson.readMetrics(other));
        }
    }

    @Test
    void asCommaSeparatedValuesItHasALineForEachPeriod() throws Exception {
        MetricsDocument document = Inspections.of(
                List.of("Sum", "Average"), new double[] {NONE, 12, 3, NONE}, new double[] {1000, 2000, 2000, NONE});
        String[] lines = MetricsCsv.of(document).split("\r\n");
        assertThat(
                lines[0],
                is(
                        "metric,namespace,load_balancer,target_group,zone,start_utc,period_seconds,Sum,Average,unit,traffic,traffic_unit"));
        assertThat(lines.length, is(9));
        assertThat(
                lines[2],
                is("ClientTLSNegotiationErrorCount,AWS/ApplicationELB,app/shop/50dc6c495c0c9188,,,"
                        + "2026-01-14T10:05:00Z,300,12,12,Count,2000,connections"));
        assertThat(lines[4], containsString("2026-01-14T10:15:00Z,300,,,Count,,connections"));
        assertThat(MetricsCsv.of(document), not(containsString("null")));
    }
}
