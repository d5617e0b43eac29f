package io.jenkins.plugins.tlserrorgate.inspection;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.NearWord;
import java.util.Arrays;
import java.util.List;

/** What errors are counted by. */
public enum Breakdown {
    /** The load balancer as a whole. */
    BALANCER("balancer"),
    /** Each target group; target errors only. */
    TARGET_GROUP("targetGroup"),
    /** Each Availability Zone. */
    ZONE("zone");

    private final String id;

    Breakdown(String id) {
        this.id = id;
    }

    /** The name by which pipelines know it. */
    public String id() {
        return id;
    }

    /** The names of all. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Breakdown::id).toList();
    }

    /**
     * @param parameter the parameter that the text was given for
     * @param text balancer, targetGroup or zone, in any case
     * @throws InvalidParameterException if it is none of them
     */
    public static Breakdown parse(String parameter, String text) {
        return NearWord.choose(
                parameter, text, List.of(values()), Breakdown::id, "is nothing that errors are counted by");
    }
}
