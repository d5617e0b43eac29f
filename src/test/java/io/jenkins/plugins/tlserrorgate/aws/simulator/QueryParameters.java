package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Typed access to the flat parameters of the Query protocol. */
final class QueryParameters {
    private final Map<String, Object> parameters;

    QueryParameters(Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    String text(String name) {
        Object value = parameters.get(name);
        return value == null ? null : value.toString();
    }

    String required(String name) {
        String value = text(name);
        if (value == null || value.isEmpty()) {
            throw AwsError.validation("The parameter " + name + " is required");
        }
        return value;
    }

    int integer(String name, int fallback) {
        String value = text(name);
        if (value == null) {
            return fallback;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw AwsError.validation("The value " + value + " of " + name + " is not a number");
        }
    }

    /** The elements {@code name.member.1}, {@code name.member.2} and so on. */
    List<String> list(String name) {
        List<String> list = new ArrayList<>();
        for (int i = 1; text(name + ".member." + i) != null; i++) {
            list.add(text(name + ".member." + i));
        }
        return list;
    }
}
