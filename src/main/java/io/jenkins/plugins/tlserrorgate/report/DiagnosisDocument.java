package io.jenkins.plugins.tlserrorgate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a rise is, as data. Plain types only, as in {@link ReportDocument}.
 *
 * @param increases each metric whose errors rose
 * @param causes what may be behind it, likeliest first
 */
public record DiagnosisDocument(List<Increase> increases, List<Cause> causes) {

    /** Copies the lists; a document without them has none. */
    public DiagnosisDocument {
        increases = TlsSnapshotDocument.copy(increases);
        causes = TlsSnapshotDocument.copy(causes);
    }

    /**
     * The errors of one metric that were not expected.
     *
     * @param metric client or target
     * @param extraErrors how many errors more than expected
     * @param onset at_once, slowly or unclear
     * @param shares how they divide among target groups, and likewise among zones and balancers
     * @param sentence the same in words
     */
    public record Increase(String metric, double extraErrors, String onset, List<Share> shares, String sentence) {
        /** Copies the list. */
        public Increase {
            shares = TlsSnapshotDocument.copy(shares);
        }

        private static Increase of(Diagnosis.Increase increase) {
            return new Increase(
                    increase.metric().id(),
                    increase.extraErrors(),
                    increase.onset().name().toLowerCase(Locale.ROOT),
                    Stream.of(increase.groups(), increase.zones(), increase.balancers())
                            .flatMap(List::stream)
                            .map(share -> Share.of(share, !increase.balancers().isEmpty()))
                            .toList(),
                    increase.sentence());
        }
    }

    /**
     * One part's share of an increase.
     *
     * @param targetGroup the target group, null if it is not about one
     * @param zone the zone, null if it is not about one
     * @param extraErrors how many errors more than expected it has
     * @param share its share of the increase, 0 to 1
     * @param trafficShare its share of the traffic of all parts of its kind, 0 to 1
     * @param loadBalancer the balancer, null where the gate has but one
     */
    public record Share(
            String targetGroup,
            String zone,
            double extraErrors,
            double share,
            double trafficShare,
            @JsonInclude(JsonInclude.Include.NON_NULL) String loadBalancer) {
        private static Share of(Diagnosis.Share share, boolean several) {
            return new Share(
                    share.scope().targetGroup() == null
                            ? null
                            : share.scope().targetGroup().dimension(),
                    share.scope().zone(),
                    share.extraErrors(),
                    share.share(),
                    share.trafficShare(),
                    several ? share.scope().balancer().dimension() : null);
        }
    }

    /**
     * What may be behind a rise.
     *
     * @param sureness likely or possible
     * @param sentence what it is
     */
    public record Cause(String sureness, String sentence) {}

    /** Where the rise is, a sentence for each metric that rose. */
    public List<String> where() {
        return increases.stream().map(Increase::sentence).toList();
    }

    /** The diagnosis as data, null for none. */
    static DiagnosisDocument of(Diagnosis diagnosis) {
        return diagnosis == null
                ? null
                : new DiagnosisDocument(
                        diagnosis.increases().stream().map(Increase::of).toList(),
                        diagnosis.causes().stream()
                                .map(cause ->
                                        new Cause(cause.sureness().name().toLowerCase(Locale.ROOT), cause.sentence()))
                                .toList());
    }
}
