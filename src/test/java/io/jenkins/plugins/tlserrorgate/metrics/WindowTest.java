package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static Window window(int fromMinute, int toMinute) {
        return new Window(NOON.plusSeconds(fromMinute * 60L), NOON.plusSeconds(toMinute * 60L));
    }

    @Test
    void countsItsMinutes() {
        assertThat(window(0, 90).minutes(), is(90));
        assertThat(window(0, 90).length(), equalTo(Duration.ofMinutes(90)));
        assertThat(window(5, 5).minutes(), is(0));
        assertThat(window(0, 15).toString(), is("2026-05-04T12:00:00Z to 2026-05-04T12:15:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T12:00:01Z, 2026-05-04T12:05:00Z",
        "2026-05-04T12:00:00Z, 2026-05-04T12:05:30Z",
        "2026-05-04T12:00:00.001Z, 2026-05-04T12:05:00Z",
        "2026-05-04T12:05:00Z, 2026-05-04T12:04:00Z"
    })
    void takesWholeMinutesInTheirOrderOnly(Instant start, Instant end) {
        assertThrows(IllegalArgumentException.class, () -> new Window(start, end));
    }

    @Property
    void roundingGoesToTheMinutesAround(
            @ForAll @LongRange(min = -10_000_000_000L, max = 10_000_000_000L) long second,
            @ForAll @IntRange(min = 0, max = 999_999_999) int nano) {
        Instant instant = Instant.ofEpochSecond(second, nano);
        Instant floor = Window.floor(instant);
        Instant ceil = Window.ceil(instant);
        assertThat(floor.isAfter(instant) || ceil.isBefore(instant), is(false));
        assertThat(Math.floorMod(floor.getEpochSecond(), 60) + floor.getNano(), is(0));
        assertThat(
                Duration.between(floor, ceil), equalTo(floor.equals(instant) ? Duration.ZERO : Duration.ofMinutes(1)));
    }

    @Property
    void theSpanHoldsBothAndNothingBeyond(
            @ForAll @IntRange(max = 500) int a,
            @ForAll @IntRange(max = 500) int b,
            @ForAll @IntRange(max = 500) int lengthOfA,
            @ForAll @IntRange(max = 500) int lengthOfB) {
        Window one = window(a, a + lengthOfA);
        Window other = window(b, b + lengthOfB);
        assertThat(one.span(other), equalTo(window(Math.min(a, b), Math.max(a + lengthOfA, b + lengthOfB))));
        assertThat(one.span(other), equalTo(other.span(one)));
    }

    private static Series ofPoints(Window window, Duration period, Map<Instant, Double> points) {
        return Series.ofPoints(window, period, points.keySet(), points.values());
    }

    @Test
    void aSeriesKeepsItsOwnMinutesAndKnowsWhichHaveNoPoint() {
        Series series = ofPoints(
                window(0, 4),
                Window.MINUTE,
                Map.of(
                        NOON.minusSeconds(60),
                        100.0,
                        NOON,
                        1.0,
                        NOON.plusSeconds(90),
                        100.0,
                        NOON.plusSeconds(180),
                        3.0,
                        NOON.plusSeconds(240),
                        100.0));
        assertThat(series.values(), is(new double[] {1, Double.NaN, Double.NaN, 3}));
        assertThat(series.count(), is(2));
        assertThat(ofPoints(window(0, 4), Window.MINUTE, Map.of()).count(), is(0));
        assertThrows(IllegalArgumentException.class, () -> Series.of(window(0, 4), 1, 2, 3));
    }

    @Test
    void aSeriesOfALongerPeriodHasAPointForEachOfThem() {
        Series series = ofPoints(
                window(0, 15),
                Duration.ofMinutes(5),
                Map.of(
                        NOON,
                        1.0,
                        NOON.plusSeconds(60),
                        100.0,
                        NOON.plusSeconds(600),
                        3.0,
                        NOON.plusSeconds(900),
                        100.0));
        assertThat(series.values(), is(new double[] {1, Double.NaN, 3}));
        assertThat(series.length(), is(3));
        assertThat(series.period(), is(Duration.ofMinutes(5)));
    }

    @Test
    void aSeriesCannotBeChangedFromOutside() {
        double[] values = {1, 2};
        Series series = Series.of(window(0, 2), values);
        values[0] = 9;
        series.values()[1] = 9;
        assertThat(series.values(), is(new double[] {1, 2}));
    }

    @Test
    void aPartOfASeriesHasTheValuesOfItsOwnMinutes() {
        Series series = Series.of(window(0, 5), 0, 1, 2, 3, 4);
        assertThat(series.during(window(1, 4)).values(), is(new double[] {1, 2, 3}));
        assertThat(series.during(window(1, 4)).window(), equalTo(window(1, 4)));
        assertThat(series.during(window(0, 2)).value(1), is(1.0));
        assertThat(series.during(window(3, 5)).values(), is(new double[] {3, 4}));
        assertThat(series.during(window(1, 4)).during(window(2, 4)).values(), is(new double[] {2, 3}));
        assertThat(series.during(window(1, 4)).length(), is(3));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> series.during(window(1, 3)).value(2),
                "no more than its own");
        assertThat(series.during(window(0, 5)).values(), is(series.values()));
        assertThrows(IllegalArgumentException.class, () -> series.during(window(-1, 4)));
        assertThrows(IllegalArgumentException.class, () -> series.during(window(1, 6)));
    }

    @Test
    void aPartOfASeriesKeepsItsPeriod() {
        Series series = ofPoints(window(0, 20), Duration.ofMinutes(5), Map.of(NOON, 1.0, NOON.plusSeconds(900), 4.0));
        Series part = series.during(window(10, 20));
        assertThat(part.values(), is(new double[] {Double.NaN, 4}));
        assertThat(part.period(), is(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1e15, true", "-0.001, false", "1.1e15, false", "Infinity, false", "NaN, false"})
    void aCountIsNeitherNegativeNorBeyondWhatADoubleHoldsExactly(double value, boolean count) {
        assertThat(Series.isCount(value), is(count));
    }
}
