package io.jenkins.plugins.tlserrorgate.report;

import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateAction;
import io.jenkins.plugins.tlserrorgate.gate.GateSettings;
import io.jenkins.plugins.tlserrorgate.gate.PartMinutes;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Count;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Part;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument.Points;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What can be said of a gate before it has given its verdict. For people who watch; never stored. */
public final class WaitingReport {

    /** What stands in place of a verdict. */
    public static final String VERDICT = "WAITING";

    private WaitingReport() {}

    /**
     * The report so far.
     *
     * @param gate the gate
     * @param minutes what has been read
     * @param now the present
     */
    public static ReportDocument of(Gate gate, List<PartMinutes> minutes, Instant now) {
        GateSettings settings = gate.settings();
        List<Points> points = PointsOf.parts(minutes, settings.split());
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < minutes.size(); i++) {
            parts.add(part(minutes.get(i), settings, points.get(i)));
        }
        List<String> balancers = gate.resolved() == null
                ? settings.balancers().stream().map(LoadBalancerSpec::text).toList()
                : gate.resolved().ids().stream().map(LoadBalancerId::dimension).toList();
        return new ReportDocument(
                ReportDocument.VERSION,
                VERDICT,
                gate.next(now) instanceof GateAction.Wait wait ? wait.reason() : "reading metrics",
                balancers.get(0),
                gate.resolved() == null
                        ? settings.located().region()
                        : gate.resolved().region(),
                ReportDocument.time(settings.deploymentStart()),
                ReportDocument.time(settings.deploymentEnd()),
                ReportDocument.range(settings.split().baseline()),
                ReportDocument.range(settings.split().observation()),
                ReportDocument.time(settings.readyAt()),
                ReportDocument.rule(settings.rule()),
                parts,
                gate.resolved() == null ? List.of() : gate.resolved().notes(),
                TlsDocument.of(gate.tls()),
                List.of(),
                null,
                balancers.subList(1, balancers.size()));
    }

    private static Part part(PartMinutes minutes, GateSettings settings, Points points) {
        return new Part(
                minutes.metric().id(),
                minutes.scope().targetGroup() == null
                        ? null
                        : minutes.scope().targetGroup().dimension(),
                VERDICT,
                "",
                minutes.unit(),
                count(minutes, settings.split().baseline()),
                count(minutes, settings.split().observation()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                points,
                minutes.scope().zone(),
                null,
                settings.others().isEmpty() ? null : minutes.scope().balancer().dimension());
    }

    private static Count count(PartMinutes minutes, Window window) {
        double errors = 0;
        double exposure = 0;
        int known = 0;
        int missing = 0;
        for (int i = 0; i < minutes.errors().length; i++) {
            Instant time = minutes.span().start().plus(Window.MINUTE.multipliedBy(i));
            if (time.isBefore(window.start()) || !time.isBefore(window.end())) {
                continue;
            }
            if (Double.isNaN(minutes.errors()[i])) {
                missing++;
            } else {
                known++;
                errors += minutes.errors()[i];
                exposure += minutes.exposure()[i];
            }
        }
        return new Count(errors, exposure, known, missing);
    }
}
