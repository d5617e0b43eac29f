package io.jenkins.plugins.tlserrorgate.metrics;

import java.io.Serializable;

/**
 * A target group as CloudWatch knows it.
 *
 * @param dimension the value of the dimension {@code TargetGroup}: {@code targetgroup/NAME/ID}
 */
public record TargetGroupId(String dimension) implements Serializable {

    /** The name that its owner gave it. */
    public String name() {
        String[] parts = dimension.split("/", -1);
        return parts.length > 1 ? parts[1] : dimension;
    }

    @Override
    public String toString() {
        return dimension;
    }
}
