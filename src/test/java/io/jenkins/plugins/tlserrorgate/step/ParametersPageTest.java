package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.tlserrorgate.docs.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.beanutils.PropertyUtils;
import org.jenkinsci.plugins.structs.describable.ArrayType;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.HomogeneousObjectType;
import org.jenkinsci.plugins.structs.describable.ParameterType;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * The page of all parameters is what the steps' descriptors, defaults and help files say. With {@code -Dregenerate} it is
 * written anew.
 */
@WithJenkins
class ParametersPageTest {

    private static final String PACKAGE = "io.jenkins.plugins.tlserrorgate.";

    private static final String HEAD = """
            # Every parameter of every step

            Written from the steps' own descriptors, defaults and help texts; a test fails where this page differs. To write it
            anew: `mvn -f pom.xml test -Dtest=ParametersPageTest -Dregenerate`. How the parameters go together:
            [the steps](steps.md).

            Only what is marked *needed* must be given; `loadBalancers` can stand in place of `loadBalancer`. A wrong value fails the step at once with one line that names the
            parameter, its value and what would be right ([all messages](troubleshooting.md)).
            """;

    @Test
    void thePageIsWhatTheDescriptorsSay(JenkinsRule jenkins) throws Exception {
        Page page = Page.of("docs/parameters.md");
        String written = write();
        if (System.getProperty("regenerate") != null) {
            Files.writeString(page.path(), written);
        } else {
            assertThat(page.text(), is(written));
        }
    }

    private static String write() throws ReflectiveOperationException, IOException {
        StringBuilder page = new StringBuilder(HEAD);
        Map<String, Map<String, String>> written = new LinkedHashMap<>();
        List<StepDescriptor> steps = StepDescriptor.all().stream()
                .filter(step -> step.clazz.getName().startsWith(PACKAGE))
                .sorted(Comparator.comparing(StepDescriptor::getFunctionName))
                .toList();
        for (StepDescriptor step : steps) {
            Map<String, String> rows = rows("", DescribableModel.of(step.clazz), instance(step.clazz));
            page.append("\n## `").append(step.getFunctionName()).append("`\n\n");
            page.append(markdown(helpOf(step.clazz, "help"))).append("\n\n");
            String known = written.entrySet().stream()
                    .filter(other -> other.getValue().entrySet().containsAll(rows.entrySet()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                page.append("| parameter | type | default | meaning |\n| --- | --- | --- | --- |\n");
                rows.values().forEach(row -> page.append(row).append('\n'));
            } else {
                List<String> without = new ArrayList<>(written.get(known).keySet());
                without.removeAll(rows.keySet());
                page.append("It has the parameters of `").append(known).append('`');
                page.append(without.isEmpty() ? "" : " but for `" + String.join("` and `", without) + "`");
                page.append(step.takesImplicitBlockArgument() ? ", and a block.\n" : ".\n");
            }
            written.put(step.getFunctionName(), rows);
        }
        return page.toString();
    }

    private static Map<String, String> rows(String prefix, DescribableModel<?> model, Object instance)
            throws ReflectiveOperationException, IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (DescribableParameter parameter : model.getParameters()) {
            String name = prefix + parameter.getName();
            rows.put(
                    name,
                    "| `%s` | %s | %s | %s |"
                            .formatted(
                                    name,
                                    nameOf(parameter.getType()),
                                    parameter.isRequired()
                                            ? "*needed*"
                                            : shown(PropertyUtils.getProperty(instance, parameter.getName())),
                                    markdown(helpOf(model.getType(), "help-" + parameter.getName()))));
            if (parameter.getType() instanceof HomogeneousObjectType nested) {
                rows.putAll(rows(name + ".", nested.getSchemaType(), instance(nested.getType())));
            }
        }
        return rows;
    }

    /** An instance with nothing set but what has no default. */
    private static Object instance(Class<?> type) throws ReflectiveOperationException {
        var constructor = type.getConstructors()[0];
        return constructor.newInstance(new Object[constructor.getParameterCount()]);
    }

    private static String nameOf(ParameterType type) {
        if (type instanceof ArrayType list) {
            return "list of " + nameOf(list.getElementType());
        }
        if (type instanceof HomogeneousObjectType) {
            return "map";
        }
        Class<?> plain = (Class<?>) type.getActualType();
        return switch (plain.getSimpleName()) {
            case "String" -> "text";
            case "boolean", "Boolean" -> "boolean";
            case "int", "Integer" -> "whole number";
            case "double", "Double" -> "number";
            default -> throw new IllegalArgumentException("no name for " + plain);
        };
    }

    private static String shown(Object value) {
        return value == null || value.equals(List.of()) ? "" : "`" + value + "`";
    }

    /** A help file of a class or the nearest above it that has it, as Jenkins looks for it. */
    private static String helpOf(Class<?> type, String name) throws IOException {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            try (InputStream help = owner.getResourceAsStream(owner.getSimpleName() + "/" + name + ".html")) {
                if (help != null) {
                    return new String(help.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IllegalArgumentException(type + " has no " + name);
    }

    private static String markdown(String html) {
        String text = html.replaceAll("</?div>", "")
                .replaceAll("</?code>", "`")
                .replaceAll("</?em>", "*")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?</?ul> ?", "")
                .replaceAll(" ?</li> ?", "")
                .replace("|", "\\|")
                .strip();
        assertThat(text, text.replace("<li>", "").matches("[^<>&]*"), is(true));
        // A row of a table is one line.
        return text.replace("<li>", "<br>• ");
    }
}
