package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScopeTest {

    private static final LoadBalancerId SHOP = LoadBalancerId.of("app/shop/1");
    private static final TargetGroupId API = new TargetGroupId("targetgroup/api/2");

    @Test
    void cloudWatchMatchesTheDimensionsOfAPartExactly() {
        assertThat(Scope.of(SHOP).dimensions(), equalTo(Map.of("LoadBalancer", "app/shop/1")));
        assertThat(
                Scope.ofZone(SHOP, "eu-west-1a").dimensions(),
                equalTo(Map.of("LoadBalancer", "app/shop/1", "AvailabilityZone", "eu-west-1a")));
        assertThat(
                new Scope(SHOP, API).dimensions(),
                equalTo(Map.of("LoadBalancer", "app/shop/1", "TargetGroup", "targetgroup/api/2")));
        assertThat(
                new Scope(SHOP, API, "eu-west-1a").dimensions(),
                equalTo(Map.of(
                        "LoadBalancer",
                        "app/shop/1",
                        "TargetGroup",
                        "targetgroup/api/2",
                        "AvailabilityZone",
                        "eu-west-1a")));
    }

    @Test
    void peopleCallAPartByTheNameThatItsOwnerGave() {
        assertThat(Scope.of(SHOP).label(), is("shop"));
        assertThat(Scope.ofZone(SHOP, "eu-west-1a").label(), is("shop in zone eu-west-1a"));
        assertThat(new Scope(SHOP, API).label(), is("api"));
        assertThat(new Scope(SHOP, API, "eu-west-1a").label(), is("api in zone eu-west-1a"));
        assertThat(
                "what has no such form is its own name", new Scope(SHOP, new TargetGroupId("api")).label(), is("api"));
    }

    @Test
    void aKindOfBalancerIsToldByTheBeginningOfItsDimension() {
        assertThat(LoadBalancerId.of("net/edge/1").kind().namespace(), is("AWS/NetworkELB"));
        assertThat(LoadBalancerId.of("app/shop/1").kind().namespace(), is("AWS/ApplicationELB"));
        for (String other : new String[] {"gwy/gate/1", "app/shop", "app/shop/1/2", "shop", "application/shop/1"}) {
            assertThrows(IllegalArgumentException.class, () -> LoadBalancerId.of(other));
        }
    }
}
