package io.jenkins.plugins.tlserrorgate.aws.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The distributions that a scenario asks for. */
class DayGeneratorTest {
    private static final long WEDNESDAY = LocalDate.of(2026, 1, 14).toEpochDay();

    private static double[] sums(Balancer balancer, long firstDay, int days, boolean errors) {
        DayGenerator generator = new DayGenerator(1, balancer, List.of());
        SampleLayout layout = generator.layout();
        IntUnaryOperator sample = errors ? layout::clientErrors : layout::newConnections;
        return IntStream.range(0, days)
                .mapToObj(day -> generator.generate(firstDay + day))
                .flatMapToDouble(samples -> IntStream.range(0, SampleLayout.MINUTES)
                        .mapToDouble(minute -> IntStream.range(0, layout.nodes())
                                .map(node -> samples[sample.applyAsInt(layout.node(minute, node))])
                                .sum()))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double covariance(double[] values, int lag) {
        double mean = mean(values);
        return IntStream.range(0, values.length - lag)
                .mapToDouble(i -> (values[i] - mean) * (values[i + lag] - mean))
                .average()
                .orElseThrow();
    }

    private static Balancer with(ErrorProcess errors) {
        return Balancer.network("edge")
                .traffic(Traffic.steady(10_000))
                .clientErrors(errors)
                .build();
    }

    @Test
    void steadyCountsArePoisson() {
        double[] errors = sums(with(ErrorProcess.steady(2)), WEDNESDAY, 5, true);
        assertEquals(20, mean(errors), 0.3);
        assertEquals(1, covariance(errors, 0) / mean(errors), 0.08);
        assertEquals(0, covariance(errors, 1) / covariance(errors, 0), 0.05);
    }

    @Test
    void frailtyMakesCountsOverDispersedButNotCorrelated() {
        double[] errors = sums(
                with(ErrorProcess.builder().perThousand(2).frailtyVariance(0.25).build()), WEDNESDAY, 5, true);
        assertEquals(20, mean(errors), 0.6);
        assertEquals(1 + 20 * 0.25, covariance(errors, 0) / mean(errors), 0.5);
        assertEquals(0, covariance(errors, 1) / covariance(errors, 0), 0.05);
    }

    @Test
    void variationIsSlowAndKeepsTheMean() {
        double[] errors = sums(
                with(ErrorProcess.builder()
                        .perThousand(2)
                        .variation(0.5)
                        .correlation(0.9)
                        .build()),
                WEDNESDAY,
                20,
                true);
        double variance = 20 + 400 * Math.expm1(0.25);
        assertEquals(20, mean(errors), 1);
        assertEquals(variance, covariance(errors, 0), variance * 0.2);
        assertEquals(400 * Math.expm1(0.25 * 0.9) / variance, covariance(errors, 1) / covariance(errors, 0), 0.05);
    }

    @Test
    void burstsAddErrorsForSomeMinutes() {
        Bursts bursts = Bursts.builder()
                .probability(0.01)
                .minSize(200)
                .maxSize(300)
                .minMinutes(2)
                .maxMinutes(4)
                .build();
        double[] errors =
                sums(with(ErrorProcess.builder().perThousand(2).bursts(bursts).build()), WEDNESDAY, 10, true);
        double[] high = Arrays.stream(errors).filter(count -> count > 100).toArray();
        assertEquals(0.03, (double) high.length / errors.length, 0.01);
        int runs = (int) IntStream.range(1, errors.length)
                .filter(i -> errors[i] > 100 && errors[i - 1] <= 100)
                .count();
        assertEquals(3, (double) high.length / runs, 0.5);
    }

    @Test
    void trafficFollowsTheHourAndTheWeek() {
        Balancer rhythmic = Balancer.network("edge")
                .traffic(Traffic.builder()
                        .connectionsPerMinute(1000)
                        .dailyAmplitude(0.5)
                        .peakHour(14)
                        .weekendFactor(0.25)
                        .build())
                .build();
        double[] wednesday = sums(rhythmic, WEDNESDAY, 1, false);
        assertEquals(1500, mean(Arrays.copyOfRange(wednesday, 830, 850)), 40);
        assertEquals(500, mean(Arrays.copyOfRange(wednesday, 110, 130)), 25);
        assertEquals(mean(wednesday) / 4, mean(sums(rhythmic, WEDNESDAY + 3, 1, false)), 5);
    }

    @Test
    void withoutTlsListenersNothingFails() {
        Balancer plain = Balancer.application("plain")
                .listeners(Listener.builder().port(80).protocol("HTTP").build())
                .build();
        assertEquals(0, mean(sums(plain, WEDNESDAY, 1, true)));
        assertTrue(mean(sums(plain, WEDNESDAY, 1, false)) > 900);
    }

    @Test
    void dataDependsOnSeedBalancerAndDayAlone() {
        Balancer shop = Balancer.application("shop").build();
        int[] day = new DayGenerator(1, shop, List.of()).generate(WEDNESDAY);
        DayGenerator other = new DayGenerator(1, shop, List.of());
        other.generate(WEDNESDAY - 1);
        assertArrayEquals(day, other.generate(WEDNESDAY));
        assertFalse(Arrays.equals(day, new DayGenerator(2, shop, List.of()).generate(WEDNESDAY)));
        assertFalse(Arrays.equals(
                day, new DayGenerator(1, Balancer.application("shop2").build(), List.of()).generate(WEDNESDAY)));
    }
}
