package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupSpec;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * Finds balancers and target groups with Elastic Load Balancing v2: one call for the balancer, one for its groups.
 *
 * <p>Where these calls are not allowed, what the user gave in full is taken at its word, and the report says so.
 */
final class ElasticLoadBalancingDirectory implements BalancerDirectory {

    private static final String DESCRIBE_BALANCERS = "elasticloadbalancing:DescribeLoadBalancers";
    private static final String DESCRIBE_GROUPS = "elasticloadbalancing:DescribeTargetGroups";

    private final ElasticLoadBalancingV2Client client;
    private final String region;

    ElasticLoadBalancingDirectory(ElasticLoadBalancingV2Client client, String region) {
        this.client = client;
        this.region = region;
    }

    @Override
    public Resolved resolve(LoadBalancerSpec balancer, List<TargetGroupSpec> targetGroups)
            throws SourceException, InterruptedException {
        List<String> notes = new ArrayList<>();
        LoadBalancer found;
        try {
            found = find(balancer);
        } catch (AwsServiceException e) {
            if (!AwsErrors.isDenied(e)
                    || balancer.id() == null
                    || targetGroups.stream().anyMatch(group -> group.id() == null)) {
                throw AwsErrors.translate(DESCRIBE_BALANCERS, e);
            }
            notes.add("It was not checked that the load balancer exists"
                    + (targetGroups.isEmpty() ? "" : " and that the target groups belong to it")
                    + ", as " + DESCRIBE_BALANCERS + " is not allowed to this identity.");
            return new Resolved(
                    region,
                    balancer.id(),
                    targetGroups.stream().map(TargetGroupSpec::id).toList(),
                    notes);
        } catch (SdkException e) {
            throw AwsErrors.translate(DESCRIBE_BALANCERS, e);
        }
        LoadBalancerId id = identify(balancer, found);
        if (!targetGroups.isEmpty() && id.kind() == LoadBalancerId.Kind.NETWORK) {
            throw TargetGroupSpec.noneOf(id);
        }
        List<TargetGroupId> groups =
                targetGroups.isEmpty() ? List.of() : match(targetGroups, id, found.loadBalancerArn(), notes);
        List<String> zones = found.availabilityZones().stream()
                .map(AvailabilityZone::zoneName)
                .sorted()
                .toList();
        return new Resolved(region, id, groups, notes, found.loadBalancerArn(), zones);
    }

    private LoadBalancer find(LoadBalancerSpec balancer) {
        DescribeLoadBalancersRequest.Builder request = DescribeLoadBalancersRequest.builder();
        if (balancer.arn() != null) {
            request.loadBalancerArns(balancer.arn());
        } else {
            request.names(balancer.name());
        }
        try {
            return client.describeLoadBalancers(request.build()).loadBalancers().stream()
                    .findFirst()
                    .orElseThrow(() -> unknown(balancer));
        } catch (LoadBalancerNotFoundException e) {
            throw unknown(balancer);
        }
    }

    private InvalidParameterException unknown(LoadBalancerSpec balancer) {
        return new InvalidParameterException(
                "loadBalancer",
                balancer,
                "does not exist in region " + region + " of this account; check name, region and credentials");
    }

    private LoadBalancerId identify(LoadBalancerSpec balancer, LoadBalancer found) {
        if (found.type() != LoadBalancerTypeEnum.APPLICATION && found.type() != LoadBalancerTypeEnum.NETWORK) {
            throw new InvalidParameterException(
                    "loadBalancer",
                    balancer,
                    "is of type " + found.typeAsString()
                            + ", which terminates no TLS; use an Application or Network Load Balancer");
        }
        LoadBalancerId id = LoadBalancerId.of(afterFirst(found.loadBalancerArn(), ":loadbalancer/"));
        if (balancer.id() != null && !balancer.id().equals(id)) {
            throw new InvalidParameterException(
                    "loadBalancer",
                    balancer,
                    "does not exist in region " + region + "; the balancer of that name is " + id);
        }
        return id;
    }

    private List<TargetGroupId> match(List<TargetGroupSpec> wanted, LoadBalancerId id, String arn, List<String> notes)
            throws SourceException, InterruptedException {
        List<TargetGroup> existing;
        try {
            existing = client.describeTargetGroupsPaginator(r -> r.loadBalancerArn(arn)).targetGroups().stream()
                    .toList();
        } catch (AwsServiceException e) {
            if (!AwsErrors.isDenied(e) || wanted.stream().anyMatch(group -> group.id() == null)) {
                throw AwsErrors.translate(DESCRIBE_GROUPS, e);
            }
            notes.add("It was not checked that the target groups belong to the load balancer, as " + DESCRIBE_GROUPS
                    + " is not allowed to this identity.");
            return wanted.stream().map(TargetGroupSpec::id).toList();
        } catch (SdkException e) {
            throw AwsErrors.translate(DESCRIBE_GROUPS, e);
        }
        return wanted.stream().map(spec -> match(spec, existing, id)).toList();
    }

    private static TargetGroupId match(TargetGroupSpec wanted, List<TargetGroup> existing, LoadBalancerId balancer) {
        List<String> names =
                existing.stream().map(TargetGroup::targetGroupName).sorted().toList();
        TargetGroup found = existing.stream()
                .filter(group -> wanted.id() == null
                        ? group.targetGroupName().equals(wanted.name())
                        : idOf(group).equals(wanted.id()))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        "targetGroups",
                        wanted,
                        "is not a target group of load balancer " + balancer.name() + ", which has "
                                + (names.isEmpty() ? "none" : String.join(", ", names))
                                + NearWord.hint(wanted.name(), names)));
        if (found.targetType() == TargetTypeEnum.LAMBDA) {
            throw new InvalidParameterException(
                    "targetGroups",
                    wanted,
                    "has a Lambda function as its target, to which there are no TLS errors; leave it out");
        }
        return idOf(found);
    }

    private static TargetGroupId idOf(TargetGroup group) {
        return new TargetGroupId("targetgroup/" + afterFirst(group.targetGroupArn(), ":targetgroup/"));
    }

    private static String afterFirst(String text, String separator) {
        return text.substring(text.indexOf(separator) + separator.length());
    }
}
