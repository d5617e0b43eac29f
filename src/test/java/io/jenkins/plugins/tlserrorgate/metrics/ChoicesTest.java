package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics and metrics: words of a fixed list, and the hint at the one that was meant. */
class ChoicesTest {

    @ParameterizedTest
    @CsvSource({"Sum, SUM", "sum, SUM", "AVERAGE, AVERAGE", "Minimum, MINIMUM", "maximum, MAXIMUM"})
    void statisticsAreReadInAnyCase(String text, Statistic expected) {
        assertThat(Statistic.parse("statistic", text), is(expected));
    }

    @ParameterizedTest
    @CsvSource({"Summ, Sum", "Avarage, Average", "Minimun, Minimum", "maximmu, Maximum"})
    void aMisspeltStatisticGetsTheNearOneSuggested(String text, String near) {
        Errors.refusedSaying(
                "did you mean \"" + near + "\"?", "statistic", text, () -> Statistic.parse("statistic", text));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "p99", "SampleCount", "everything\nelse"})
    void anUnknownStatisticGetsAllOfThemNamed(String text) {
        Errors.refusedSaying(
                "use Sum, Average, Minimum, Maximum", "statistic", text, () -> Statistic.parse("statistic", text));
    }

    @Test
    void theSampleCountIsNoChoice() {
        assertThat(Statistic.choices(), contains("Sum", "Average", "Minimum", "Maximum"));
    }

    @Test
    void theSampleCountIsOneToReadIfNotToJudgeBy() {
        assertThat(Statistic.parseAny("statistic", "samplecount"), is(Statistic.SAMPLE_COUNT));
        assertThat(Statistic.parseAny("statistic", "Minimum"), is(Statistic.MINIMUM));
        Errors.refusedSaying(
                "use Sum, Average, Minimum, Maximum, SampleCount; did you mean \"SampleCount\"?",
                "statistic",
                "SampleCuont",
                () -> Statistic.parseAny("statistic", "SampleCuont"));
    }

    @ParameterizedTest
    @EnumSource(TlsMetric.class)
    void metricsAreKnownByBothTheirNames(TlsMetric metric) {
        assertThat(TlsMetric.parse("metrics", metric.id()), is(metric));
        assertThat(TlsMetric.parse("metrics", metric.id().toUpperCase(java.util.Locale.ROOT)), is(metric));
        assertThat(TlsMetric.parse("metrics", metric.metricName()), is(metric));
    }

    @ParameterizedTest
    @CsvSource({"cleint, client", "traget, target", "targets, target"})
    void aMisspeltMetricGetsTheNearOneSuggested(String text, String near) {
        Errors.refusedSaying("did you mean \"" + near + "\"?", "metrics", text, () -> TlsMetric.parse("metrics", text));
    }

    @Test
    void aMetricOfSomethingElseIsNotGuessedAt() {
        String message = Errors.refused("metrics", "RequestCount", () -> TlsMetric.parse("metrics", "RequestCount"));
        assertThat(message, containsString("use client or target"));
        assertThat(message, not(containsString("did you mean")));
    }

    @Test
    void theNearestWordIsSuggestedAndAFarOneIsNot() {
        List<String> regions = List.of("eu-west-1", "eu-west-2", "us-east-1");
        assertThat(NearWord.of("EU-WEST2", regions), is(Optional.of("eu-west-2")));
        assertThat(NearWord.of("us-eats-1", regions), is(Optional.of("us-east-1")));
        assertThat(NearWord.of("frankfurt", regions), is(Optional.empty()));
        assertThat(NearWord.of("", regions), is(Optional.empty()));
        assertThat(NearWord.of("eu-west-1".repeat(100_000), regions), is(Optional.empty()));
        assertThat(NearWord.hint("eu-west-9", List.of()), is(""));
    }

    /** Two edits are forgiven in any word, and one in three letters of the shorter one. */
    @ParameterizedTest
    @CsvSource({
        "sm, sum, true",
        "abc, xyz, false",
        "ab, cd, true",
        "abcdefghi, abcdefxyz, true",
        "abcdefghi, abcdewxyz, false",
        "badcfehgi, abcdefghi, false",
        "badcfeghi, abcdefghi, true",
        "bcd, abcd, true",
        "abcdefghi, bcdefghia, true",
    })
    void howFarAWordMayBeOff(String word, String known, boolean near) {
        assertThat(NearWord.of(word, List.of(known)).isPresent(), is(near));
    }

    @Test
    void aWordOfAHundredLettersIsStillCompared() {
        String known = "x".repeat(99) + "y";
        assertThat(NearWord.of("x".repeat(100), List.of(known)), is(Optional.of(known)));
        assertThat(NearWord.of("x".repeat(101), List.of(known)), is(Optional.empty()));
        assertThat(NearWord.of(known, List.of(known + "x")), is(Optional.empty()));
    }

    @Property
    void refusesInOneLineOrReturns(@ForAll("texts") String text) throws Throwable {
        Errors.returnsOrRefuses("statistic", text, () -> Statistic.parse("statistic", text));
        Errors.returnsOrRefuses("metrics", text, () -> TlsMetric.parse("metrics", text));
    }

    @Provide
    Arbitrary<String> texts() {
        return TextArbitraries.almost("SumAverageMinmax", "Sum", "Average", "client", "target", "\n");
    }
}
