package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.LoggedRequest;
import io.jenkins.plugins.tlserrorgate.inspection.InspectedPart;
import io.jenkins.plugins.tlserrorgate.inspection.Inspection;
import io.jenkins.plugins.tlserrorgate.inspection.InspectionParameters;
import io.jenkins.plugins.tlserrorgate.inspection.Inspector;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException.Kind;
import io.jenkins.plugins.tlserrorgate.metrics.Statistic;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking at the metrics through HTTP. */
class InspectionOverHttpTest extends AwsTestCase {

    private final InspectionParameters parameters = new InspectionParameters().loadBalancer("shop");

    private Inspection inspect(AccessKey key) throws Exception {
        try (AwsConnection connection = open(key)) {
            return new Inspector(connection.directory(), connection.metrics(), connection.listeners())
                    .inspect(parameters.check(NOW), NOW);
        }
    }

    private List<LoggedRequest> requests() {
        return aws.requests().of("GetMetricData");
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).sum();
    }

    @Test
    void aDayIsOneRequestWhoseNumbersAreThoseOfItsMinutes() throws Exception {
        InspectedPart byPeriod = inspect(ADMIN).parts().get(0);
        assertThat(requests(), hasSize(1));
        assertThat(byPeriod.periodsWithTraffic(), is(288));
        assertThat(byPeriod.totalErrors(), greaterThan(0.0));
        parameters.startTime("2026-01-13T11:55:00Z").endTime("2026-01-14T11:55:00Z");
        parameters.period(60);
        InspectedPart byMinute = inspect(ADMIN).parts().get(0);
        assertThat(byMinute.totalErrors(), is(byPeriod.totalErrors()));
        assertThat(byMinute.totalExposure(), is(byPeriod.totalExposure()));
        assertThat(
                byPeriod.values(Statistic.SUM)[7], is(sum(Arrays.copyOfRange(byMinute.values(Statistic.SUM), 35, 40))));
        parameters.period(3600);
        assertThat(
                "over 25 hours, as the day does not begin on the hour",
                inspect(ADMIN).parts().get(0).periodsWithTraffic(),
                is(25));
    }

    @Test
    void moreThanAPageOfPointsComesWithSeveralRequests() throws Exception {
        parameters
                .period(60)
                .startTime("14d")
                .by(List.of("balancer", "zone"))
                .metrics(List.of("client"))
                .maxDataPoints(InspectionParameters.MOST_DATA_POINTS);
        Inspection inspection = inspect(ADMIN);
        assertThat(requests().size(), greaterThan(1));
        assertThat(
                requests().stream().map(LoggedRequest::queries).toList(),
                everyItem(is(requests().get(0).queries())));
        InspectedPart client = inspection.parts().get(0);
        assertThat(client.periodsWithTraffic(), is(14 * 24 * 60));
        assertThat(
                "errors of a thousand connections, as the simulator makes them",
                client.errorsPerThousand(),
                is(closeTo(1000 * client.totalErrors() / sum(client.exposure()), 1e-9)));
    }

    @Test
    void zonesAddUpToTheWhole() throws Exception {
        parameters.by(List.of("balancer", "zone")).metrics(List.of("client"));
        List<InspectedPart> parts = inspect(ADMIN).parts();
        assertThat(parts, hasSize(4));
        assertThat(
                parts.stream().skip(1).mapToDouble(InspectedPart::totalErrors).sum(),
                is(parts.get(0).totalErrors()));
    }

    @Test
    void allTargetGroupsWithTlsAreFound() throws Exception {
        parameters.by(List.of("targetGroup")).metrics(List.of("target"));
        List<InspectedPart> parts = inspect(ADMIN).parts();
        assertThat(parts, hasSize(1));
        assertThat(parts.get(0).scope().targetGroup().name(), is("api"));
        assertThat(parts.get(0).totalErrors(), is(0.0));
        assertThat("its requests show that it was used", parts.get(0).periodsWithTraffic(), is(288));
    }

    @Test
    void whatIsNotAllowedIsSaid() throws Exception {
        assertThat(
                fails(Kind.PERMANENT, () -> inspect(LISTER)).getMessage(),
                containsString("allow the IAM action cloudwatch:GetMetricData"));
    }
}
