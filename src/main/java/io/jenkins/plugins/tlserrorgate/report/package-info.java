/** What a gate found, told in other forms: as text for a log, as data with a version for storing and for other programs. */
package io.jenkins.plugins.tlserrorgate.report;
