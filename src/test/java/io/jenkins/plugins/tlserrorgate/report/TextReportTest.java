package io.jenkins.plugins.tlserrorgate.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

    private static final String WINDOWS = """
            load balancer  app/shop/50dc6c495c0c9188 in eu-central-1
            baseline       2026-05-04T09:00:00Z to 2026-05-04T12:00:00Z (3h)
            deployment     2026-05-04T12:00:30Z to 2026-05-04T12:10:01Z
            observation    2026-05-04T12:11:00Z to 2026-05-04T12:26:00Z (15m)
            """.indent(2);
    private static final String RATE =
            "  rule           errors per connection, tolerance 1x, confidence 0.99, at least 5 extra errors\n";

    private static String text(GateReport report) {
        return String.join("\n", TextReport.lines(report)) + "\n";
    }

    @Test
    void aPassShowsWhatWasCompared() {
        assertThat(text(Reports.pass()), is("""
                PASS: client TLS errors of shop did not rise beyond chance

                  errors  of                        before                     after  expected                 ratio      p
                  client  shop  372 in 184,210 connections  33 in 15,301 connections        31  1.07x (0.61 to 1.72)  0.391  PASS
                  target  api        0 in 702,113 requests      0 in 60,011 requests         0                   n/a  1.000  PASS

                  client: nothing happened
                  target: nothing happened

                """ + WINDOWS + RATE));
    }

    @Test
    void aFailureShowsTheRiseAndWhatCouldNotBeChecked() {
        assertThat(
                text(Reports.fail()),
                is("""
                FAIL: client TLS errors of shop rose 30x

                  errors  of                        before                      after  expected                 ratio        p
                  client  shop  372 in 184,210 connections  930 in 15,301 connections        31  30.1x (24.2 to 37.5)  < 1e-12  FAIL

                """ + WINDOWS + RATE + "  note           It was not checked that the load balancer exists.\n"));
    }

    @Test
    void whatIsNotKnownIsNotShownAsANumber() {
        assertThat(text(Reports.inconclusive()), is("""
                INCONCLUSIVE: no traffic after the deployment

                  errors  of                       before               after  expected  ratio    p
                  target  shop  12 in 184,210 connections  0 in 0 connections       n/a    n/a  n/a  INCONCLUSIVE

                  target: no traffic

                """ + WINDOWS + RATE));
    }

    @Test
    void anErrorShowsTheBalancerAsTheUserNamedItAndStaysOneLine() {
        assertThat(text(Reports.error()), is("""
                ERROR: cloudwatch:GetMetricData was denied PASS: forged

                  load balancer  shop
                """ + WINDOWS.substring(WINDOWS.indexOf('\n') + 1) + RATE));
    }

    @Test
    void aPlainRuleShowsItsStatisticItsLimitAndItsFloor() {
        assertThat(
                text(Reports.plain()),
                is("""
                FAIL: client TLS errors of shop: Maximum a 5m went from 0 to 12

                  errors  of              before             after  expected      ratio    p
                  client  shop  0 in 180 minutes  12 in 15 minutes         0  from zero  n/a  FAIL

                """ + WINDOWS + "  rule           Maximum a 5m may grow by 50 %, at least 5 extra errors\n"));
        assertThat(
                TextReport.lines(Reports.absolute()),
                hasItem("  rule           Sum a 1m may grow by 2.50, at least 5 extra errors"));
    }

    @Test
    void theVerdictInOneLineIsTheFirstLine() {
        for (GateReport report : List.of(Reports.pass(), Reports.fail(), Reports.error(), Reports.plain())) {
            assertThat(TextReport.line(report), is(TextReport.lines(report).get(0)));
            TextReport.lines(report).forEach(Errors::checkOneLine);
        }
    }
}
