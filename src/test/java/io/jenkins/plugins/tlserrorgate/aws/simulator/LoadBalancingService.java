package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Elastic Load Balancing v2, as far as it describes things. */
final class LoadBalancingService implements AwsService {
    private static final int MAX_PAGE = 400;
    private static final int MAX_NAMES = 20;

    private final World world;

    LoadBalancingService(World world) {
        this.world = world;
    }

    @Override
    public String signingName() {
        return "elasticloadbalancing";
    }

    @Override
    public String actionPrefix() {
        return "elasticloadbalancing";
    }

    @Override
    public Permission permission(String operation) {
        return Set.of(
                                "DescribeLoadBalancers",
                                "DescribeTargetGroups",
                                "DescribeListeners",
                                "DescribeListenerCertificates",
                                "DescribeSSLPolicies")
                        .contains(operation)
                ? Permission.ACTION
                : Permission.UNKNOWN_OPERATION;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        QueryParameters parameters = new QueryParameters(call.parameters());
        return switch (call.operation()) {
            case "DescribeLoadBalancers" -> loadBalancers(call.caller(), parameters);
            case "DescribeTargetGroups" -> targetGroups(call.caller(), parameters);
            case "DescribeListeners" -> listeners(call.caller(), parameters);
            case "DescribeListenerCertificates" -> certificates(call.caller(), parameters);
            default -> sslPolicies(parameters);
        };
    }

    private Map<String, Object> loadBalancers(Caller caller, QueryParameters parameters) {
        List<String> names = limited("Names", parameters);
        List<String> arns = limited("LoadBalancerArns", parameters);
        if (!names.isEmpty() && !arns.isEmpty()) {
            throw AwsError.validation(
                    "Load balancer names and load balancer ARNs cannot be specified at the same time");
        }
        List<BalancerState> visible = world.existing(caller);
        List<Object> found = new ArrayList<>();
        for (String name : names) {
            found.add(LoadBalancingDescriptions.of(visible.stream()
                    .map(BalancerState::balancer)
                    .filter(balancer -> balancer.name().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new AwsError(400, "LoadBalancerNotFound", "Load balancers '[" + name + "]' not found"))));
        }
        for (String arn : arns) {
            found.add(LoadBalancingDescriptions.of(byArn(caller, arn).balancer()));
        }
        if (names.isEmpty() && arns.isEmpty()) {
            visible.forEach(state -> found.add(LoadBalancingDescriptions.of(state.balancer())));
        }
        return page("LoadBalancers", found, parameters);
    }

    private Map<String, Object> targetGroups(Caller caller, QueryParameters parameters) {
        String balancerArn = parameters.text("LoadBalancerArn");
        List<String> names = limited("Names", parameters);
        List<String> arns = limited("TargetGroupArns", parameters);
        List<BalancerState> states = balancerArn == null ? world.existing(caller) : List.of(byArn(caller, balancerArn));
        List<String> missing = new ArrayList<>(names);
        missing.addAll(arns);
        List<Object> found = new ArrayList<>();
        for (BalancerState state : states) {
            Balancer balancer = state.balancer();
            for (TargetGroup group : balancer.targetGroups()) {
                boolean asked = missing.remove(group.name()) | missing.remove(balancer.arn(group));
                if (asked || names.isEmpty() && arns.isEmpty()) {
                    found.add(LoadBalancingDescriptions.of(balancer, group));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new AwsError(400, "TargetGroupNotFound", "One or more target groups not found");
        }
        return page("TargetGroups", found, parameters);
    }

    private Map<String, Object> listeners(Caller caller, QueryParameters parameters) {
        String balancerArn = parameters.text("LoadBalancerArn");
        List<String> arns = limited("ListenerArns", parameters);
        if ((balancerArn == null) == arns.isEmpty()) {
            throw AwsError.validation("You must specify either listener ARNs or a load balancer ARN");
        }
        List<Object> found = new ArrayList<>();
        if (balancerArn != null) {
            BalancerState state = byArn(caller, balancerArn);
            for (Listener listener : state.listeners(world.now())) {
                found.add(LoadBalancingDescriptions.of(state.balancer(), listener));
            }
        }
        for (String arn : arns) {
            found.add(LoadBalancingDescriptions.of(ownerOf(caller, arn).balancer(), listener(caller, arn)));
        }
        return page("Listeners", found, parameters);
    }

    private Map<String, Object> certificates(Caller caller, QueryParameters parameters) {
        Listener listener = listener(caller, parameters.required("ListenerArn"));
        return page("Certificates", LoadBalancingDescriptions.certificates(listener), parameters);
    }

    private Listener listener(Caller caller, String arn) {
        BalancerState state = ownerOf(caller, arn);
        return state.listeners(world.now()).stream()
                .filter(listener -> state.balancer().arn(listener).equals(arn))
                .findFirst()
                .orElseThrow();
    }

    private BalancerState ownerOf(Caller caller, String listenerArn) {
        return world.existing(caller).stream()
                .filter(state -> state.balancer().listeners().stream()
                        .anyMatch(listener -> state.balancer().arn(listener).equals(listenerArn)))
                .findFirst()
                .orElseThrow(() -> new AwsError(400, "ListenerNotFound", "One or more listeners not found"));
    }

    private Map<String, Object> sslPolicies(QueryParameters parameters) {
        List<String> names = parameters.list("Names");
        for (String name : names) {
            if (SslPolicy.all().stream().noneMatch(policy -> policy.name().equals(name))) {
                throw new AwsError(400, "SSLPolicyNotFound", "SSL policy '" + name + "' not found");
            }
        }
        List<Object> found = new ArrayList<>();
        for (SslPolicy policy : SslPolicy.all()) {
            if (names.isEmpty() || names.contains(policy.name())) {
                found.add(LoadBalancingDescriptions.of(policy));
            }
        }
        return page("SslPolicies", found, parameters);
    }

    private BalancerState byArn(Caller caller, String arn) {
        if (!arn.matches("arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:loadbalancer/.+")) {
            throw AwsError.validation("'" + arn + "' is not a valid load balancer ARN");
        }
        return world.existing(caller).stream()
                .filter(state -> state.balancer().arn().equals(arn))
                .findFirst()
                .orElseThrow(
                        () -> new AwsError(400, "LoadBalancerNotFound", "Load balancers '[" + arn + "]' not found"));
    }

    private static List<String> limited(String name, QueryParameters parameters) {
        List<String> values = parameters.list(name);
        if (values.size() > MAX_NAMES) {
            throw AwsError.validation("At most " + MAX_NAMES + " " + name + " can be specified");
        }
        return values;
    }

    private static Map<String, Object> page(String member, List<Object> all, QueryParameters parameters) {
        int size = parameters.integer("PageSize", MAX_PAGE);
        if (size < 1 || size > MAX_PAGE) {
            throw AwsError.validation("PageSize must be between 1 and " + MAX_PAGE);
        }
        String marker = parameters.text("Marker");
        if (marker != null && !(marker.matches("[0-9]{1,6}") && Integer.parseInt(marker) < all.size())) {
            throw AwsError.validation("The marker '" + marker + "' is not valid");
        }
        int from = marker == null ? 0 : Integer.parseInt(marker);
        int to = Math.min(all.size(), from + size);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(member, all.subList(from, to));
        if (to < all.size()) {
            answer.put("NextMarker", Integer.toString(to));
        }
        return answer;
    }
}
