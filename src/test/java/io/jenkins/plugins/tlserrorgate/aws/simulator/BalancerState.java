package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A load balancer at run time: the scenario's, and what has been changed since. */
final class BalancerState {
    private final Scenario scenario;
    private final Balancer balancer;
    private final long publicationSeed;
    private volatile List<AppliedChange> changes;
    private volatile SampleHistory history;
    private volatile boolean deleted;

    BalancerState(Scenario scenario, Balancer balancer) {
        this.scenario = scenario;
        this.balancer = balancer;
        this.publicationSeed = Randomness.at(scenario.seed(), balancer.arn().hashCode());
        reset();
    }

    /** Makes undone what was changed at run time, as if it had never happened. */
    synchronized void reset() {
        deleted = false;
        List<AppliedChange> scheduled = new ArrayList<>();
        for (Change change : balancer.changes()) {
            Instant at = change.scheduled(scenario.start());
            if (at != null) {
                scheduled.add(new AppliedChange(change, at));
            }
        }
        setChanges(scheduled);
    }

    /** Deletes the balancer: it can't be described any longer, while its metrics stay what they are and end. */
    synchronized void delete(Instant at) {
        apply(Change.builder("deleted").trafficFactor(0).build(), at);
        deleted = true;
    }

    boolean isDeleted() {
        return deleted;
    }

    Balancer balancer() {
        return balancer;
    }

    SampleHistory history() {
        return history;
    }

    long publicationSeed() {
        return publicationSeed;
    }

    int visible(int value, double ageSeconds, long noise) {
        return scenario.publication().visible(value, ageSeconds, noise);
    }

    /** Lets a change happen. Data of minutes before it stay what they are. */
    synchronized void apply(Change change, Instant at) {
        List<AppliedChange> more = new ArrayList<>(changes);
        more.add(new AppliedChange(change, at));
        setChanges(more);
    }

    private void setChanges(List<AppliedChange> all) {
        changes = all.stream().sorted(Comparator.comparing(AppliedChange::from)).toList();
        history = new SampleHistory(scenario.seed(), balancer, changes);
    }

    /** The listeners as they are at an instant. */
    List<Listener> listeners(Instant now) {
        return balancer.listeners().stream().map(listener -> at(listener, now)).toList();
    }

    private Listener at(Listener listener, Instant now) {
        Listener current = listener;
        for (AppliedChange applied : changes) {
            for (ListenerUpdate update : applied.change().listeners()) {
                if (update.port() == listener.port() && !applied.from().isAfter(now)) {
                    current = current.with(update);
                }
            }
        }
        return current;
    }
}
