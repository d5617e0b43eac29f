package io.jenkins.plugins.tlserrorgate.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.jenkins.plugins.tlserrorgate.metrics.SeriesKey;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Part;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Segment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PointsTest {

    /** What the issue allows a gate to take in its build. */
    private static final int MOST_BYTES = 64 * 1024;

    @Test
    void pointsAddUpToTheCounts() {
        for (Part part : Documents.failing().comparisons()) {
            assertThat(
                    sum(part.points().baseline().errors()),
                    is(Math.round(part.before().errors())));
            assertThat(
                    sum(part.points().observation().errors()),
                    is(Math.round(part.after().errors())));
            assertThat(
                    sum(part.points().observation().exposure()),
                    is(Math.round(part.after().exposure())));
        }
    }

    @Test
    void anOrdinaryGateKeepsEveryMinute() {
        Part part = Documents.failing().comparisons().get(0);
        assertThat(part.points().baseline().minutes(), is(1));
        assertThat(part.points().baseline().errors().size(), is(180));
        assertThat(part.points().observation().errors().size(), is(15));
        assertThat(
                part.points().baseline().start(),
                is(Documents.failing().baseline().start()));
    }

    @Test
    void unknownMinutesStayUnknown() {
        Part part = Documents.withoutTraffic().comparisons().get(0);
        assertThat(part.points().observation().errors().stream().allMatch(Objects::isNull), is(true));
    }

    @Test
    void longWindowsAreThinnedAndStillAddUp() {
        ReportDocument document = ReportDocument.of(Documents.report(
                Documents.parameters().baseline("7d").observe("12h"),
                "app/shop/0123456789abcdef",
                List.of(),
                (k, t, c) -> 3));
        Part part = document.comparisons().get(0);
        assertThat(part.points().baseline().minutes() > 1, is(true));
        assertThat(
                sum(part.points().baseline().errors()),
                is(Math.round(part.before().errors())));
        assertThat(
                sum(part.points().observation().errors()),
                is(Math.round(part.after().errors())));
        assertThat(stored(document), lessThanOrEqualTo(MOST_BYTES));
    }

    @Test
    void manyTargetGroupsShareTheRoom() {
        ReportDocument document = Documents.failing("app/shop/0123456789abcdef", Documents.targetGroups(30));
        assertThat(document.comparisons().size(), is(31));
        assertThat(document.comparisons().get(0).points(), is(notNullValue()));
        int points = document.comparisons().stream()
                .map(Part::points)
                .filter(Objects::nonNull)
                .flatMap(p -> Stream.of(p.baseline(), p.between(), p.observation()))
                .filter(Objects::nonNull)
                .mapToInt(s -> s.errors().size())
                .sum();
        assertThat(points <= PointsOf.MOST_POINTS, is(true));
        assertThat(stored(document), lessThanOrEqualTo(MOST_BYTES));
    }

    @Test
    void whatFailedKeepsItsPointsAmongManyTargetGroups() {
        String failing = "targetgroup/service-029/" + String.format(java.util.Locale.ROOT, "%016x", 29);
        ReportDocument document = ReportDocument.of(Documents.report(
                Documents.parameters(),
                "app/shop/0123456789abcdef",
                Documents.targetGroups(30),
                (k, t, c) -> (!t.isBefore(Documents.DEPLOYED)
                                        && k.scope().targetGroup() != null
                                        && failing.equals(
                                                k.scope().targetGroup().dimension())
                                ? 40
                                : 2)
                        + 2 * c));
        Part part = document.comparisons().stream()
                .filter(p -> failing.equals(p.targetGroup()))
                .findFirst()
                .orElseThrow();
        assertThat(part.verdict(), is("FAIL"));
        assertThat("every minute", part.points().baseline().minutes(), is(1));
    }

    /** The largest windows, with hundreds of target groups that have nothing in common, all passing or all failing. */
    @ParameterizedTest
    @CsvSource({"1, 0.9", "20, 0.9", "20, 3", "100, 3", "500, 0.9", "500, 3"})
    void theLargestGateFitsIntoItsRoom(int groups, double rise) {
        Map<SeriesKey, Random> random = new HashMap<>();
        ReportDocument document = ReportDocument.of(Documents.report(
                Documents.parameters().baseline("6d").observe("24h").deploymentEnd("2026-05-03T12:00:00Z"),
                "app/a-name-of-thirty-two-letters-xx/0123456789abcdef",
                Documents.targetGroups(groups),
                (key, time, chance) -> {
                    Random own = random.computeIfAbsent(key, k -> new Random(k.hashCode()));
                    double level = time.isBefore(Documents.DEPLOYED.minus(Duration.ofDays(1))) ? 300 : 300 * rise;
                    return level + 100 * own.nextDouble();
                }));
        assertThat(document.verdict(), is(rise > 1 ? "FAIL" : "PASS"));
        assertThat(document.comparisons().size(), is(groups + 1));
        String stored = ReportJson.store(document);
        assertThat(stored.replace("\"", "&quot;").length(), lessThanOrEqualTo(MOST_BYTES));
        ReportDocument read = ReportJson.read(stored);
        assertThat(read.verdict(), is(document.verdict()));
        for (Part part : read.comparisons()) {
            Part whole = document.comparisons().stream()
                    .filter(p ->
                            p.metric().equals(part.metric()) && Objects.equals(p.targetGroup(), part.targetGroup()))
                    .findFirst()
                    .orElseThrow();
            assertThat(part.after(), is(whole.after()));
            assertThat(part.ratio(), is(whole.ratio()));
        }
        int lost = document.comparisons().size() - read.comparisons().size();
        assertThat(lost > 0, is(groups == 500 && rise > 1));
        assertThat(
                read.notes().stream().anyMatch(note -> note.contains("no room in the build for " + lost + " target")),
                is(lost > 0));
        assertThat("half of them at least", lost <= groups / 2, is(true));
    }

    @Test
    void storedReportComesBackAsItWas() {
        ReportDocument document = Documents.withoutTraffic();
        assertThat(ReportJson.read(ReportJson.write(document)), is(document));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void reportsObeyTheirSchema(ReportDocument document) throws Exception {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/report.schema.json")));
        assertThat(schema.validate(new ObjectMapper().readTree(ReportJson.write(document))), is(Set.of()));
    }

    static Stream<ReportDocument> documents() {
        return Stream.of(
                Documents.passing(),
                Documents.failing(),
                Documents.failing("net/edge/0123456789abcdef", List.of()),
                Documents.failing("app/shop/0123456789abcdef", Documents.targetGroups(3)),
                Documents.withoutTraffic(),
                Documents.error(),
                ReportDocument.of(Documents.report(
                        Documents.parameters()
                                .rule("percent")
                                .maxIncreasePercent(20.0)
                                .statistic("Maximum"),
                        "app/shop/0123456789abcdef",
                        List.of(),
                        (k, t, c) -> 2 + 4 * c)));
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() throws Exception {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/report.schema.json")));
        String wrong = ReportJson.write(Documents.passing()).replace("\"PASS\"", "\"FINE\"");
        assertThat(schema.validate(new ObjectMapper().readTree(wrong)).isEmpty(), is(false));
    }

    private static long sum(List<Long> values) {
        return values.stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    /** As large as it is in a build.xml, where each quotation mark takes six characters. */
    private static int stored(ReportDocument document) {
        return ReportJson.store(document).replace("\"", "&quot;").getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void segmentsWithHolesCanBeMade() {
        assertThat(new Segment("2026-01-01T00:00:00Z", 1, null, null).errors(), is(List.of()));
    }
}
