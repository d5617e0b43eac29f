package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookPlanTest {

    /** Early looks at a quarter, a half and three quarters, but never at fewer than three minutes that are new. */
    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "6, 3 6",
        "8, 4 8",
        "11, 3 6 11",
        "12, 3 6 9 12",
        "13, 3 7 10 13",
        "15, 4 8 11 15",
        "60, 15 30 45 60",
    })
    void looksAreSoFarApartThatEachSeesMoreThanABurst(int observe, String minutes) {
        GateSettings settings = new GateParameters()
                .loadBalancer("shop")
                .observe(observe + "m")
                .check(Instant.parse("2026-05-04T12:00:00Z"));
        assertThat(
                new LookPlan(settings)
                        .observations().stream()
                                .map(Window::minutes)
                                .map(String::valueOf)
                                .collect(Collectors.joining(" ")),
                is(minutes));
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "3, 4", "4, 8", "14, 15", "15, 15", "20, 15"})
    void afterEachLookComesTheNextAndAtLastTheWholeObservation(int looked, int minutes) {
        GateSettings settings =
                new GateParameters().loadBalancer("shop").observe("15m").check(Instant.parse("2026-05-04T12:00:00Z"));
        assertThat(new LookPlan(settings).following(looked).minutes(), is(minutes));
    }
}
