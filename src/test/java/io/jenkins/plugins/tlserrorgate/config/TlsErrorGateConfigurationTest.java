package io.jenkins.plugins.tlserrorgate.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import hudson.util.FormValidation;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.beanutils.PropertyUtils;
import org.htmlunit.html.HtmlForm;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundSetter;

@WithJenkins
class TlsErrorGateConfigurationTest {

    @Test
    void nothingIsSetAndTheControllersIdentityIsNotAllowedAtFirst(JenkinsRule jenkins) {
        TlsErrorGateConfiguration configuration = TlsErrorGateConfiguration.get();
        assertThat(configuration.getDefaultRegion(), is(nullValue()));
        assertThat(configuration.getDefaultCredentialsId(), is(nullValue()));
        assertThat(configuration.getEndpointOverride(), is(nullValue()));
        assertThat(configuration.isAllowDefaultChain(), is(false));
    }

    /** The names of all settings. */
    static Set<String> settings() {
        Set<String> settings = new TreeSet<>();
        for (Method method : TlsErrorGateConfiguration.class.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                settings.add(Introspector.decapitalize(method.getName().substring("set".length())));
            }
        }
        assertThat(settings.size(), greaterThan(5));
        return settings;
    }

    private static Map<String, Object> values(TlsErrorGateConfiguration configuration)
            throws ReflectiveOperationException {
        Map<String, Object> values = new TreeMap<>();
        for (String setting : settings()) {
            values.put(setting, PropertyUtils.getProperty(configuration, setting));
        }
        return values;
    }

    @Test
    void everySettingSurvivesTheFormAndAReload(JenkinsRule jenkins) throws Exception {
        Map<String, Object> others = Map.of(
                "defaultRegion",
                "eu-west-1",
                "defaultCredentialsId",
                "aws",
                "endpointOverride",
                "https://vpce.example.com:8443",
                "allowDefaultChain",
                true,
                "markPasses",
                true,
                "callsPerSecond",
                25);
        TlsErrorGateConfiguration configuration = TlsErrorGateConfiguration.get();
        Map<String, Object> defaults = values(configuration);
        for (String setting : settings()) {
            assertThat(setting, others.get(setting), is(not(defaults.get(setting))));
            PropertyUtils.setProperty(configuration, setting, others.get(setting));
            assertThat(
                    "help for " + setting,
                    TlsErrorGateConfiguration.class.getResource("TlsErrorGateConfiguration/help-" + setting + ".html"),
                    is(notNullValue()));
        }
        jenkins.submit(jenkins.createWebClient().goTo("configure").getFormByName("config"));
        assertThat(values(new TlsErrorGateConfiguration()), is(new TreeMap<>(others)));

        defaults.forEach((setting, value) -> {
            try {
                PropertyUtils.setProperty(configuration, setting, value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
        jenkins.submit(jenkins.createWebClient().goTo("configure").getFormByName("config"));
        assertThat(values(new TlsErrorGateConfiguration()), is(defaults));
    }

    @Test
    void regionsAreOffered(JenkinsRule jenkins) {
        assertThat(TlsErrorGateConfiguration.get().doFillDefaultRegionItems(), hasItem("eu-central-1"));
    }

    @Test
    void formChangesWhatIsTypedIntoIt(JenkinsRule jenkins) throws Exception {
        HtmlForm form = jenkins.createWebClient().goTo("configure").getFormByName("config");
        form.getInputByName("_.defaultRegion").setValue("us-east-2");
        form.getInputByName("_.allowDefaultChain").setChecked(true);
        jenkins.submit(form);

        assertThat(TlsErrorGateConfiguration.get().getDefaultRegion(), is("us-east-2"));
        assertThat(TlsErrorGateConfiguration.get().isAllowDefaultChain(), is(true));
    }

    @Test
    void badValuesAreToldWhileTheyAreTyped(JenkinsRule jenkins) {
        TlsErrorGateConfiguration configuration = TlsErrorGateConfiguration.get();
        assertThat(configuration.doCheckDefaultRegion("eu-west-1").kind, is(FormValidation.Kind.OK));
        FormValidation region = configuration.doCheckDefaultRegion("eu-wst-1");
        assertThat(region.kind, is(FormValidation.Kind.ERROR));
        assertThat(region.getMessage(), containsString("eu-west-1"));
        assertThat(configuration.doCheckEndpointOverride("").kind, is(FormValidation.Kind.OK));
        assertThat(configuration.doCheckEndpointOverride("http://localhost:1234").kind, is(FormValidation.Kind.OK));
        assertThat(configuration.doCheckEndpointOverride("localhost:1234").kind, is(FormValidation.Kind.ERROR));
        assertThat(
                configuration.doCheckEndpointOverride("http://user:secret@host/").kind, is(FormValidation.Kind.ERROR));
    }
}
