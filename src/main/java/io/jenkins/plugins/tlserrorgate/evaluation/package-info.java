/**
 * The decision: whether errors per connection went up by more than chance, the balancer's own unrest and the
 * tolerated rise explain, and how sure that is.
 */
package io.jenkins.plugins.tlserrorgate.evaluation;
