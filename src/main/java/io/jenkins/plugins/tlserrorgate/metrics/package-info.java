/**
 * What is measured: the two TLS error metrics of a load balancer, the traffic they are held against, and the port
 * through which both are read.
 */
package io.jenkins.plugins.tlserrorgate.metrics;
