package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The faults still to come. Faults concern requests in the order they arrive; several can meet in one request. */
public final class Faults {
    private final List<Fault> pending = new ArrayList<>();

    Faults() {}

    /** Lets something go wrong from the next request on. */
    public synchronized void inject(Fault fault) {
        pending.add(fault);
    }

    /** Forgets all faults. */
    public synchronized void clear() {
        pending.clear();
    }

    /** The faults that did not yet concern as many requests as they should. */
    public synchronized List<Fault> pending() {
        return List.copyOf(pending);
    }

    /** What goes wrong with one request; of faults of the same kind only the first. */
    synchronized List<Fault> take(String operation) {
        List<Fault> taken = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            Fault fault = pending.get(i);
            boolean another = taken.stream().noneMatch(other -> isSame(other, fault));
            if (fault.concerns(operation) && another) {
                taken.add(fault);
                if (fault.times() == 1) {
                    pending.remove(i--);
                } else if (fault.times() > 1) {
                    pending.set(i, fault.times(fault.times() - 1));
                }
            }
        }
        return taken;
    }

    private static boolean isSame(Fault one, Fault other) {
        return one.kind() == other.kind() && Objects.equals(one.metric(), other.metric());
    }
}
