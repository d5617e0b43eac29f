package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Typed access to decoded parameters; members of another type than asked for are a serialization error. */
final class Parameters {
    private Parameters() {}

    static String text(Map<String, Object> structure, String member) {
        return as(String.class, structure, member);
    }

    static Integer integer(Map<String, Object> structure, String member) {
        Number number = as(Number.class, structure, member);
        return number == null ? null : number.intValue();
    }

    /** A timestamp, sent as seconds since the epoch. */
    static Instant instant(Map<String, Object> structure, String member) {
        Number seconds = as(Number.class, structure, member);
        return seconds == null ? null : Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> structure(Map<String, Object> structure, String member) {
        return as(Map.class, structure, member);
    }

    /** The structures of a list; empty where the member is missing. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> structures(Map<String, Object> structure, String member) {
        List<Object> list = as(List.class, structure, member);
        if (list == null) {
            return List.of();
        }
        for (Object element : list) {
            if (!(element instanceof Map)) {
                throw wrongType(member, element);
            }
        }
        return (List<Map<String, Object>>) (List<?>) list;
    }

    private static <T> T as(Class<T> type, Map<String, Object> structure, String member) {
        Object value = structure.get(member);
        if (value != null && !type.isInstance(value)) {
            throw wrongType(member, value);
        }
        return type.cast(value);
    }

    private static AwsError wrongType(String member, Object value) {
        return new AwsError(
                400,
                "SerializationException",
                "Unexpected type " + value.getClass().getSimpleName() + " for member " + member);
    }
}
