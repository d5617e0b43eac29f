package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Found;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvedTest {

    private static final Found SHOP = new Found(
            LoadBalancerId.of("app/shop/1"),
            List.of(new TargetGroupId("targetgroup/web/1")),
            "arn:shop",
            List.of("eu-west-1a"));
    private static final Found EDGE = new Found(LoadBalancerId.of("net/edge/2"), List.of(), null, List.of());

    @Test
    void theBalancersStayInTheirOrderWithWhatIsTheirs() {
        Resolved both = Resolved.of("eu-west-1", List.of(SHOP, EDGE), List.of("a note"));
        assertThat(both.balancers(), contains(SHOP, EDGE));
        assertThat(both.ids(), contains(SHOP.id(), EDGE.id()));
        assertThat(both.others(), contains(EDGE));
        assertThat(both.notes(), contains("a note"));
    }
}
