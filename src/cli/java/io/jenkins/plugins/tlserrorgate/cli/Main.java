package io.jenkins.plugins.tlserrorgate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code bin/tls-error-gate}. */
@Command(
        name = "tls-error-gate",
        description = "Tells whether TLS negotiation errors of an AWS load balancer went up after a deployment.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {JudgeCommand.class})
public final class Main {

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
