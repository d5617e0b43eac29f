package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that options name, in UTF-8. */
final class TextFile {

    private TextFile() {}

    /**
     * @param option the option that names the file
     * @throws InvalidParameterException if it can't be read
     */
    static byte[] read(String option, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw problem(option, file, "read", e);
        }
    }

    /**
     * @param option the option that names the file
     * @throws InvalidParameterException if it can't be written
     */
    static void write(String option, Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw problem(option, file, "written", e);
        }
    }

    private static InvalidParameterException problem(String option, Path file, String done, IOException e) {
        return new InvalidParameterException(
                option, file, "can't be " + done + ": " + e.getClass().getSimpleName());
    }
}
