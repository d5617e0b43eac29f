package io.jenkins.plugins.tlserrorgate.aws;

import io.jenkins.plugins.tlserrorgate.aws.DescribeCalls.Page;
import io.jenkins.plugins.tlserrorgate.metrics.BalancerDirectory;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerId;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupId;
import io.jenkins.plugins.tlserrorgate.metrics.TargetGroupSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * Finds balancers and target groups with Elastic Load Balancing v2: one call for up to 20 balancers, and one for the target
 * groups: those of the balancer where there is one, up to 20 by name where there are several.
 *
 * <p>Where these calls are not allowed, what the user gave in full is taken at its word, and the report says so.
 */
final class ElasticLoadBalancingDirectory implements BalancerDirectory {

    private static final Logger LOGGER = Logger.getLogger(ElasticLoadBalancingDirectory.class.getName());
    static final String DESCRIBE_GROUPS = "elasticloadbalancing:DescribeTargetGroups";

    private final ElasticLoadBalancingV2Client client;
    private final String region;

    ElasticLoadBalancingDirectory(ElasticLoadBalancingV2Client client, String region) {
        this.client = client;
        this.region = region;
    }

    @Override
    public Resolved resolve(List<LoadBalancerSpec> balancers, List<TargetGroupSpec> targetGroups)
            throws SourceException, InterruptedException {
        String parameter = balancers.size() < 2 ? "loadBalancer" : "loadBalancers";
        DescribeCalls calls = new DescribeCalls();
        Optional<Map<String, LoadBalancer>> answer = new BalancerNames(client, calls)
                .find(balancers.stream().map(LoadBalancerSpec::name).toList());
        if (answer.isEmpty()) {
            return atTheirWord(balancers, targetGroups, calls);
        }
        List<LoadBalancer> existing = new ArrayList<>();
        for (LoadBalancerSpec balancer : balancers) {
            existing.add(checked(parameter, balancer, answer.get().get(balancer.name())));
        }
        List<String> notes = new ArrayList<>();
        Map<TargetGroupId, LoadBalancerId> owners =
                targetGroups.isEmpty() ? Map.of() : owners(targetGroups, existing, calls, notes);
        return Resolved.of(
                region,
                existing.stream().map(balancer -> found(balancer, owners)).toList(),
                notes);
    }

    private Resolved atTheirWord(
            List<LoadBalancerSpec> balancers, List<TargetGroupSpec> targetGroups, DescribeCalls calls)
            throws SourceException {
        if (balancers.stream().anyMatch(balancer -> balancer.id() == null)
                || targetGroups.stream().anyMatch(group -> group.id() == null)
                || balancers.size() > 1 && !targetGroups.isEmpty()) {
            throw calls.denial(BalancerNames.ACTION);
        }
        List<TargetGroupId> groups =
                targetGroups.stream().map(TargetGroupSpec::id).toList();
        String note = "It was not checked that the load balancer" + (balancers.size() < 2 ? " exists" : "s exist")
                + (targetGroups.isEmpty() ? "" : " and that the target groups belong to it")
                + ", as " + BalancerNames.ACTION + " is not allowed to this identity.";
        return Resolved.of(
                region,
                balancers.stream()
                        .map(balancer -> new Found(balancer.id(), groups, null, List.of()))
                        .toList(),
                List.of(note));
    }

    private LoadBalancer checked(String parameter, LoadBalancerSpec wanted, LoadBalancer found) {
        if (found == null) {
            throw new InvalidParameterException(
                    parameter,
                    wanted,
                    "does not exist in region " + region
                            + " of this account; check name, region and credentials (Classic Load"
                            + " Balancers are not supported: use an Application or Network Load Balancer)");
        }
        if (found.type() != LoadBalancerTypeEnum.APPLICATION && found.type() != LoadBalancerTypeEnum.NETWORK) {
            throw new InvalidParameterException(
                    parameter,
                    wanted,
                    "is of type " + found.typeAsString()
                            + ", which terminates no TLS; use an Application or Network Load Balancer");
        }
        if (wanted.id() != null && !wanted.id().equals(idOf(found))) {
            throw new InvalidParameterException(
                    parameter,
                    wanted,
                    "does not exist in region " + region + "; the balancer of that name is " + idOf(found));
        }
        return found;
    }

    private static Found found(LoadBalancer balancer, Map<TargetGroupId, LoadBalancerId> owners) {
        LoadBalancerId id = idOf(balancer);
        return new Found(
                id,
                owners.keySet().stream()
                        .filter(group -> owners.get(group).equals(id))
                        .toList(),
                balancer.loadBalancerArn(),
                balancer.availabilityZones().stream()
                        .map(AvailabilityZone::zoneName)
                        .sorted()
                        .toList());
    }

    /** The balancer to which each of the target groups belongs, in the order in which they were named. */
    private Map<TargetGroupId, LoadBalancerId> owners(
            List<TargetGroupSpec> wanted, List<LoadBalancer> balancers, DescribeCalls calls, List<String> notes)
            throws SourceException, InterruptedException {
        LoadBalancerId first = idOf(balancers.get(0));
        if (balancers.size() == 1 && first.kind() == LoadBalancerId.Kind.NETWORK) {
            throw TargetGroupSpec.noneOf(first);
        }
        Map<TargetGroupId, LoadBalancerId> owners = new LinkedHashMap<>();
        Optional<List<TargetGroup>> existing = existing(wanted, balancers, calls);
        if (existing.isEmpty()) {
            if (balancers.size() > 1 || wanted.stream().anyMatch(group -> group.id() == null)) {
                throw calls.denial(DESCRIBE_GROUPS);
            }
            notes.add("It was not checked that the target groups belong to the load balancer, as " + DESCRIBE_GROUPS
                    + " is not allowed to this identity.");
            wanted.forEach(group -> owners.put(group.id(), first));
            return owners;
        }
        for (TargetGroupSpec group : wanted) {
            TargetGroup found = match(group, existing.get(), balancers);
            LoadBalancer balancer = owner(found, balancers);
            LoadBalancerId owner = balancer == null ? first : idOf(balancer);
            if (owner.kind() == LoadBalancerId.Kind.NETWORK) {
                throw TargetGroupSpec.noneOf(owner);
            }
            owners.put(idOf(found), owner);
        }
        return owners;
    }

    /** The one of these balancers that a target group belongs to, null if it belongs to none. */
    private static LoadBalancer owner(TargetGroup group, List<LoadBalancer> balancers) {
        return balancers.stream()
                .filter(balancer -> group.loadBalancerArns().contains(balancer.loadBalancerArn()))
                .findFirst()
                .orElse(null);
    }

    /** Target groups of these balancers, at least those wanted that exist; empty if the identity may not ask. */
    private Optional<List<TargetGroup>> existing(
            List<TargetGroupSpec> wanted, List<LoadBalancer> balancers, DescribeCalls calls)
            throws SourceException, InterruptedException {
        if (balancers.size() > 1 && wanted.size() <= BalancerNames.MOST_NAMES) {
            List<String> names = wanted.stream().map(TargetGroupSpec::name).toList();
            try {
                Optional<List<TargetGroup>> named = groups(calls, request -> request.names(names));
                if (named.isEmpty() || named.get().stream().allMatch(group -> owner(group, balancers) != null)) {
                    return named;
                }
            } catch (TargetGroupNotFoundException e) {
                LOGGER.log(Level.FINE, "an unknown target group", e);
            }
            // One of them is not theirs: their own groups say which, and what there is instead.
        }
        List<TargetGroup> all = new ArrayList<>();
        for (LoadBalancer balancer : balancers) {
            Optional<List<TargetGroup>> its =
                    groups(calls, request -> request.loadBalancerArn(balancer.loadBalancerArn()));
            if (its.isEmpty()) {
                return its;
            }
            all.addAll(its.get());
        }
        return Optional.of(all);
    }

    private Optional<List<TargetGroup>> groups(DescribeCalls calls, Consumer<DescribeTargetGroupsRequest.Builder> which)
            throws SourceException, InterruptedException {
        return calls.all(DESCRIBE_GROUPS, marker -> {
            var answer = client.describeTargetGroups(request -> which.accept(request.marker(marker)));
            return new Page<>(answer.targetGroups(), answer.nextMarker());
        });
    }

    private static TargetGroup match(TargetGroupSpec wanted, List<TargetGroup> existing, List<LoadBalancer> balancers) {
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
                        "is not a target group of load balancer "
                                + balancers.stream()
                                        .map(LoadBalancer::loadBalancerName)
                                        .collect(Collectors.joining(" or "))
                                + ", which has " + (names.isEmpty() ? "none" : String.join(", ", names))
                                + NearWord.hint(wanted.name(), names)));
        if (found.targetType() == TargetTypeEnum.LAMBDA) {
            throw new InvalidParameterException(
                    "targetGroups",
                    wanted,
                    "has a Lambda function as its target, to which there are no TLS errors; leave it out");
        }
        return found;
    }

    private static LoadBalancerId idOf(LoadBalancer balancer) {
        return LoadBalancerId.of(BalancerNames.tail(balancer.loadBalancerArn()));
    }

    private static TargetGroupId idOf(TargetGroup group) {
        return ElasticLoadBalancingListeners.idOf(group);
    }
}
