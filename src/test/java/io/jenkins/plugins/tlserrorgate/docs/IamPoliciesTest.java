package io.jenkins.plugins.tlserrorgate.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documented IAM policies are JSON, and allow what the code calls and nothing else. */
class IamPoliciesTest {

    /** The SDK's clients, and what IAM calls their services. */
    private static final Map<String, String> SERVICES = Map.of(
            "CloudWatchClient", "cloudwatch",
            "ElasticLoadBalancingV2Client", "elasticloadbalancing",
            "StsClient", "sts");

    private static final Set<String> NO_OPERATIONS = Set.of("builder", "close");

    private static final String ACTION = "\\b(?:cloudwatch|elasticloadbalancing|sts):[A-Z][A-Za-z]+";

    private static TreeSet<String> actionsIn(String text) {
        return Pattern.compile(ACTION)
                .matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The IAM actions of all operations that the code asks the SDK's clients for. */
    private static TreeSet<String> called() {
        return new ClassFileImporter()
                        .withImportOption(location -> !location.contains("/test-classes/"))
                        .importPackages("io.jenkins.plugins.tlserrorgate")
                        .stream()
                        .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                        .filter(access ->
                                SERVICES.containsKey(access.getTargetOwner().getSimpleName()))
                        .filter(access -> !NO_OPERATIONS.contains(access.getName()))
                        .map(access -> SERVICES.get(access.getTargetOwner().getSimpleName()) + ":"
                                + access.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                                + access.getName().substring(1))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> allowed(Page.Block block) throws IOException {
        TreeSet<String> actions = new TreeSet<>();
        for (JsonNode statement : new ObjectMapper().readTree(block.code()).path("Statement")) {
            JsonNode action = statement.get("Action");
            (action.isArray() ? action : List.of(action)).forEach(name -> actions.add(name.asText()));
        }
        return actions;
    }

    @Test
    void everyBlockOfJsonIsJson() throws IOException {
        for (Page.Block block : Page.allBlocks("json")) {
            new ObjectMapper().readTree(block.code());
        }
        assertThat(Page.allBlocks("json").size(), greaterThan(1));
    }

    @Test
    void policiesAllowWhatIsCalledAndNothingElse() throws IOException {
        Set<String> all = new TreeSet<>();
        for (Page.Block block : Page.allBlocks("json")) {
            if (!block.code().contains("\"Statement\"")) {
                continue;
            }
            Set<String> actions = allowed(block);
            assertThat(block.toString(), actions, everyItem(is(in(called()))));
            all.addAll(actions);
        }
        assertThat(all, is(called()));
    }

    @Test
    void thePageOfPoliciesNamesEveryActionInProse() {
        Set<String> reading = called();
        reading.remove("sts:AssumeRole");
        assertThat(actionsIn(Page.of("docs/iam-policy.md").prose()), is(reading));
    }
}
