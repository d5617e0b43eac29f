/** Benchmarks: how often rules fire on healthy deployments and how many regressions they find, and what a verdict costs. */
package io.jenkins.plugins.tlserrorgate.bench;
