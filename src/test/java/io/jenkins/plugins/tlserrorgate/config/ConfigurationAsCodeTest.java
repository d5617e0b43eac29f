package io.jenkins.plugins.tlserrorgate.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.SchemaGeneration;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.casc.model.CNode;
import java.util.Set;
import java.util.TreeSet;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

@WithJenkinsConfiguredWithCode
class ConfigurationAsCodeTest {

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void allSettingsAreRead(JenkinsConfiguredWithCodeRule jenkins) {
        TlsErrorGateConfiguration configuration = TlsErrorGateConfiguration.get();
        assertThat(configuration.getDefaultRegion(), is("eu-west-1"));
        assertThat(configuration.getDefaultCredentialsId(), is("aws"));
        assertThat(configuration.getEndpointOverride(), is("https://vpce.example.com:8443"));
        assertThat(configuration.getCallsPerSecond(), is(25));
        assertThat(configuration.isAllowDefaultChain(), is(true));
        assertThat(configuration.isMarkPasses(), is(true));
    }

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void allSettingsAreWritten(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        CNode exported = Util.getUnclassifiedRoot(context).get("tlsErrorGate");
        assertThat(Util.toYamlString(exported), is("""
                        allowDefaultChain: true
                        callsPerSecond: 25
                        defaultCredentialsId: "aws"
                        defaultRegion: "eu-west-1"
                        endpointOverride: "https://vpce.example.com:8443"
                        markPasses: true
                        """));
    }

    @Test
    @ConfiguredWithCode("configuration-as-code.yaml")
    void everySettingIsInTheSchemaAndInTheFile(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        Set<String> settings = TlsErrorGateConfigurationTest.settings();
        JSONObject schema = SchemaGeneration.generateSchema()
                .getJSONObject("properties")
                .getJSONObject("unclassified")
                .getJSONObject("properties")
                .getJSONObject("tlsErrorGate");
        assertThat(schema.getJSONObject("properties").keySet(), is(settings));
        CNode exported = Util.getUnclassifiedRoot(new ConfigurationContext(ConfiguratorRegistry.get()))
                .get("tlsErrorGate");
        assertThat(new TreeSet<>(exported.asMapping().keySet()), is(settings));
    }
}
