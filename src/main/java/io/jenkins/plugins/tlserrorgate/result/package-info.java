/** What a build keeps of its gates, and the ways to see it: pages and remote API. */
package io.jenkins.plugins.tlserrorgate.result;
