/** A simulated AWS: CloudWatch, Elastic Load Balancing v2 and STS over HTTP, fed by a scenario of load balancers with TLS errors. */
package io.jenkins.plugins.tlserrorgate.aws.simulator;
