package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.Collection;

/** Checks of scenario values; each failure is one sentence that names the field. */
final class Check {
    private Check() {}

    static void that(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    static void notNegative(String field, double value) {
        that(value >= 0 && Double.isFinite(value), field + " must be a finite number of at least 0 but is " + value);
    }

    static void share(String field, double value) {
        that(value >= 0 && value <= 1, field + " must be a share between 0 and 1 but is " + value);
    }

    static void notBlank(String field, String value) {
        that(value != null && !value.isBlank(), field + " is missing");
    }

    static void notEmpty(String field, Collection<?> values) {
        that(!values.isEmpty(), field + " must have at least one element");
    }
}
