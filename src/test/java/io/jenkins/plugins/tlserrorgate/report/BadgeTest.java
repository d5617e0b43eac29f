package io.jenkins.plugins.tlserrorgate.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class BadgeTest {

    @Test
    void eachVerdictHasItsWord() {
        assertThat(Badge.of(Documents.passing()).message(), is("passing"));
        assertThat(Badge.of(Documents.failing()).message(), matchesPattern("[0-9.]+x"));
        assertThat(Badge.of(Documents.withoutTraffic()).message(), is("no data"));
        assertThat(Badge.of(Documents.error()).message(), is("error"));
        assertThat(Badge.of(null).message(), is("no data"));
        assertThat(Badge.of(inconclusive()).message(), is("inconclusive"));
    }

    private static ReportDocument inconclusive() {
        return ReportJson.read(ReportJson.write(Documents.passing()).replaceFirst("\"PASS\"", "\"INCONCLUSIVE\""));
    }

    @Test
    void aFailureWithoutRatioIsAFailureAllTheSame() {
        ReportDocument document =
                ReportJson.read(ReportJson.write(Documents.failing()).replaceAll("\"ratio\":[0-9.E-]+,", ""));
        assertThat(Badge.of(document), is(new Badge("TLS errors", "failing", Badge.Color.RED)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "<script>alert(1)</script>",
                "a\"onload=\"alert(1)",
                "a&b",
                " leading",
                "a\nb",
                "12345678901234567890123456789012345678901"
            })
    void labelsThatAreNotAllowedAreNotTaken(String label) {
        assertThat(Badge.of(null).labelled(label).label(), is("TLS errors"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "TLS: shop/eu", "Größe", "v1.2+3_4"})
    void labelsThatAreAllowedAreTaken(String label) {
        assertThat(Badge.of(null).labelled(label).label(), is(label));
    }

    @ParameterizedTest
    @EnumSource(BadgeImage.Style.class)
    void imagesAreWellFormedAndEscaped(BadgeImage.Style style) throws Exception {
        String svg = BadgeImage.svg(new Badge("<a href='x'>&\"", "</text><script>", Badge.Color.RED), style);
        assertThat(svg, not(containsString("<script")));
        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
        assertThat(root.getTagName(), is("svg"));
        assertThat(root.getAttribute("aria-label"), is("<a href='x'>&\": </text><script>"));
    }

    @Test
    void unknownStylesAreFlat() {
        assertThat(BadgeImage.Style.of("\"><script>"), is(BadgeImage.Style.FLAT));
        assertThat(BadgeImage.Style.of("flat-square"), is(BadgeImage.Style.FLAT_SQUARE));
    }

    @Test
    void shieldsGetTheirSchema() {
        assertThat(
                BadgeImage.shields(Badge.of(Documents.passing())),
                is("{\"schemaVersion\":1,\"label\":\"TLS errors\",\"message\":\"passing\",\"color\":\"2d7d32\","
                        + "\"isError\":false}"));
    }
}
