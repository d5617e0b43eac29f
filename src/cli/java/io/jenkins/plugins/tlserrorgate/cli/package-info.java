/** The command line: the same engine as the plugin's, without a Jenkins. */
package io.jenkins.plugins.tlserrorgate.cli;
