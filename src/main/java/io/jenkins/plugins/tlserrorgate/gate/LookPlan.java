package io.jenkins.plugins.tlserrorgate.gate;

import io.jenkins.plugins.tlserrorgate.evaluation.RuleSettings;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a gate looks: up to three times while the observation still goes on, which may fail the gate and never pass it, and
 * once when it is over. The plain rules know no way to look early without becoming more nervous, so they look once.
 */
final class LookPlan {

    private static final double[] EARLY = {0.25, 0.5, 0.75};

    /** In fewer minutes hardly anything can be seen that is not a burst. */
    private static final int LEAST_MINUTES = 3;

    private final GateSettings settings;

    LookPlan(GateSettings settings) {
        this.settings = settings;
    }

    /** What each look judges, growing up to the whole observation. */
    List<Window> observations() {
        Window whole = settings.split().observation();
        List<Window> looks = new ArrayList<>();
        if (settings.rule().kind() == RuleSettings.Kind.RATE) {
            int last = 0;
            for (double share : EARLY) {
                int minutes = (int) Math.round(share * whole.minutes());
                if (minutes - last >= LEAST_MINUTES && whole.minutes() - minutes >= LEAST_MINUTES) {
                    looks.add(new Window(whole.start(), whole.start().plus(Window.MINUTE.multipliedBy(minutes))));
                    last = minutes;
                }
            }
        }
        looks.add(whole);
        return looks;
    }

    /** From when on all minutes of a look have settled. */
    Instant readyAt(Window observation) {
        return observation.end().plus(settings.settle());
    }

    /**
     * The latest look that has settled; null if there is none.
     *
     * @param now the present
     * @param looked how many minutes of the observation an earlier look has already judged
     */
    Window due(Instant now, int looked) {
        Window due = null;
        for (Window look : observations()) {
            if (look.minutes() > looked && !now.isBefore(readyAt(look))) {
                due = look;
            }
        }
        return due;
    }

    /** The look that comes after so many minutes of the observation were judged. */
    Window following(int looked) {
        return observations().stream()
                .filter(look -> look.minutes() > looked)
                .findFirst()
                // A gate that was stored by a version with another plan may have looked at all there is.
                .orElseGet(() -> settings.split().observation());
    }
}
