package io.jenkins.plugins.tlserrorgate.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadBalancerSpecTest {

    private static final String ARN =
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188";

    private static LoadBalancerSpec parse(String text) {
        return LoadBalancerSpec.parse("loadBalancer", text);
    }

    @Test
    void anArnSaysEverything() {
        LoadBalancerSpec spec = parse(" " + ARN + " ");
        assertThat(spec.arn(), is(ARN));
        assertThat(spec.region(), is("eu-west-1"));
        assertThat(spec.id(), equalTo(LoadBalancerId.of("app/shop/50dc6c495c0c9188")));
        assertThat(spec.name(), is("shop"));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:loadbalancer/net/a/1, NETWORK, cn-north-1",
        "arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:123456789012:loadbalancer/app/a/1, APPLICATION, us-gov-west-1",
        "arn:aws-iso-b:elasticloadbalancing:us-isob-east-1:123456789012:loadbalancer/app/a/1, APPLICATION, us-isob-east-1"
    })
    void arnsOfAllPartitionsAreKnown(String arn, LoadBalancerId.Kind kind, String region) {
        assertThat(parse(arn).id().kind(), is(kind));
        assertThat(parse(arn).region(), is(region));
    }

    @ParameterizedTest
    @CsvSource({"app/shop/50dc6c495c0c9188, APPLICATION", "net/shop/50dc6c495c0c9188, NETWORK"})
    void theTailOfAnArnSaysAllButTheRegion(String tail, LoadBalancerId.Kind kind) {
        LoadBalancerSpec spec = parse(tail);
        assertThat(spec.id(), equalTo(new LoadBalancerId(kind, tail)));
        assertThat(spec.name(), is("shop"));
        assertThat(spec.region(), nullValue());
        assertThat(spec.arn(), nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "a", "my-balancer-2", "abcdefghijklmnopqrstuvwxyz123456"})
    void aNameIsOnlyAName(String name) {
        LoadBalancerSpec spec = parse(name);
        assertThat(spec.name(), is(name));
        assertThat(spec.id(), nullValue());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\n"})
    void nothingIsNoBalancer(String text) {
        Errors.refusedSaying("or the balancer's name", "loadBalancer", text, () -> parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "my_balancer, or the balancer's name",
        "-shop, or the balancer's name",
        "shop-, or the balancer's name",
        "abcdefghijklmnopqrstuvwxyz1234567, or the balancer's name",
        "shop.example.org, or the balancer's name",
        "app/shop, or the balancer's name",
        "alb/shop/50dc6c495c0c9188, or the balancer's name",
        "arn:aws:elasticloadbalancing:eu-west-1:12345:loadbalancer/app/shop/50dc, it should look like arn:aws:",
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop/50dc, it should look like arn:aws:",
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/50dc/f2f7, it should look like arn:aws:",
        "arn:aws:s3:::bucket, it should look like arn:aws:",
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop, should end in app/NAME/ID",
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/old-one, is a Classic Load Balancer",
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/gwy/g/50dc, is a Gateway Load Balancer",
        "gwy/g/50dc, is a Gateway Load Balancer"
    })
    void saysWhatWouldBeRightInsteadOf(String text, String right) {
        Errors.refusedSaying(right, "loadBalancer", text, () -> parse(text));
    }

    @Test
    void aLineBreakInANameForgesNoLogLine() {
        String text = "shop\nPASS: all is well \u202Etxet";
        Errors.refused("loadBalancer", text, () -> parse(text));
    }

    @Test
    void theAccountIsThatOfTheArn() {
        assertThat(parse(ARN).account(), is("123456789012"));
        assertThat(parse("shop").account(), nullValue());
    }

    @Test
    void aDimensionNamesItsBalancerAndAnythingElseItself() {
        assertThat(LoadBalancerId.of("net/edge/1").name(), is("edge"));
        assertThat(LoadBalancerId.nameIn("app/shop/1"), is("shop"));
        assertThat(LoadBalancerId.nameIn("shop"), is("shop"));
        assertThat(LoadBalancerId.nameIn("app/shop/1/2"), is("app/shop/1/2"));
        assertThat(new TargetGroupId("targetgroup/backends/1").name(), is("backends"));
        assertThat(new TargetGroupId("backends").name(), is("backends"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "app/shop", "app/shop/1/2", "gwy/shop/1", "application/shop/1"})
    void whatIsNoDimensionIsNotTakenForOne(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> LoadBalancerId.of(text));
        assertThat(e.getMessage(), is("not a load balancer's dimension: \"" + text + "\""));
    }

    @Property
    void whatWasReadIsReadTheSameAgain(@ForAll("balancers") String text) {
        LoadBalancerSpec spec = parse(text);
        assertThat(parse(spec.toString()), equalTo(spec));
    }

    @Property
    void refusesInOneLineOrReturns(@ForAll("texts") String text) throws Throwable {
        Errors.returnsOrRefuses("loadBalancer", text, () -> parse(text));
    }

    @Provide
    Arbitrary<String> balancers() {
        Arbitrary<String> name =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(32);
        Arbitrary<String> tail = name.map(n -> "net/" + n + "/50dc6c495c0c9188");
        return Arbitraries.oneOf(
                name, tail, tail.map(t -> "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/" + t));
    }

    @Provide
    Arbitrary<String> texts() {
        return TextArbitraries.almost(
                "abcA0-/:",
                "arn:aws:elasticloadbalancing:",
                "eu-west-1:",
                "123456789012:",
                "loadbalancer/",
                "app/",
                "gwy/",
                "shop/",
                "50dc6c495c0c9188");
    }
}
