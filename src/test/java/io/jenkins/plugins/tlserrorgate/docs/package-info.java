/** Holds what the documents say to what the code does. */
package io.jenkins.plugins.tlserrorgate.docs;
