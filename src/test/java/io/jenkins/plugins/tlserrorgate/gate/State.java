package io.jenkins.plugins.tlserrorgate.gate;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** All that a gate or a part of it holds, as text: two of them with the same text are the same, as none is ever changed. */
final class State {

    private State() {}

    static String of(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(State::of).toList().toString();
        }
        if (value != null && value.getClass().isArray()) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                values.add(Array.get(value, i));
            }
            return of(values);
        }
        boolean ours = value != null && value.getClass().getName().startsWith("io.jenkins.plugins.tlserrorgate.");
        if (!ours || value instanceof Enum<?>) {
            return String.valueOf(value);
        }
        StringBuilder text = new StringBuilder(value.getClass().getSimpleName()).append('(');
        for (Field field : value.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                text.append(field.getName())
                        .append('=')
                        .append(of(get(field, value)))
                        .append(", ");
            }
        }
        return text.append(')').toString();
    }

    private static Object get(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
