package io.jenkins.plugins.tlserrorgate.inspection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.tlserrorgate.metrics.Durations;
import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionParametersTest {

    private static final Instant NOW = Instant.parse("2026-01-14T12:02:30Z");

    private final InspectionParameters parameters = new InspectionParameters().loadBalancer("shop");

    private InspectionRequest checked() {
        return parameters.check(NOW);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    @Test
    void theDefaultsAreTheSumsOfBothMetricsOverADay() {
        InspectionRequest request = checked();
        assertThat(request.metrics(), contains(TlsMetric.CLIENT, TlsMetric.TARGET));
        assertThat(request.statistics(), contains(Statistic.SUM));
        assertThat(request.by(), contains(Breakdown.BALANCER));
        assertThat(request.period(), is(Duration.ofMinutes(5)));
        assertThat(request.periods(), is(288));
        assertThat(
                "the newest period of which CloudWatch has all",
                request.window(),
                is(new Window(at("2026-01-13T11:55:00Z"), at("2026-01-14T11:55:00Z"))));
    }

    @Test
    void timesWithinAPeriodTakeAllOfIt() {
        parameters.startTime("2026-01-14T08:03:00Z").endTime("2026-01-14T09:31:00+00:00");
        assertThat(checked().window(), is(new Window(at("2026-01-14T08:00:00Z"), at("2026-01-14T09:35:00Z"))));
        parameters
                .startTime("1h")
                .endTime(Long.toString(at("2026-01-14T10:00:00Z").toEpochMilli()));
        assertThat(checked().window(), is(new Window(at("2026-01-14T09:00:00Z"), at("2026-01-14T10:00:00Z"))));
        parameters.startTime("PT90M").period(3600);
        assertThat(checked().window(), is(new Window(at("2026-01-14T08:00:00Z"), at("2026-01-14T10:00:00Z"))));
    }

    @Test
    void namedTargetGroupsAreWhatErrorsAreCountedBy() {
        assertThat(parameters.targetGroups(List.of("api")).check(NOW).by(), contains(Breakdown.TARGET_GROUP));
        assertThat(
                parameters.by(List.of("Zone", "balancer", "zone")).check(NOW).by(),
                contains(Breakdown.BALANCER, Breakdown.ZONE));
    }

    @ParameterizedTest
    @CsvSource({
        "60, 20d, a period of 300 reaches back 63d",
        "120, 20d, a period of 300 reaches back 63d",
        "300, 70d, a period of 3600 reaches back 455d",
        "900, 70d, a period of 3600 reaches back 455d",
        "3600, 500d, no period reaches further than 455d",
    })
    void whatCloudWatchNoLongerHasIsRefused(int period, String start, String remedy) {
        parameters.period(period).startTime(start).maxDataPoints(100_800);
        String message = Errors.refused("startTime", start, this::checked);
        assertThat(message, containsString("too long ago for a period of " + period));
        assertThat(message, containsString(remedy));
    }

    @ParameterizedTest
    @CsvSource({"60, 15d", "300, 63d", "3600, 455d"})
    void whatCloudWatchStillHasIsNot(int period, String start) {
        parameters.period(period).startTime(start).maxDataPoints(100_800).metrics(List.of("client"));
        Duration asked = Durations.parse("start", start);
        Window window = checked().window();
        assertThat(window.start(), is(greaterThan(NOW.minus(asked).minusSeconds(1))));
        assertThat(window.length(), is(greaterThan(asked.minusSeconds(2 * period + 240))));
    }

    @Test
    void tooManyPointsAreRefusedWithThePeriodThatFits() {
        parameters.startTime("14d").period(60).maxDataPoints(10_000);
        assertThat(
                Errors.refused("maxDataPoints", 10_000, this::checked),
                allOf(
                        containsString("14d with a point each 60 s, 2 series, are 40320 points"),
                        containsString("a period of 300 fits"),
                        containsString("allow up to 100800")));
        assertThat(parameters.period(300).check(NOW).periods(), is(14 * 288));
        parameters.period(60).maxDataPoints(1);
        assertThat(Errors.refused("maxDataPoints", 1, this::checked), not(containsString("fits")));
    }

    @Test
    void thePeriodThatIsSaidToFitDoes() {
        for (int most = 20; most < 10_000; most += 37) {
            for (String start : new String[] {"1h", "5h", "1d", "9d"}) {
                parameters.startTime(start).period(60).maxDataPoints(most);
                try {
                    checked();
                } catch (io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException e) {
                    java.util.regex.Matcher fits = java.util.regex.Pattern.compile("a period of (\\d+) fits")
                            .matcher(e.getMessage());
                    if (fits.find()) {
                        parameters.period(Integer.parseInt(fits.group(1))).check(NOW);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -60, 30, 90, 301, 86_460, Integer.MIN_VALUE})
    void aPeriodIsWholeMinutes(int period) {
        Errors.refusedSaying(
                "60 or a multiple of it",
                "period",
                period,
                () -> parameters.period(period).check(NOW));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 100_801})
    void pointsAreLimited(int most) {
        Errors.refusedSaying(
                "between 1 and 100800",
                "maxDataPoints",
                most,
                () -> parameters.maxDataPoints(most).check(NOW));
    }

    @Test
    void timesMustMakeSense() {
        parameters.startTime("2026-01-14T10:00:00Z").endTime("2026-01-14T09:00:00Z");
        Errors.refusedSaying(
                "does not lie before endTime, 2026-01-14T09:00:00Z",
                "startTime",
                "2026-01-14T10:00:00Z",
                this::checked);
        parameters.startTime("2026-01-14T12:02:00Z").endTime(null);
        Errors.refusedSaying("does not lie before now", "startTime", "2026-01-14T12:02:00Z", this::checked);
        parameters.endTime("2026-01-14T13:00:00Z");
        Errors.refusedSaying("lies in the future", "endTime", "2026-01-14T13:00:00Z", this::checked);
        parameters.endTime(null).startTime("yesterday");
        Errors.refusedSaying("is not a point in time", "startTime", "yesterday", this::checked);
        parameters.startTime("2 weeks");
        Errors.refusedSaying("is not a point in time", "startTime", "2 weeks", this::checked);
        parameters.startTime("3w");
        Errors.refusedSaying("is not a duration", "startTime", "3w", this::checked);
        parameters.startTime("0h");
        Errors.refusedSaying("longer than zero", "startTime", "0h", this::checked);
    }

    @Test
    void wordsThatAreNearlyRightGetTheRightOne() {
        Errors.refusedSaying(
                "did you mean \"Average\"?",
                "statistic",
                "Avarage",
                () -> parameters.statistics(List.of("Sum", "Avarage")).check(NOW));
        parameters.statistics(List.of("samplecount", "sum", "SUM"));
        assertThat(checked().statistics(), contains(Statistic.SAMPLE_COUNT, Statistic.SUM));
        Errors.refusedSaying(
                "did you mean \"targetGroup\"?",
                "by",
                "targetGroups",
                () -> parameters.by(List.of("targetGroups")).check(NOW));
        Errors.refusedSaying(
                "did you mean \"client\"?",
                "metrics",
                "cleint",
                () -> parameters.metrics(List.of("cleint")).check(NOW));
    }

    @Test
    void whatIsNotCountedByTargetGroupIsRefused() {
        parameters.metrics(List.of("client"));
        Errors.refusedSaying(
                "add target to metrics",
                "targetGroups",
                "api",
                () -> parameters.targetGroups(List.of("api")).check(NOW));
        Errors.refusedSaying(
                "add target to metrics",
                "by",
                "targetGroup",
                () -> parameters
                        .targetGroups(List.of())
                        .by(List.of("targetGroup"))
                        .check(NOW));
        Errors.refusedSaying(
                "use balancer or zone",
                "by",
                "targetGroup",
                () -> parameters
                        .metrics(List.of())
                        .loadBalancer("net/edge/50dc6c495c0c9188")
                        .check(NOW));
    }
}
