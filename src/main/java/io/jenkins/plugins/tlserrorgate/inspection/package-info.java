/**
 * Looking at the two metrics over a range of time without judging: what was asked, reading it through the ports, and the points
 * with what they add up to.
 */
package io.jenkins.plugins.tlserrorgate.inspection;
