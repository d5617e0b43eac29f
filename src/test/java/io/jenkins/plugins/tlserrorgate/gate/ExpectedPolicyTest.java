package io.jenkins.plugins.tlserrorgate.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSource;
import io.jenkins.plugins.tlserrorgate.tlspolicy.SecurityPolicy;
import io.jenkins.plugins.tlserrorgate.tlspolicy.TlsExpectation;
import io.jenkins.plugins.tlserrorgate.tlspolicy.Unread;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether a policy that is waited for exists, and when AWS has to be asked about it. */
class ExpectedPolicyTest {

    private static final ListenerSnapshot OLD = Listeners.snapshot(Instant.parse("2026-05-04T12:00:00Z"));
    private static final String MISSPELT = Listeners.NEW.name().replace("-06", "-07");

    private int asked;
    private SourceException failure;

    private void check(String policy, ListenerSnapshot... snapshots) throws Exception {
        GateRunner.checkExpectedPolicy(new TlsExpectation(null, policy), List.of(snapshots), new ListenerSource() {
            @Override
            public List<ListenerSnapshot> snapshots(List<LoadBalancerSpec> balancers, Instant now) {
                throw new AssertionError("they were read already");
            }

            @Override
            public Map<String, SecurityPolicy> policies(Set<String> names) throws SourceException {
                asked++;
                if (failure != null) {
                    throw failure;
                }
                return Map.of(Listeners.OLD.name(), Listeners.OLD, Listeners.NEW.name(), Listeners.NEW);
            }
        });
    }

    private static ListenerSnapshot lacking(Unread unread) {
        return new ListenerSnapshot(OLD.loadBalancer(), OLD.takenAt(), true, List.of(), List.of(), List.of(unread));
    }

    @Test
    void aPolicyThatAListenerHasNeedsNoQuestion() throws Exception {
        ListenerSnapshot other = Listeners.with(OLD.takenAt(), Listeners.https(Listeners.NEW, Listeners.CERTIFICATE));
        check(Listeners.NEW.name(), OLD, other);
        check(null, OLD);
        assertThat(asked, is(0));
    }

    @Test
    void anotherOneThatAwsKnowsMayBeWaitedFor() throws Exception {
        check(Listeners.NEW.name(), OLD);
        assertThat(asked, is(1));
    }

    @Test
    void oneThatAwsDoesNotKnowIsRefused() {
        InvalidParameterException refused = assertThrows(InvalidParameterException.class, () -> check(MISSPELT, OLD));
        assertThat(refused.parameter(), is("expectTls.policy"));
        assertThat(refused.getMessage(), containsString("did you mean \"" + Listeners.NEW.name() + "\"?"));
    }

    @Test
    void whoMayNotReadListenersIsNotAskedForMorePermissions() throws Exception {
        check(MISSPELT, lacking(Unread.denied(Unread.Subject.LISTENERS, "elasticloadbalancing:DescribeListeners")));
        assertThat(asked, is(0));
        assertThrows(
                InvalidParameterException.class,
                () -> check(MISSPELT, lacking(Unread.unknownPolicy("ELBSecurityPolicy-other"))));
    }

    @Test
    void whereAwsDoesNotAnswerTheListenersHaveToTellOrItIsAskedAgain() throws Exception {
        failure = new SourceException(SourceException.Kind.PERMANENT, "denied", null);
        check(MISSPELT, OLD);
        failure = new SourceException(SourceException.Kind.TRANSIENT, "throttled", null);
        assertThat(assertThrows(SourceException.class, () -> check(MISSPELT, OLD)), is(failure));
    }
}
