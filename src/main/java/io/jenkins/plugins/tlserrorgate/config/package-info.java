/** What an administrator decides for all gates, and how that, the step and the build's environment become an identity. */
package io.jenkins.plugins.tlserrorgate.config;
