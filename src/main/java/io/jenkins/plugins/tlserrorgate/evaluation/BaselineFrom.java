package io.jenkins.plugins.tlserrorgate.evaluation;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where the baseline is taken from. */
public enum BaselineFrom {
    /** The time right before the deployment. */
    BEFORE("before", Duration.ZERO),
    /** The same time of day the day before, for deployments when traffic changes its character. */
    DAY_BEFORE("dayBefore", Duration.ofDays(1)),
    /** The same time of the same day of the week before. */
    WEEK_BEFORE("weekBefore", Duration.ofDays(7));

    private final String id;
    private final Duration back;

    BaselineFrom(String id, Duration back) {
        this.id = id;
        this.back = back;
    }

    /** The name as pipelines write it. */
    public String id() {
        return id;
    }

    /**
     * The baseline of a gate. From another day it lies around the time of day of the observation, half before and half
     * after it, as far as the deployment allows.
     *
     * @param deploymentStart when the deployment began; the baseline ends then or earlier
     * @param observation what is judged
     * @param length how long the baseline is, whole minutes
     */
    public Window baseline(Instant deploymentStart, Window observation, Duration length) {
        Instant latest = Window.floor(deploymentStart);
        Instant end = latest;
        if (this != BEFORE) {
            long half = length.plus(observation.length()).toMinutes() / 2;
            Instant centred = observation.start().minus(back).plus(Duration.ofMinutes(half));
            end = centred.isAfter(latest) ? latest : centred;
        }
        return new Window(end.minus(length), end);
    }

    /**
     * @param parameter the parameter that the text was given for
     * @param text before, dayBefore or weekBefore, in any case
     * @throws InvalidParameterException if it is none of them
     */
    public static BaselineFrom parse(String parameter, String text) {
        return NearWord.choose(
                parameter, text, List.of(values()), BaselineFrom::id, "is no place to take a baseline from");
    }
}
