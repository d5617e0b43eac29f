package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T13:30:00Z, 2026-05-04T13:30:00Z",
        "2026-05-04T15:30+02:00, 2026-05-04T13:30:00Z",
        "2026-05-04T13:30:00.250Z, 2026-05-04T13:30:00.250Z",
        "' 2026-05-04T13:30:00Z ', 2026-05-04T13:30:00Z",
        "1777901400000, 2026-05-04T13:30:00Z",
        "1777901400123, 2026-05-04T13:30:00.123Z"
    })
    void readsIsoWithAnOffsetAndEpochMilliseconds(String text, Instant expected) {
        assertThat(Instants.parse("deploymentEnd", text), equalTo(expected));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "now",
                "yesterday",
                "2026-05-04",
                "2026-05-04T13:30:00",
                "13:30",
                "1777901400",
                "2026-02-30T00:00:00Z",
                "2026-05-04T13:30:00Z[Europe/Berlin]",
                "Mon May 04 13:30:00 UTC 2026",
                "177790140000012345"
            })
    void refusesLocalTimesSecondsAndWords(String text) {
        Errors.refusedSaying(
                "write it like 2026-05-04T13:30:00Z",
                "deploymentEnd",
                text,
                () -> Instants.parse("deploymentEnd", text));
    }

    @Property
    void readsBackWhatWasWrittenInAnyOffset(
            @ForAll @LongRange(min = 0, max = 4_102_444_800L) long second,
            @ForAll @IntRange(min = -18, max = 18) int hours) {
        Instant instant = Instant.ofEpochSecond(second);
        String written = instant.atOffset(ZoneOffset.ofHours(hours)).toString();
        assertThat(Instants.parse("deploymentStart", written), equalTo(instant));
    }

    @Property
    void readsMillisecondsOfThisCentury(
            @ForAll @LongRange(min = 946_684_800_000L, max = 4_102_444_800_000L) long millis) {
        assertThat(Instants.parse("deploymentStart", Long.toString(millis)), equalTo(Instant.ofEpochMilli(millis)));
    }

    @Property
    void refusesInOneLineOrReturns(@ForAll("texts") String text) throws Throwable {
        Errors.returnsOrRefuses("deploymentStart", text, () -> Instants.parse("deploymentStart", text));
    }

    @Provide
    Arbitrary<String> texts() {
        return TextArbitraries.almost(
                "0123456789TZ:+-.", "2026", "-", "02", "30", "T", ":", "Z", "+18:00", "+999999999", "-999999999");
    }
}
