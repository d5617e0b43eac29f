package io.jenkins.plugins.tlserrorgate.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** The fragment of a Jenkinsfile that calls a step with what was asked of a command. */
final class Snippet {

    private static final Pattern WORD = Pattern.compile("-([a-z])");

    private final String step;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** @param step the name of the step */
    Snippet(String step) {
        this.step = step;
    }

    /** The parameter that an option stands for: {@code --target-groups} is {@code targetGroups}. */
    static String parameter(OptionSpec option) {
        return WORD.matcher(option.longestName().substring(2))
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    /** Adds all options that were given and differ from their default. */
    Snippet options(List<OptionSpec> options) {
        for (OptionSpec option : options) {
            Object value = option.getValue();
            if (!isDefault(value, option.defaultValue())) {
                set(parameter(option), value);
            }
        }
        return this;
    }

    private static boolean isDefault(Object value, String usual) {
        return value instanceof Number number && usual != null
                ? number.doubleValue() == Double.parseDouble(usual)
                : String.valueOf(value).equals(usual);
    }

    /** Sets a parameter; null or an empty list leaves it as it is. */
    Snippet set(String parameter, Object value) {
        if (value != null && !List.of().equals(value)) {
            parameters.put(parameter, value);
        }
        return this;
    }

    /** The call of the step, a parameter a line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(step + "("));
        parameters.forEach((name, value) -> lines.add("    " + name + ": " + literal(value) + ","));
        lines.set(lines.size() - 1, lines.get(lines.size() - 1).replaceFirst(",$", ")"));
        return lines;
    }

    private static String literal(Object value) {
        if (value instanceof Number) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Snippet::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        return "'" + value.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
