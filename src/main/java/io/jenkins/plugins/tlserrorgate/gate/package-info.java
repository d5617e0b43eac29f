/**
 * One gate from start to end: what was asked, how far it has come, and what to do next at a given instant, so that a
 * pipeline step, the command line and a test drive the very same logic.
 */
package io.jenkins.plugins.tlserrorgate.gate;
