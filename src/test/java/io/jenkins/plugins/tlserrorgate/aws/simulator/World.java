package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The state of the simulated AWS: what exists, and what time it is. */
final class World {
    private final Scenario scenario;
    private final InstantSource clock;
    private final List<BalancerState> balancers;

    World(Scenario scenario, InstantSource clock) {
        this.scenario = scenario;
        this.clock = clock;
        this.balancers = scenario.balancers().stream()
                .map(balancer -> new BalancerState(scenario, balancer))
                .toList();
    }

    Scenario scenario() {
        return scenario;
    }

    InstantSource clock() {
        return clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** All balancers of all accounts and regions. */
    List<BalancerState> balancers() {
        return balancers;
    }

    /** What a caller can see. */
    List<BalancerState> balancers(Caller caller) {
        return balancers.stream()
                .filter(state -> state.balancer().account().equals(caller.account())
                        && state.balancer().region().equals(caller.region()))
                .toList();
    }

    /** What a caller can see that still exists; metrics outlive their balancer. */
    List<BalancerState> existing(Caller caller) {
        return balancers(caller).stream().filter(state -> !state.isDeleted()).toList();
    }

    Optional<BalancerState> byDimension(Caller caller, String dimension) {
        return balancers(caller).stream()
                .filter(state -> state.balancer().dimension().equals(dimension))
                .findFirst();
    }

    /**
     * Lets a change of the scenario happen now.
     *
     * @param balancer name or ARN
     * @param change name of one of its changes
     */
    Instant apply(String balancer, String change) {
        BalancerState state = balancer(balancer);
        Change found = state.balancer().changes().stream()
                .filter(candidate -> candidate.name().equals(change))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Balancer " + balancer + " has no change " + change
                        + "; it has "
                        + state.balancer().changes().stream().map(Change::name).toList()));
        return apply(state, found);
    }

    /** Lets a change happen now that need not be in the scenario. */
    Instant apply(String balancer, Change change) {
        return apply(balancer(balancer), change);
    }

    /** Makes undone what was changed at a balancer at run time. */
    void reset(String balancer) {
        balancer(balancer).reset();
    }

    /** Deletes a balancer. */
    void delete(String balancer) {
        balancer(balancer).delete(now());
    }

    private Instant apply(BalancerState state, Change change) {
        Instant now = now();
        state.apply(change, now);
        return now;
    }

    private BalancerState balancer(String nameOrArn) {
        return balancers.stream()
                .filter(state -> state.balancer().name().equals(nameOrArn)
                        || state.balancer().arn().equals(nameOrArn))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no balancer " + nameOrArn + "; there are "
                        + balancers.stream()
                                .map(state -> state.balancer().name())
                                .toList()));
    }
}
