package io.jenkins.plugins.tlserrorgate.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is learnt from the minutes before a deployment, by minutes that are just so. */
class HistoryTest {

    private static final int DAY = 1440;
    private static final Instant BEGINNING = Instant.parse("2026-05-01T00:00:00Z");

    private static Instant minute(int minute) {
        return BEGINNING.plus(Duration.ofMinutes(minute));
    }

    private static Window window(int from, int to) {
        return new Window(minute(from), minute(to));
    }

    /** Minutes of a hundred connections; errors below zero stand for a minute without traffic. */
    private static Minutes minutes(int length, IntToDoubleFunction errors) {
        double[] values = IntStream.range(0, length)
                .mapToDouble(errors::applyAsDouble)
                .map(e -> e < 0 ? Double.NaN : e)
                .toArray();
        return new Minutes(
                values,
                Arrays.stream(values).map(e -> Double.isNaN(e) ? e : 100).toArray());
    }

    private static Shifts shifts(int deployment, int history) {
        Split split = new Split(window(1_000, 1_180), window(1_185, 1_200));
        return Shifts.of(split, minute(deployment), window(0, 1_200), Duration.ofMinutes(history));
    }

    @Test
    void theWindowsAreShiftedByQuartersOfAnHourAsFarAsTheHistoryGoes() {
        Shifts shifts = shifts(1_182, 1_000);
        assertThat(shifts, equalTo(new Shifts(1_000, 1_180, 1_185, 1_200, 1_182, 66)));
        assertThat("the observation ends where the deployment begins", shifts.shift(0), is(18));
        assertThat(shifts.shift(1), is(33));
        assertThat(shifts.earliest(), is(1_000 - 993));
        assertThat("more than there is", shifts(1_182, 5_000), equalTo(shifts));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1000", "17, 0, 1000", "18, 1, 982", "32, 1, 982", "33, 2, 967"})
    void aHistoryThatIsTooShortHasNoWindows(int history, int count, int earliest) {
        assertThat(shifts(1_182, history).count(), is(count));
        assertThat(shifts(1_182, history).earliest(), is(earliest));
    }

    @ParameterizedTest
    @CsvSource({"1100, 1180", "1180, 1180", "1183, 1183", "1185, 1185", "1300, 1185"})
    void whatComesAfterTheBeginningOfTheDeploymentIsNoHistory(int deployment, int end) {
        assertThat(shifts(deployment, 1_000).deployment(), is(end));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "720, 0", "721, 721"})
    void aDeploymentBeginsWithTheEndOfTheBaselineUnlessThatIsOfAnotherDay(int gap, int begins) {
        Split split = new Split(window(0, 60), window(60 + gap, 75 + gap));
        assertThat(Circumstances.of(split).deploymentStart(), equalTo(minute(60 + begins)));
    }

    private static List<Integer> changes(Minutes minutes) {
        return changes(minutes, 0);
    }

    private static List<Integer> changes(Minutes minutes, int from) {
        CalmSums sums = new CalmSums(minutes, new boolean[minutes.length()], minutes.length());
        return LastingChanges.find(sums, from, minutes.length());
    }

    @Test
    void aRateThatChangedForADayHasChangedForGood() {
        assertThat(changes(minutes(4 * DAY, i -> i < 2 * DAY ? 4 : 6)), contains(2 * DAY));
        assertThat("down as up", changes(minutes(4 * DAY, i -> i < 2 * DAY ? 6 : 4)), contains(2 * DAY));
        assertThat("a third more is the daily rhythm", changes(minutes(4 * DAY, i -> i < 2 * DAY ? 4.5 : 6)), empty());
        assertThat(
                "too few errors to be sure",
                changes(minutes(4 * DAY, i -> i % 60 > 0 ? 0 : i < 2 * DAY ? 1 : 2)),
                empty());
        assertThat(
                changes(minutes(8 * DAY, i -> i < 2 * DAY ? 2 : i < 5 * DAY ? 8 : 3)),
                containsInAnyOrder(2 * DAY, 5 * DAY));
    }

    @Test
    void aChangeIsSeenWithADayOnBothSidesOnly() {
        assertThat(changes(minutes(2 * DAY, i -> i < DAY ? 4 : 8)), contains(DAY));
        assertThat(changes(minutes(2 * DAY - 1, i -> i < DAY ? 4 : 8)), empty());
        assertThat("nothing is known of the day before", changes(minutes(2 * DAY, i -> i < DAY ? -1 : 8)), empty());
        assertThat("nor of the day after", changes(minutes(2 * DAY, i -> i < DAY ? 8 : -1)), empty());
        Minutes late = minutes(3 * DAY, i -> i < 2 * DAY ? 4 : 8);
        assertThat("minutes are counted from the beginning, wherever one looks", changes(late, DAY), contains(2 * DAY));
    }

    @Test
    void aMinuteFarAboveItsHourIsABurst() {
        MinuteModel calm = MinuteModel.fit(minutes(600, i -> 4), 0, 600);
        assertThat(calm.frailty(), is(0.0));
        assertThat("as if half of one had been seen", calm.burstShare(), closeTo(0.5 / 601, 1e-12));
        assertThat(calm.burstSize(), is(50.0));
        assertThat("six standard deviations and four", MinuteModel.cap(4, 0), is(20.0));
        assertThat(MinuteModel.cap(4, 0.75), is(32.0));
        MinuteModel bursts = MinuteModel.fit(
                minutes(600, i -> i == 30 ? 80 : i == 150 ? 200 : i == 300 ? 90 : i == 400 ? -1 : 4), 0, 600);
        assertThat(
                IntStream.range(0, 600).filter(i -> bursts.burst()[i]).boxed().toList(), contains(30, 150, 300));
        assertThat(bursts.burstShare(), closeTo(3.5 / 600, 1e-12));
        assertThat("the one in the middle", bursts.burstSize(), is(90.0));
        MinuteModel part = MinuteModel.fit(minutes(600, i -> i == 30 ? 80 : 4), 60, 600);
        assertThat("what lies before is not looked at", part.burst()[30], is(false));
        assertThat(part.burstShare(), closeTo(0.5 / 541, 1e-12));
    }

    private static Dispersion dispersion(Minutes minutes, int least, boolean... burst) {
        Shifts shifts = new Shifts(0, 16, 16, 18, 16, 0);
        return Dispersion.of(minutes, Arrays.copyOf(burst, minutes.length()), shifts, least);
    }

    @Test
    void theDispersionIsHowMuchBlocksScatter() {
        Minutes uneven = minutes(18, i -> i / 2 % 2 * 4);
        assertThat(
                "eight blocks of two minutes with 0 or 8", dispersion(uneven, 2).value(), closeTo(32 / 7.0, 1e-12));
        assertThat(dispersion(uneven, 2).freedom(), is(7));
        assertThat("blocks of four have 8 each", dispersion(uneven, 4), equalTo(new Dispersion(1, 3)));
        assertThat("one block does not scatter", dispersion(uneven, 16), equalTo(new Dispersion(1, 1)));
        assertThat("nor do no errors", dispersion(minutes(18, i -> 0), 2), equalTo(new Dispersion(1, 7)));
        Minutes burst = minutes(18, i -> i == 0 ? 500 : 2);
        assertThat(dispersion(burst, 2, true), equalTo(new Dispersion(1, 7)));
        assertThat("the last block is shorter", dispersion(minutes(18, i -> 2), 6), equalTo(new Dispersion(1, 2)));
    }
}
