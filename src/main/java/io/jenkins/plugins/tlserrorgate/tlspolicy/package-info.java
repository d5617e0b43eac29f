/**
 * What a load balancer's listeners and target groups offer in TLS, the difference between two moments and who is cut off
 * by it, what a pipeline expects of it, and the port through which it is read.
 */
package io.jenkins.plugins.tlserrorgate.tlspolicy;
