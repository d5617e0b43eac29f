/** The ports on the AWS SDK for Java v2: CloudWatch, Elastic Load Balancing v2 and STS. Knows nothing of Jenkins. */
package io.jenkins.plugins.tlserrorgate.aws;
