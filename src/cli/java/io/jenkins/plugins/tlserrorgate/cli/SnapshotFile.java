package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import io.jenkins.plugins.tlserrorgate.report.TlsJson;
import io.jenkins.plugins.tlserrorgate.report.TlsSnapshotDocument;
import io.jenkins.plugins.tlserrorgate.tlspolicy.ListenerSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A balancer's listeners kept in a file, to be compared with later. */
final class SnapshotFile {

    private SnapshotFile() {}

    /**
     * @param option the option that names the file
     * @throws InvalidParameterException if it can't be read, or holds no snapshot
     */
    static ListenerSnapshot read(String option, Path file) {
        String json = new String(TextFile.read(option, file), StandardCharsets.UTF_8);
        try {
            return TlsJson.readSnapshot(json).snapshot();
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(
                    option, file, "holds nothing that --save has written: " + PlainText.oneLine(e.getMessage()));
        }
    }

    /** @throws InvalidParameterException if it can't be written */
    static void write(Path file, ListenerSnapshot snapshot) {
        TextFile.write("save", file, TlsJson.write(TlsSnapshotDocument.of(snapshot)) + "\n");
    }
}
