package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.tlserrorgate.aws.simulator.LoggedRequest;
import io.jenkins.plugins.tlserrorgate.result.TlsErrorGateAction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Many gates that fall due at once; how many and how fast, {@link ScaleBench} says. */
@WithJenkins
class ScaleTest {

    private static final int GATES = 60;
    private static final int ACCOUNTS = 2;
    private static final int BALANCERS = 1;

    @Test
    void gatesOfTheSameBalancerShareTheirReads(JenkinsRule jenkins) throws Exception {
        Instant due = Instant.now().plusSeconds(10);
        CountDownLatch done = new CountDownLatch(GATES);
        try (WaitingGates gates = new WaitingGates(jenkins, ACCOUNTS, BALANCERS, false, false)) {
            for (GateExecution gate : gates.create(gates.builds(GATES), due, done)) {
                gate.start();
            }
            assertThat(gates.reads(), empty());
            assertThat("ended in time", done.await(5, TimeUnit.MINUTES));
            assertThat(gates.failures, empty());
            assertThat(gates.late, is(aMapWithSize(GATES)));
            // Four balancers: two accounts in two regions.
            List<LoggedRequest> reads = gates.reads();
            long first = reads.stream()
                    .filter(read -> !read.parameters().containsKey("NextToken"))
                    .count();
            assertThat(first, lessThanOrEqualTo((long) ACCOUNTS * 2 * BALANCERS * minutes(reads)));
            jenkins.jenkins
                    .allItems(hudson.model.FreeStyleProject.class)
                    .forEach(job -> job.getBuilds()
                            .forEach(run -> assertThat(
                                    run.getActions(TlsErrorGateAction.class).size(), is(1))));
        }
    }

    /** In how many minutes there were reads: a slow machine may not be done within one. */
    private static long minutes(List<LoggedRequest> reads) {
        return reads.stream()
                .map(read -> read.time().truncatedTo(ChronoUnit.MINUTES))
                .distinct()
                .count();
    }
}
