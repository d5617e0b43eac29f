package io.jenkins.plugins.tlserrorgate.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import hudson.util.FormValidation;
import org.htmlunit.html.HtmlForm;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

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

    @Test
    void settingsSurviveTheFormAndAReload(JenkinsRule jenkins) throws Exception {
        TlsErrorGateConfiguration configuration = TlsErrorGateConfiguration.get();
        configuration.setDefaultRegion("eu-west-1");
        configuration.setEndpointOverride("https://vpce.example.com:8443");
        configuration.setAllowDefaultChain(true);

        HtmlForm form = jenkins.createWebClient().goTo("configure").getFormByName("config");
        jenkins.submit(form);

        TlsErrorGateConfiguration reloaded = new TlsErrorGateConfiguration();
        assertThat(reloaded.getDefaultRegion(), is("eu-west-1"));
        assertThat(reloaded.getDefaultCredentialsId(), is(nullValue()));
        assertThat(reloaded.getEndpointOverride(), is("https://vpce.example.com:8443"));
        assertThat(reloaded.isAllowDefaultChain(), is(true));
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
