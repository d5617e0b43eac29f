package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

class RegionsTest {

    private static final LoadBalancerSpec NAME = LoadBalancerSpec.parse("loadBalancer", "shop");
    private static final LoadBalancerSpec IRELAND = LoadBalancerSpec.parse(
            "loadBalancer",
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188");
    private static final Map<String, String> ENVIRONMENT =
            Map.of("AWS_REGION", "us-east-1", "AWS_DEFAULT_REGION", "us-east-2");
    private static final AwsRegionProvider CHAIN = () -> Region.AP_SOUTH_1;

    private static String choose(
            String parameter,
            LoadBalancerSpec balancer,
            Map<String, String> environment,
            String configured,
            AwsRegionProvider chain) {
        return Regions.choose(parameter, balancer, environment, configured, chain)
                .id();
    }

    @Test
    void theParameterComesFirstThenArnEnvironmentConfigurationAndMachine() {
        assertThat(choose("eu-west-1", IRELAND, ENVIRONMENT, "sa-east-1", CHAIN), is("eu-west-1"));
        assertThat(choose(" eu-west-2 ", NAME, ENVIRONMENT, "sa-east-1", CHAIN), is("eu-west-2"));
        assertThat(choose("", IRELAND, ENVIRONMENT, "sa-east-1", CHAIN), is("eu-west-1"));
        assertThat(choose(null, NAME, ENVIRONMENT, "sa-east-1", CHAIN), is("us-east-1"));
        assertThat(choose(null, NAME, Map.of("AWS_DEFAULT_REGION", "us-east-2"), "sa-east-1", CHAIN), is("us-east-2"));
        assertThat(choose(null, NAME, Map.of("AWS_REGION", " "), "sa-east-1", CHAIN), is("sa-east-1"));
        assertThat(choose(null, NAME, Map.of(), " ", CHAIN), is("ap-south-1"));
    }

    @Test
    void withoutAnyRegionAllPlacesToSetItAreNamed() {
        for (AwsRegionProvider chain : new AwsRegionProvider[] {
            null,
            () -> null,
            () -> {
                throw SdkClientException.create("no region");
            }
        }) {
            String message = Errors.refused("region", null, () -> choose(null, NAME, Map.of(), null, chain));
            assertThat(message, containsString("set the parameter region"));
            assertThat(message, containsString("ARN"));
            assertThat(message, containsString("AWS_REGION"));
            assertThat(message, containsString("administrator"));
        }
    }

    @Test
    void aMisspeltRegionGetsTheNearOneSuggestedWhereverItWasSet() {
        String meant = "did you mean \"eu-central-1\"?";
        Errors.refusedSaying(meant, "region", "eu-cental-1", () -> choose("eu-cental-1", NAME, Map.of(), null, null));
        Errors.refusedSaying(
                meant,
                "AWS_REGION",
                "eu-cental-1",
                () -> choose(null, NAME, Map.of("AWS_REGION", "eu-cental-1"), null, null));
        Errors.refusedSaying(
                meant, "default region", "eu-cental-1", () -> choose(null, NAME, Map.of(), "eu-cental-1", null));
        Errors.refusedSaying(
                meant,
                "AWS configuration of this machine",
                "eu-cental-1",
                () -> choose(null, NAME, Map.of(), null, () -> Region.of("eu-cental-1")));
        LoadBalancerSpec misspelt = LoadBalancerSpec.parse(
                "loadBalancer",
                "arn:aws:elasticloadbalancing:eu-cental-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188");
        Errors.refusedSaying(meant, "loadBalancer", "eu-cental-1", () -> choose(null, misspelt, Map.of(), null, null));
    }

    @Test
    void aRegionThatContradictsTheArnIsRefused() {
        Errors.refusedSaying(
                "contradicts the load balancer's ARN, which is in eu-west-1",
                "region",
                "eu-west-2",
                () -> choose("eu-west-2", IRELAND, Map.of(), null, null));
    }

    @Test
    void thereAreNoBalancersInWhatIsNoPlace() {
        assertThat(Regions.known(), hasItems("eu-west-1", "us-gov-west-1", "cn-north-1"));
        assertThat(Regions.known(), not(hasItems("aws-global")));
        Errors.refused("region", "aws-global", () -> Regions.parse("region", "aws-global"));
    }
}
