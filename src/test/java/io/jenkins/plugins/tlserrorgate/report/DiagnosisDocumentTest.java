package io.jenkins.plugins.tlserrorgate.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateAction;
import io.jenkins.plugins.tlserrorgate.gate.GateReport;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Found;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Policies;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A report with all that the listeners, target groups and zones add to it. */
class DiagnosisDocumentTest {

    private static final Instant NOW = Documents.DEPLOYED.plusSeconds(86_400);

    /** A new policy, and clients that fail in one of two zones; without history, which nothing here depends on. */
    private static GateReport report() {
        ListenerSnapshot after = Snapshots.after(List.of(Snapshots.https(443, Policies.NEW)));
        Gate gate = Gate.begin(Documents.parameters().check(NOW))
                .since(List.of(Snapshots.before()))
                .resolved(
                        Resolved.of(
                                "eu-west-1",
                                List.of(new Found(
                                        LoadBalancerId.of(Snapshots.SHOP),
                                        List.of(),
                                        null,
                                        List.of("eu-west-1a", "eu-west-1b"))),
                                List.of()),
                        List.of(after),
                        NOW);
        GateAction.Read read = (GateAction.Read) gate.next(NOW);
        return gate.read(
                        Documents.data(read, (key, minute, chance) -> {
                            boolean fails = !minute.isBefore(Documents.DEPLOYED)
                                    && key.metricName().startsWith("Client")
                                    && !"eu-west-1a".equals(key.scope().zone());
                            return fails ? 40 : 1 + chance;
                        }),
                        NOW)
                .report();
    }

    @Test
    void theDocumentSaysWhatChangedWhereTheRiseIsAndWhy() throws IOException {
        ReportDocument document = ReportDocument.of(report());
        assertThat(document.verdict(), is("FAIL"));
        assertThat(document.tls().change().changed(), is("yes"));
        assertThat(document.tls().snapshot().listeners(), hasSize(1));
        assertThat(document.details(), hasSize(4));
        assertThat(document.details().get(0).zone(), is("eu-west-1a"));
        DiagnosisDocument.Increase increase = document.diagnosis().increases().get(0);
        assertThat(increase.metric(), is("client"));
        assertThat(increase.onset(), is("at_once"));
        assertThat(increase.shares().get(0).zone(), is("eu-west-1b"));
        assertThat(document.explanation(), containsString(increase.sentence()));
        assertThat(document.diagnosis().causes().get(0).sureness(), is("possible"));

        checkWritten(document);
    }

    private static void checkWritten(ReportDocument document) throws IOException {
        String json = ReportJson.write(document);
        assertThat(ReportJson.read(json), equalTo(document));
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/report.schema.json")));
        assertThat(schema.validate(new ObjectMapper().readTree(json)), is(Set.of()));
    }

    @Test
    void theTextSaysItToo() {
        List<String> lines = TextReport.lines(report());
        assertThat(lines, hasItem(startsWith("  note           TLS change: listener 443: ")));
        assertThat(lines, hasItem(startsWith("  possible cause: something in zone eu-west-1b alone")));
        assertThat(lines, hasItem(containsString("shop in zone eu-west-1b")));
    }

    @Test
    void theQueryAsksForTheZone() {
        String command = AwsQuery.commandLine(ReportDocument.of(report()));
        assertThat(command, containsString("{\"Name\":\"AvailabilityZone\",\"Value\":\"eu-west-1b\"}"));
    }

    @Test
    void aReportOfSeveralBalancersSaysWhatIsWhose() throws IOException {
        ReportDocument document = Documents.ofSeveral();
        checkWritten(document);
        assertThat(document.verdict(), is("FAIL"));
        assertThat(document.loadBalancers(), is(List.of(Snapshots.SHOP, "net/edge/0123456789abcdef")));
        assertThat(
                document.comparisons().stream()
                        .map(document::loadBalancer)
                        .distinct()
                        .toList(),
                is(document.loadBalancers()));
        assertThat(document.diagnosis().where().get(0), containsString("100 % at shop"));
        assertThat(document.tls().changed(), is("yes"));
        assertThat(document.tls().changes(), hasSize(1));
        assertThat(document.tls().changes().get(0), startsWith("shop, listener 443: "));
        assertThat(document.tls().lockedOut().get(0), startsWith("shop, listener 443: clients that "));

        String command = AwsQuery.commandLine(document);
        assertThat(command, containsString("\"Namespace\":\"AWS/ApplicationELB\""));
        assertThat(command, containsString("\"Namespace\":\"AWS/NetworkELB\""));
        assertThat(command, containsString("NewFlowCount_TLS"));
        assertThat(PointsCsv.of(document), containsString("client,net/edge/0123456789abcdef,"));
    }
}
