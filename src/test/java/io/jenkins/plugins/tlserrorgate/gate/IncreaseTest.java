package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Cause;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Increase;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Onset;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Share;
import io.jenkins.plugins.tlserrorgate.gate.Diagnosis.Sureness;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.Scope;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TlsMetric;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentence that says where a rise is, and the part that is named as its cause. */
class IncreaseTest {

    private static final LoadBalancerId SHOP = LoadBalancerId.of("app/shop/1");
    private static final Scope ZONE_A = Scope.ofZone(SHOP, "eu-west-1a");
    private static final Scope ZONE_B = Scope.ofZone(SHOP, "eu-west-1b");
    private static final Scope API = new Scope(SHOP, new TargetGroupId("targetgroup/api-v2/1"));
    private static final Scope WEB = new Scope(SHOP, new TargetGroupId("targetgroup/web/2"));

    private static Share share(Scope scope, double share) {
        return new Share(scope, 412 * share, share, 0.5);
    }

    private static String sentence(Onset onset, List<Share> groups, List<Share> zones, List<Share> balancers) {
        return new Increase(TlsMetric.TARGET, 411.6, onset, groups, zones, balancers).sentence();
    }

    @Test
    void aRiseWithoutPartsIsJustSoManyErrors() {
        assertThat(
                sentence(Onset.AT_ONCE, List.of(), List.of(), List.of()),
                is("412 more target TLS errors, from the first minute on"));
    }

    @Test
    void aPartWithSixInTenErrorsIsWhereItIs() {
        assertThat(
                sentence(
                        Onset.SLOWLY,
                        List.of(share(WEB, 0.07), share(API, 0.93)),
                        List.of(share(ZONE_A, 0.6), share(ZONE_B, 0.4)),
                        List.of()),
                is(
                        "of 412 more target TLS errors, 93 % in target group api-v2, 60 % in zone eu-west-1a, rising slowly"));
    }

    @Test
    void belowThatItIsSpreadAndAZoneOfSeveralBalancersSaysWhose() {
        Scope edge = Scope.of(LoadBalancerId.of("net/edge/2"));
        assertThat(
                sentence(
                        Onset.UNCLEAR,
                        List.of(),
                        List.of(share(ZONE_B, 0.41), share(ZONE_A, 0.59)),
                        List.of(share(Scope.of(SHOP), 0.8), share(edge, 0.2))),
                is(
                        "of 412 more target TLS errors, 80 % at shop, spread over 2 zones with at most 59 % in zone eu-west-1a"
                                + " of shop"));
    }

    @Test
    void howSureACauseIsComesFirst() {
        Diagnosis diagnosis = new Diagnosis(
                List.of(new Increase(TlsMetric.CLIENT, 7, Onset.UNCLEAR, List.of(), List.of(), List.of())),
                List.of(new Cause(Sureness.LIKELY, "one"), new Cause(Sureness.POSSIBLE, "another")));
        assertThat(diagnosis.where(), contains("7 more client TLS errors"));
        assertThat(diagnosis.why(), contains("likely cause: one", "possible cause: another"));
    }

    /** Eight in ten errors, ten or more of them, that more than its traffic explains, and no other part beside it. */
    @ParameterizedTest
    @CsvSource({
        "10, 0.8, 0.7, 0.19, true",
        "9.9, 0.8, 0.7, 0.19, false",
        "10, 0.79, 0.7, 0.19, false",
        "10, 0.8, 0.71, 0.19, false",
        "10, 0.8, 0.7, 0.21, false",
    })
    void aZoneIsNamedAsTheCauseIfTheErrorsAreItsAlone(
            double errors, double share, double traffic, double other, boolean named) {
        Increase increase = new Increase(
                TlsMetric.CLIENT,
                errors,
                Onset.UNCLEAR,
                List.of(),
                List.of(
                        new Share(ZONE_A, errors * share, share, traffic),
                        new Share(ZONE_B, errors * other, other, 1 - traffic)),
                List.of());
        GateSettings settings = new GateParameters().loadBalancer("shop").check(Instant.parse("2026-05-04T12:00:00Z"));
        List<Cause> causes = new Causes(settings, TlsWatch.NOTHING).of(List.of(increase));
        assertThat(
                causes,
                named
                        ? contains(new Cause(
                                Sureness.POSSIBLE,
                                "something in zone eu-west-1a alone, as a listener has the same policy and certificates"
                                        + " in all zones"))
                        : empty());
    }
}
