package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGroupSpecTest {

    private static final String ARN =
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/backends/73e2d6bc24d8a067";

    private static TargetGroupSpec parse(String text) {
        return TargetGroupSpec.parse("targetGroups", text);
    }

    @Test
    void anArnItsTailAndANameAreUnderstood() {
        assertThat(parse(ARN).region(), is("eu-west-1"));
        assertThat(parse(ARN).id(), equalTo(new TargetGroupId("targetgroup/backends/73e2d6bc24d8a067")));
        assertThat(parse(ARN).name(), is("backends"));
        assertThat(
                parse("targetgroup/backends/73e2d6bc24d8a067").id(),
                equalTo(parse(ARN).id()));
        assertThat(parse("targetgroup/backends/73e2d6bc24d8a067").region(), nullValue());
        assertThat(parse("backends").name(), is("backends"));
        assertThat(parse("backends").id(), nullValue());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "back_ends",
                "targetgroup/backends",
                "targetgroup//73e2",
                "-backends",
                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188",
                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/backends/73e2/8",
                "backends\nPASS"
            })
    void refusesAnythingElse(String text) {
        Errors.refusedSaying("targetgroup/my-targets/73e2d6bc24d8a067", "targetGroups", text, () -> parse(text));
    }

    @Test
    void groupsAreOfTheRegionOfAnyOfTheBalancers() {
        LoadBalancerSpec named = LoadBalancerSpec.parse("loadBalancers", "shop");
        LoadBalancerSpec located = LoadBalancerSpec.parse(
                "loadBalancers",
                "arn:aws:elasticloadbalancing:eu-west-2:123456789012:loadbalancer/app/pay/50dc6c495c0c9188");
        assertThat(TargetGroupSpec.parseAll("targetGroups", List.of(ARN, "web"), List.of(named)), hasSize(2));
        Errors.refusedSaying(
                "is in another region than the load balancer, eu-west-2",
                "targetGroups",
                ARN,
                () -> TargetGroupSpec.parseAll("targetGroups", List.of("web", ARN), List.of(named, located)));
    }

    @Test
    void groupsOfAnApplicationLoadBalancerMayBeNamedBesideANetworkLoadBalancer() {
        LoadBalancerSpec network = LoadBalancerSpec.parse("loadBalancers", "net/edge/50dc6c495c0c9188");
        LoadBalancerSpec application = LoadBalancerSpec.parse("loadBalancers", "app/shop/50dc6c495c0c9188");
        assertThat(TargetGroupSpec.parseAll("targetGroups", List.of("web"), List.of(network, application)), hasSize(1));
        assertThat(TargetGroupSpec.parseAll("targetGroups", List.of(), List.of(network)), hasSize(0));
    }

    @Test
    void asManyGroupsAsAreReadAtOnceMayBeNamed() {
        List<LoadBalancerSpec> balancers = List.of(LoadBalancerSpec.parse("loadBalancer", "shop"));
        List<String> most = IntStream.range(0, 500).mapToObj(i -> "group-" + i).toList();
        assertThat(TargetGroupSpec.parseAll("targetGroups", most, balancers), hasSize(500));
    }

    @Property
    void refusesInOneLineOrReturnsWhatIsReadTheSameAgain(@ForAll("texts") String text) throws Throwable {
        Errors.returnsOrRefuses("targetGroups", text, () -> {
            TargetGroupSpec spec = parse(text);
            assertThat(parse(spec.toString()), equalTo(spec));
        });
    }

    @Provide
    Arbitrary<String> texts() {
        return TextArbitraries.almost(
                "abcA0-/:",
                "arn:aws:elasticloadbalancing:",
                "eu-west-1:123456789012:",
                "targetgroup/",
                "backends",
                "/73e2d6bc24d8a067");
    }
}
