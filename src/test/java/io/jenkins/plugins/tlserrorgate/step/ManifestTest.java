package io.jenkins.plugins.tlserrorgate.step;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;

import hudson.remoting.ClassFilter;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.Attributes;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the plugin says of itself to Jenkins and the update centre. The hpi's manifest is written by the same mojo. */
@WithJenkins
class ManifestTest {

    @Test
    void theManifestIsComplete(JenkinsRule jenkins) {
        Attributes manifest = jenkins.getPluginManager()
                .getPlugin("tls-error-gate")
                .getManifest()
                .getMainAttributes();
        assertThat(manifest.getValue("Long-Name"), is("TLS Error Gate"));
        assertThat(manifest.getValue("Url"), is("https://github.com/jenkinsci/tls-error-gate-plugin"));
        assertThat(manifest.getValue("Plugin-ScmUrl"), is(manifest.getValue("Url")));
        assertThat(manifest.getValue("Plugin-License-Name"), is("MIT License"));
        assertThat(manifest.getValue("Plugin-License-Url"), startsWith("https://opensource.org/"));
        assertThat(manifest.getValue("Plugin-Developers"), startsWith("TLS Error Gate developers:"));
        assertThat(manifest.getValue("Jenkins-Version"), is(Jenkins.VERSION));
        assertThat(manifest.getValue("Compatible-Since-Version"), is("1"));
        // No plugin is bundled or optional, and none twice: the SDK comes from the API plugins.
        assertThat(manifest.getValue("Plugin-Dependencies"), containsString("aws-java-sdk2-core:"));
        assertThat(manifest.getValue("Plugin-Dependencies"), not(containsString("resolution:=optional")));
    }

    /** In the other tests classes come from a directory, where everything is permitted; in an installed plugin from this jar. */
    @Test
    void theClassesOfTheHpiMayBeStored(JenkinsRule jenkins) throws Exception {
        URL jar = Path.of("target", "tls-error-gate-stored.jar").toUri().toURL();
        try (URLClassLoader installed = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
            Class<?> stored = installed.loadClass(Gate.class.getName());
            assertThat(ClassFilter.DEFAULT.check(stored), is(sameInstance(stored)));
        }
    }
}
