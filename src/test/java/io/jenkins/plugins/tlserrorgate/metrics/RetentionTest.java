package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

    @ParameterizedTest
    @CsvSource({
        "PT1M, 15",
        "PT4M, 15",
        "PT5M, 63",
        "PT10M, 63",
        "PT59M, 15",
        "PT55M, 63",
        "PT1H, 455",
        "PT90M, 63",
        "PT24H, 455"
    })
    void aPeriodIsMadeOfTheCoarsestPointsThatItIsAMultipleOf(Duration period, int days) {
        assertThat(Retention.of(period), equalTo(Duration.ofDays(days)));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1M",
        "P15D, PT1M",
        "P15DT1S, PT5M",
        "P63D, PT5M",
        "P63DT1S, PT1H",
        "P455D, PT1H",
    })
    void theShortestPeriodThatReachesSoFarIsOffered(Duration age, Duration period) {
        assertThat(Retention.periodFor(age), equalTo(period));
    }

    @Test
    void nothingReachesBeyondTheOldestPoints() {
        assertThat(Retention.periodFor(Duration.ofDays(455).plusSeconds(1)), nullValue());
    }
}
