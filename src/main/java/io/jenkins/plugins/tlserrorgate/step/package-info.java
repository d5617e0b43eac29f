/** The pipeline steps, and their executions that wait without a thread and survive a restart. */
package io.jenkins.plugins.tlserrorgate.step;
