package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Found;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    @Test
    void whatDiffersInAnythingIsNotTheSame() {
        Found bare = new Found(SHOP.id(), List.of(), SHOP.arn(), SHOP.zones());
        Found unlocated = new Found(SHOP.id(), SHOP.targetGroups(), null, SHOP.zones());
        Found elsewhere = new Found(SHOP.id(), SHOP.targetGroups(), SHOP.arn(), List.of("eu-west-1b"));
        List<Resolved> all = List.of(
                Resolved.of("eu-west-1", List.of(SHOP), List.of()),
                Resolved.of("eu-west-2", List.of(SHOP), List.of()),
                Resolved.of("eu-west-1", List.of(EDGE), List.of()),
                Resolved.of("eu-west-1", List.of(bare), List.of()),
                Resolved.of("eu-west-1", List.of(unlocated), List.of()),
                Resolved.of("eu-west-1", List.of(elsewhere), List.of()),
                Resolved.of("eu-west-1", List.of(SHOP), List.of("a note")),
                Resolved.of("eu-west-1", List.of(SHOP, EDGE), List.of()));
        for (Resolved one : all) {
            assertThat(all.stream().filter(one::equals).toList(), hasSize(1));
        }
        Resolved again = Resolved.of("eu-west-1", List.of(SHOP), List.of());
        assertThat(again, equalTo(all.get(0)));
        assertThat(new HashSet<>(List.of(all.get(0), all.get(1))), equalTo(Set.of(all.get(1), again)));
        assertThat(again, not(equalTo(SHOP)));
    }
}
