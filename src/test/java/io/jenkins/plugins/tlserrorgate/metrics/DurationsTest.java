package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "90s, PT90S",
        "15m, PT15M",
        "3h, PT3H",
        "2d, PT48H",
        "0s, PT0S",
        "15 m, PT15M",
        "' 15M ', PT15M",
        "PT1H30M, PT1H30M",
        "P2D, PT48H",
        "P1DT1S, PT86401S",
        "PT0.5S, PT0.5S"
    })
    void readsWhatPeopleWrite(String text, Duration expected) {
        assertThat(Durations.parse("observe", text), equalTo(expected));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "15",
                "m",
                "15min",
                "1h30m",
                "1.5h",
                "fifteen",
                "PT",
                "P",
                "P1Y",
                "1000000000000s",
                "-PT5M",
                "PT-5M",
                "PT1H\nPT2H",
                "15m\n" + "FAIL: forged"
            })
    void refusesWhatIsNoDurationAndSaysHowToWriteOne(String text) {
        Errors.refusedSaying(
                "write it like 90s, 15m, 3h, 2d or PT15M", "observe", text, () -> Durations.parse("observe", text));
    }

    @Test
    void saysThatANegativeDurationIsNegative() {
        Errors.refusedSaying("is negative", "observe", "-5m", () -> Durations.parse("observe", "-5m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0d", "PT0S", "P0D"})
    void whatMustTakeTimeMayNotBeZero(String text) {
        Errors.refusedSaying("longer than zero", "baseline", text, () -> Durations.parsePositive("baseline", text));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT90S, 90s", "PT15M, 15m", "PT1H30M, 90m", "PT24H, 1d", "PT25H, 25h"})
    void writesTheFewestUnits(Duration duration, String expected) {
        assertThat(Durations.format(duration), is(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "15m, true",
        "' 2 H ', true",
        "-5m, true",
        "P1D, true",
        "15x, true",
        "2026-05-04T12:00:00Z, false",
        "1777984496789, false",
        "'', false"
    })
    void aDurationEvenAWrongOneIsToldFromAPointInTime(String text, boolean duration) {
        assertThat(Durations.isDuration(text), is(duration));
    }

    @Property
    void readsBackWhatItWrote(@ForAll @LongRange(min = 0, max = 999_999_999) long seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        assertThat(Durations.parse("observe", Durations.format(duration)), equalTo(duration));
    }

    @Property
    void refusesInOneLineOrReturnsADurationThatIsNotNegative(@ForAll("texts") String text) throws Throwable {
        Errors.returnsOrRefuses(
                "observe",
                text,
                () -> assertThat(Durations.parse("observe", text).isNegative(), is(false)));
    }

    @Provide
    Arbitrary<String> texts() {
        return TextArbitraries.almost(
                "0123456789smhdPTDHMS.- ", "P", "T", "1", "99999999999999", "H", "M", "S", "D", ".");
    }
}
