package io.jenkins.plugins.tlserrorgate.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command prints, and in which form. */
final class Output {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Prints JSON instead of text.")
    private boolean json;

    /** Prints the result in the form that was asked for. */
    void print(Supplier<String> asJson, Supplier<List<String>> asText) {
        print(json ? List.of(asJson.get()) : asText.get());
    }

    /** Prints lines that have one form only. */
    void print(List<String> lines) {
        PrintWriter out = command.commandLine().getOut();
        lines.forEach(out::println);
    }

    /** Says something that is no result. */
    void say(String line) {
        command.commandLine().getErr().println(line);
    }
}
