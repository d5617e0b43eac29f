package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.PartMinutes;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jenkins.model.TransientActionFactory;

/**
 * The gates that still wait, so that people can watch them. Nothing of this is stored: after a restart each gate
 * announces itself again.
 */
public final class LiveGates {

    /** By the build itself, as its name changes when a job is renamed or moved. */
    private static final Map<Run<?, ?>, Map<String, LiveGate>> GATES = new ConcurrentHashMap<>();

    private LiveGates() {}

    /**
     * Announces a gate.
     *
     * @param run the build
     * @param gateId tells the gates of a build apart: the id of the step's node
     * @param number the number that it had before a restart, 0 if it is new
     * @param gate the gate as it is
     * @param peek reads what there is to see so far and hands it on, some time later, on another thread
     * @return its number, which its page has in its address
     */
    public static int begin(
            Run<?, ?> run, String gateId, int number, Supplier<Gate> gate, Consumer<Consumer<List<PartMinutes>>> peek) {
        synchronized (run) {
            Map<String, LiveGate> gates = GATES.computeIfAbsent(run, id -> new ConcurrentHashMap<>());
            int its = number > 0 ? number : free(run, gates.values());
            gates.put(gateId, new LiveGate(run, its, gate, peek));
            return its;
        }
    }

    /** Takes a gate away that has ended. */
    public static void end(Run<?, ?> run, String gateId) {
        synchronized (run) {
            Map<String, LiveGate> gates = GATES.get(run);
            if (gates != null) {
                gates.remove(gateId);
                if (gates.isEmpty()) {
                    GATES.remove(run);
                }
            }
        }
    }

    /** All gates that wait. */
    static List<LiveGate> all() {
        return GATES.values().stream().flatMap(gates -> gates.values().stream()).toList();
    }

    /** The number of a gate: the one under which it waited, else the next one. */
    static int numberOf(Run<?, ?> run, String gateId) {
        Map<String, LiveGate> gates = GATES.getOrDefault(run, Map.of());
        LiveGate gate = gates.get(gateId);
        return gate != null ? gate.number() : free(run, gates.values());
    }

    private static int free(Run<?, ?> run, Collection<LiveGate> live) {
        Set<Integer> taken = new HashSet<>();
        live.forEach(gate -> taken.add(gate.number()));
        run.getActions(TlsErrorGateAction.class).forEach(action -> taken.add(action.number()));
        int number = 1;
        while (taken.contains(number)) {
            number++;
        }
        return number;
    }

    /** Gives a running build a page for each gate that waits. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @NonNull
        @Override
        public Class<? extends Action> actionType() {
            return LiveGate.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Run run) {
            if (GATES.isEmpty()) {
                return List.of();
            }
            return GATES.getOrDefault(run, Map.of()).values().stream()
                    .filter(LiveGate::isShown)
                    .sorted(java.util.Comparator.comparingInt(LiveGate::number))
                    .toList();
        }
    }
}
