package io.jenkins.plugins.tlserrorgate.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportJsonTest {

    private static String stored(String name) throws IOException {
        try (InputStream in = ReportJsonTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyReportIsReadBackAsItWasWritten() {
        for (GateReport report :
                List.of(Reports.pass(), Reports.fail(), Reports.inconclusive(), Reports.error(), Reports.plain())) {
            ReportDocument document = ReportDocument.of(report);
            String json = ReportJson.write(document);
            assertThat(ReportJson.read(json), equalTo(document));
            assertThat(json, not(containsString("\n")));
        }
    }

    @Test
    void theDocumentSaysWhatTheReportSays() {
        ReportDocument document = ReportDocument.of(Reports.plain());
        assertThat(document.version(), is(1));
        assertThat(document.verdict(), is("FAIL"));
        assertThat(document.loadBalancer(), is("app/shop/50dc6c495c0c9188"));
        assertThat(document.rule(), equalTo(new ReportDocument.Rule("percent", "Maximum", 300, 1, 0.99, 5, 50.0)));
        ReportDocument.Part part = document.comparisons().get(0);
        assertThat(part.after(), equalTo(new ReportDocument.Count(12, 15, 15, 0)));
        assertThat(part.valueBefore(), is(0.0));
        assertThat(part.valueAfter(), is(12.0));
        assertThat("infinite, as it rose from zero", part.ratio(), nullValue());
        assertThat(part.pValue(), nullValue());
    }

    @Test
    void theDocumentSaysWhatTheHistorySaid() {
        ReportDocument.Part part =
                ReportDocument.of(Reports.fail()).comparisons().get(0);
        assertThat(part.placeboFired(), is(3));
        assertThat(part.placeboOf(), is(1_200));
        assertThat(part.placeboNote(), is("one lasting change"));
        assertThat(part.doublingSeenAfterSeconds(), is(600L));
    }

    @Test
    void aBalancerThatWasNeverFoundIsCalledAsTheUserCalledIt() {
        ReportDocument document = ReportDocument.of(Reports.error());
        assertThat(document.loadBalancer(), is("shop"));
        assertThat(document.region(), nullValue());
        assertThat(document.comparisons(), empty());
    }

    @Test
    void aDocumentOfVersionOneStaysReadable() throws IOException {
        ReportDocument document = ReportJson.read(stored("report-v1.json"));
        assertThat(document.verdict(), is("PASS"));
        assertThat(document.observation().end(), is("2026-05-04T12:26:00Z"));
        assertThat(document.rule(), equalTo(new ReportDocument.Rule("rate", "Sum", 300, 1, 0.99, 5, null)));
        assertThat(document.comparisons(), hasSize(2));
        assertThat(document.comparisons().get(1).targetGroup(), is("targetgroup/api/73e2d6bc24d8a067"));
        assertThat(document.comparisons().get(1).before().missingMinutes(), is(2));
        assertThat(document.comparisons().get(0).ratioHigh(), is(1.72));
        assertThat("came later", document.comparisons().get(0).placeboOf(), nullValue());
    }

    @Test
    void nothingOfADocumentOfVersionOneIsLostWhenItIsStoredAgain() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        String written = ReportJson.write(ReportJson.read(stored("report-v1.json")));
        assertThat(mapper.readTree(written), equalTo(mapper.readTree(stored("report-v1.json"))));
    }

    @Test
    void fieldsOfVersionsToComeArePassedOver() throws IOException {
        String later = stored("report-v1.json")
                .replace("\"version\": 1,", "\"version\": 2, \"placebo\": {\"fired\": 1, \"of\": [200]},")
                .replace("\"metric\": \"client\",", "\"metric\": \"client\", \"colour\": \"green\",");
        ReportDocument document = ReportJson.read(later);
        assertThat(document.version(), is(2));
        assertThat(
                document.comparisons(),
                equalTo(ReportJson.read(stored("report-v1.json")).comparisons()));
    }

    @Test
    void aDocumentWithoutListsHasNone() {
        ReportDocument document = ReportJson.read("{\"version\": 1, \"verdict\": \"ERROR\"}");
        assertThat(document.comparisons(), empty());
        assertThat(document.notes(), empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "42",
                "{}",
                "{\"version\": 1}",
                "{\"verdict\": \"PASS\"}",
                "not json",
                "{\"version\": 1, \"verdict\": \"PASS\"",
                "{\"version\": \"one\", \"verdict\": \"PASS\"}"
            })
    void whatIsNoReportIsRefused(String json) {
        assertThrows(IllegalArgumentException.class, () -> ReportJson.read(json));
    }
}
