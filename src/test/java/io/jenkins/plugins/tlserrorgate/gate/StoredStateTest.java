package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.evaluation.Verdict;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Gates in each phase as they were stored when a gate had one balancer only (commit 7bc9a31): they know nothing of what a gate
 * has learnt since, and end as they would have ended.
 */
class StoredStateTest {

    private static final Instant DEPLOYED = Instant.parse("2026-03-10T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"resolving", "retrying", "looking", "observing", "explaining", "finished"})
    void gateStoredWithOneBalancerGoesOn(String phase) throws Exception {
        Gate gate;
        try (InputStream stored = getClass().getResourceAsStream("state-7bc9a31/" + phase + ".ser");
                ObjectInputStream in = new ObjectInputStream(stored)) {
            gate = (Gate) in.readObject();
        }
        assertThat(gate.phase().name().toLowerCase(java.util.Locale.ROOT), is(phase.replace("retrying", "resolving")));
        assertThat(gate.settings().balancers(), contains(gate.settings().balancer()));
        assertThat(gate.earlierDeployments(), is(empty()));
        assertThat(gate.tls().others(), is(empty()));

        FakePorts aws = new FakePorts(DEPLOYED.plusSeconds(1_500))
                .withZones("eu-central-1a", "eu-central-1b")
                .with(FakePorts.rising(DEPLOYED, 1, 50));
        GateReport report = aws.runner().run(gate).report();
        assertThat(report.balancers(), contains("app/shop/50dc6c495c0c9188"));
        // The early look had found a rise; of the others, this little history calls no rise certain.
        assertThat(report.verdict(), is(phase.equals("explaining") ? Verdict.FAIL : Verdict.INCONCLUSIVE));
    }
}
