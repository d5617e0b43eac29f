package io.jenkins.plugins.tlserrorgate.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.tlserrorgate.aws.simulator.AccessKey;
import io.jenkins.plugins.tlserrorgate.aws.simulator.Fault;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory.Resolved;
import io.jenkins.plugins.tlserrorgate.metrics.Errors;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ElasticLoadBalancingDirectoryTest extends AwsTestCase {

    private Resolved resolve(AccessKey key, String balancer, String... groups)
            throws SourceException, InterruptedException {
        return resolve(key, List.of(balancer), groups);
    }

    private Resolved resolve(AccessKey key, List<String> balancers, String... groups)
            throws SourceException, InterruptedException {
        try (AwsConnection connection = open(key)) {
            return connection
                    .directory()
                    .resolve(
                            balancers.stream()
                                    .map(text -> LoadBalancerSpec.parse("loadBalancer", text))
                                    .toList(),
                            Stream.of(groups)
                                    .map(group -> TargetGroupSpec.parse("targetGroups", group))
                                    .toList());
        }
    }

    @Test
    void aBalancerIsFoundByArnByItsTailAndByName() throws Exception {
        for (String text : List.of(SHOP.arn(), SHOP.dimension(), "shop")) {
            Resolved found = resolve(ADMIN, text);
            assertThat(found.balancer().dimension(), is(SHOP.dimension()));
            assertThat(found.balancer().kind(), is(LoadBalancerId.Kind.APPLICATION));
            assertThat(found.region(), is("eu-central-1"));
            assertThat(found.notes(), empty());
        }
        assertThat(resolve(ADMIN, "edge").balancer().kind(), is(LoadBalancerId.Kind.NETWORK));
    }

    @Test
    void oneCallIsEnoughWithoutTargetGroups() throws Exception {
        resolve(ADMIN, "shop");
        assertThat(aws.requests().all(), hasSize(1));
    }

    @Test
    void targetGroupsAreFoundInTheOrderInWhichTheyWereNamed() throws Exception {
        for (String text : List.of(SHOP.arn(API), API.dimension(), "api")) {
            assertThat(resolve(ADMIN, "shop", text).targetGroups(), contains(new TargetGroupId(API.dimension())));
        }
    }

    @Test
    void anUnknownBalancerIsToldFromAHealthyOne() {
        String arn = SHOP.arn().replace("shop", "shoq");
        for (String text : List.of("shoq", "app/shoq/50dc6c495c0c9188", arn)) {
            String message = Errors.refused("loadBalancer", text, () -> resolve(ADMIN, text));
            assertThat(message, containsString("does not exist in region eu-central-1 of this account"));
        }
    }

    @Test
    void aTailWithAnotherIdOrOfAnotherKindIsNotTheBalancerOfThatName() {
        for (String text : List.of("app/shop/50dc6c495c0c9188", "net/shop/50dc6c495c0c9188")) {
            Errors.refusedSaying(
                    "the balancer of that name is " + SHOP.dimension(),
                    "loadBalancer",
                    text,
                    () -> resolve(ADMIN, text));
        }
    }

    @Test
    void aTargetGroupOfAnotherBalancerIsRefusedAndTheRightOnesAreNamed() {
        Errors.refusedSaying(
                "is not a target group of load balancer shop, which has api, function",
                "targetGroups",
                "others",
                () -> resolve(ADMIN, "shop", "others"));
        Errors.refusedSaying(
                "is not a target group of load balancer shop",
                "targetGroups",
                EDGE.arn(OTHERS),
                () -> resolve(ADMIN, "shop", EDGE.arn(OTHERS)));
        Errors.refusedSaying("did you mean \"api\"?", "targetGroups", "apu", () -> resolve(ADMIN, "shop", "apu"));
    }

    @Test
    void aLambdaFunctionHasNoTlsErrors() {
        Errors.refusedSaying(
                "has a Lambda function as its target",
                "targetGroups",
                "function",
                () -> resolve(ADMIN, "shop", "function"));
    }

    @Test
    void withoutPermissionToDescribeAFullIdIsTakenAtItsWordWithANote() throws Exception {
        Resolved found = resolve(READER, SHOP.arn());
        assertThat(found.balancer().dimension(), is(SHOP.dimension()));
        assertThat(
                found.notes(),
                contains("It was not checked that the load balancer exists, as"
                        + " elasticloadbalancing:DescribeLoadBalancers is not allowed to this identity."));
        Resolved withGroup = resolve(READER, SHOP.dimension(), API.dimension());
        assertThat(withGroup.targetGroups(), contains(new TargetGroupId(API.dimension())));
        assertThat(withGroup.notes().get(0), containsString("and that the target groups belong to it"));
    }

    @Test
    void withoutPermissionToDescribeANameLeadsNowhereAndTheActionIsNamed() {
        SourceException error = fails(SourceException.Kind.PERMANENT, () -> resolve(READER, "shop"));
        assertThat(
                error.getMessage(),
                startsWith("elasticloadbalancing:DescribeLoadBalancers was denied; allow the IAM action"
                        + " elasticloadbalancing:DescribeLoadBalancers to this identity: AccessDenied: "));
        assertThat(error.getMessage(), containsString("(request id " + lastRequestId() + ")"));
        fails(SourceException.Kind.PERMANENT, () -> resolve(READER, SHOP.arn(), "api"));
    }

    @Test
    void withoutPermissionToDescribeTargetGroupsFullIdsAreTakenAtTheirWord() throws Exception {
        Resolved found = resolve(LISTER, "shop", API.dimension());
        assertThat(found.targetGroups(), contains(new TargetGroupId(API.dimension())));
        assertThat(found.notes().get(0), containsString("elasticloadbalancing:DescribeTargetGroups is not allowed"));
        SourceException error = fails(SourceException.Kind.PERMANENT, () -> resolve(LISTER, "shop", "api"));
        assertThat(error.getMessage(), startsWith("elasticloadbalancing:DescribeTargetGroups was denied"));
    }

    @Test
    void anUnknownAccessKeyIsSaidToBeOneAndNotToLackAPermission() {
        AccessKey unknown = AccessKey.of("AKIAUNKNOWN000000001", "unknown-secret");
        SourceException error = fails(SourceException.Kind.PERMANENT, () -> resolve(unknown, SHOP.arn()));
        assertThat(error.getMessage(), containsString("AWS does not accept the credentials: InvalidClientTokenId"));
        assertThat(error.getMessage(), containsString("(request id " + lastRequestId() + ")"));
    }

    @Test
    void faultsOfTheServiceMayPass() {
        aws.faults().inject(Fault.of(Fault.Kind.SERVICE_UNAVAILABLE).times(0));
        SourceException error = fails(SourceException.Kind.TRANSIENT, () -> {
            try (AwsConnection connection = openImpatiently()) {
                connection.directory().resolve(List.of(LoadBalancerSpec.parse("loadBalancer", "shop")), List.of());
            }
        });
        assertThat(error.getMessage(), startsWith("elasticloadbalancing:DescribeLoadBalancers was answered with"));
        assertThat(error.getMessage(), containsString("ServiceUnavailable"));
    }

    @Test
    void anAnswerThatIsNoXmlMayPass() {
        aws.faults().inject(Fault.of(Fault.Kind.MALFORMED_BODY).times(0));
        SourceException error = fails(SourceException.Kind.TRANSIENT, () -> {
            try (AwsConnection connection = openImpatiently()) {
                connection.directory().resolve(List.of(LoadBalancerSpec.parse("loadBalancer", "shop")), List.of());
            }
        });
        assertThat(error.getMessage(), startsWith("elasticloadbalancing:DescribeLoadBalancers: "));
    }

    @Test
    void newFieldsInAnAnswerArePassedOver() throws Exception {
        aws.faults().inject(Fault.of(Fault.Kind.UNKNOWN_FIELDS).times(0));
        assertThat(resolve(ADMIN, "shop", "api").targetGroups(), hasSize(1));
    }

    @Test
    void anExpiredSessionMayPassAsTheNextLookHasANewOne() {
        aws.faults().inject(Fault.of(Fault.Kind.EXPIRED_TOKEN).times(0));
        SourceException error = fails(SourceException.Kind.TRANSIENT, () -> resolve(ADMIN, "shop"));
        assertThat(error.getMessage(), containsString("the credentials' session token has expired"));
    }

    @Test
    void targetGroupsOfANetworkLoadBalancerCanNotBeJudgedOneByOne() {
        String message = Errors.refused("targetGroups", EDGE.dimension(), () -> resolve(ADMIN, "edge", "others"));
        assertThat(message, containsString("leave targetGroups out"));
    }

    @Test
    void severalBalancersAreFoundWithOneCallHoweverTheyAreNamed() throws Exception {
        aws.requests().clear();
        Resolved found = resolve(ADMIN, List.of(SHOP.arn(), "edge"), "api");
        assertThat(found.ids().stream().map(LoadBalancerId::name).toList(), contains("shop", "edge"));
        assertThat(aws.requests().of("DescribeLoadBalancers"), hasSize(1));
        assertThat(aws.requests().of("DescribeTargetGroups"), hasSize(1));
        assertThat(found.balancers().get(0).targetGroups(), hasSize(1));
        assertThat(found.balancers().get(1).targetGroups(), empty());
    }

    @Test
    void oneOfSeveralThatDoesNotExistIsNamed() {
        InvalidParameterException thrown =
                assertThrows(InvalidParameterException.class, () -> resolve(ADMIN, List.of("shop", "shopp", "edge")));
        assertThat(thrown.getMessage(), startsWith("loadBalancers: \"shopp\" does not exist in region"));
    }

    @Test
    void aTargetGroupOfNoneOfTheBalancersIsNamedWithThoseThatThereAre() {
        InvalidParameterException thrown =
                assertThrows(InvalidParameterException.class, () -> resolve(ADMIN, List.of("shop", "edge"), "nobodys"));
        assertThat(
                thrown.getMessage(),
                startsWith("targetGroups: \"nobodys\" is not a target group of load balancer shop or edge, which has"));
    }

    @Test
    void severalBalancersAreTakenAtTheirWordWithoutPermission() throws Exception {
        Resolved found = resolve(READER, List.of(SHOP.arn(), EDGE.dimension()));
        assertThat(found.ids().stream().map(LoadBalancerId::name).toList(), contains("shop", "edge"));
        assertThat(found.notes(), hasSize(1));
        assertThat(found.notes().get(0), startsWith("It was not checked that the load balancers exist, as "));
        // Whose a target group is nobody could say.
        SourceException thrown = fails(
                SourceException.Kind.PERMANENT,
                () -> resolve(READER, List.of(SHOP.arn(), EDGE.dimension()), "targetgroup/api/0123456789abcdef"));
        assertThat(thrown.getMessage(), containsString("elasticloadbalancing:DescribeLoadBalancers was denied"));
    }
}
