package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.gate.Gate;
import java.io.InputStream;
import org.jboss.marshalling.Marshalling;
import org.jboss.marshalling.MarshallingConfiguration;
import org.jboss.marshalling.Unmarshaller;
import org.jboss.marshalling.river.RiverMarshallerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same gates as {@code gate/StoredStateTest} has, in the form in which Jenkins stores a pipeline's program. */
class StoredStateTest {

    @ParameterizedTest
    @ValueSource(strings = {"resolving", "retrying", "looking", "observing", "explaining", "finished"})
    void gateStoredWithOneBalancerCanBeRead(String phase) throws Exception {
        Gate gate;
        try (InputStream stored = Gate.class.getResourceAsStream("state-7bc9a31/" + phase + ".river");
                Unmarshaller in = new RiverMarshallerFactory().createUnmarshaller(new MarshallingConfiguration())) {
            in.start(Marshalling.createByteInput(stored));
            gate = (Gate) in.readObject();
        }
        assertThat(gate.settings().balancers(), contains(gate.settings().balancer()));
        assertThat(gate.earlierDeployments(), is(empty()));
        assertThat(gate.tls().others(), is(empty()));
        if (gate.resolved() != null) {
            assertThat(gate.resolved().ids(), contains(gate.resolved().balancer()));
        }
        if (gate.report() != null) {
            assertThat(gate.report().balancers(), contains("app/shop/50dc6c495c0c9188"));
        }
    }
}
