package io.jenkins.plugins.tlserrorgate.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.tlserrorgate.docs.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the documents say as code is what Jenkins imports, and every setting is among it. */
@WithJenkins
class DocumentedConfigurationTest {

    private static final Page PAGE = Page.of("docs/configuration.md");

    private static void load(Page.Block block) throws Exception {
        Path file = Files.createTempFile("documented", ".yaml");
        Files.writeString(file, block.code());
        ConfigurationAsCode.get().configure(file.toString());
    }

    private static Map<String, String> exported() throws Exception {
        CNode node = Util.getUnclassifiedRoot(new ConfigurationContext(ConfiguratorRegistry.get()))
                .get("tlsErrorGate");
        return settings(Util.toYamlString(node));
    }

    private static Map<String, String> settings(String yaml) {
        return Pattern.compile("(?m)^ *(\\w+): (.+)$")
                .matcher(yaml)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
    }

    @Test
    void theWholeExampleSetsEverySetting(JenkinsRule jenkins) throws Exception {
        Page.Block whole = PAGE.blocks("yaml").get(0);
        load(whole);
        assertThat(exported(), is(settings(whole.code())));
    }

    @Test
    void theTableHasEverySettingWithItsDefault(JenkinsRule jenkins) throws Exception {
        Map<String, String> defaults = exported();
        Map<String, String> told = Pattern.compile("(?m)^[|] `(\\w+)` [|] (.*?) [|]")
                .matcher(PAGE.text())
                .results()
                .collect(Collectors.toMap(
                        match -> match.group(1), match -> match.group(2).replace("`", "")));
        Set<String> all = settings(PAGE.blocks("yaml").get(0).code()).keySet();
        assertThat(new TreeSet<>(told.keySet()), is(new TreeSet<>(all)));
        told.values().removeIf("none"::equals);
        assertThat(told, is(defaults));
    }

    @Test
    void everyBlockOfYamlIsImported(JenkinsRule jenkins) throws Exception {
        List<Page.Block> blocks = Page.allBlocks("yaml");
        assertThat(blocks.size(), greaterThan(1));
        for (Page.Block block : blocks) {
            load(block);
        }
        assertThat(
                SystemCredentialsProvider.getInstance().getCredentials().stream()
                        .anyMatch(found -> found instanceof AWSCredentialsImpl aws && "aws".equals(aws.getId())),
                is(true));
    }
}
