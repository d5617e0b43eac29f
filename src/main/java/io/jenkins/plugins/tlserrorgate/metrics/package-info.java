/** What is measured: the two TLS error metrics of a load balancer, the traffic they are held against, and where both come from. */
package io.jenkins.plugins.tlserrorgate.metrics;
