package io.jenkins.plugins.tlserrorgate.cli;

import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.PlainText;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code bin/tls-error-gate}. */
@Command(
        name = "tls-error-gate",
        description = "Tells whether TLS negotiation errors of an AWS load balancer went up after a deployment.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CheckCommand.class,
            JudgeCommand.class,
            MetricsCommand.class,
            PoliciesCommand.class,
            ReplayCommand.class,
            CompletionCommand.class
        })
public final class Main {

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line as {@link #main} runs it. */
    public static CommandLine commandLine() {
        return commandLine(CommandLine.defaultFactory());
    }

    /** The same, with commands from elsewhere. */
    static CommandLine commandLine(CommandLine.IFactory commands) {
        return reportingBadInput(versioned(new CommandLine(new Main(), commands)));
    }

    private static CommandLine versioned(CommandLine command) {
        String version = Main.class.getPackage().getImplementationVersion();
        command.getCommandSpec().version("tls-error-gate " + (version == null ? "(not packaged)" : version));
        command.getSubcommands().values().forEach(Main::versioned);
        return command;
    }

    /**
     * Makes a wrong option or a bad parameter end in one line on standard error and the exit code of wrong usage, and
     * what AWS refuses or was not foreseen in one line and the exit code of an error: a stumble must not look like a failed
     * gate.
     */
    static CommandLine reportingBadInput(CommandLine commandLine) {
        return commandLine
                .setParameterExceptionHandler((wrong, args) -> {
                    CommandLine command = wrong.getCommandLine();
                    command.getErr()
                            .println(PlainText.oneLine(wrong.getMessage()) + "; "
                                    + command.getCommandSpec().qualifiedName() + " --help tells more");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    if (thrown instanceof InvalidParameterException) {
                        command.getErr().println(optionNamed(thrown.getMessage()));
                        return ExitCode.USAGE;
                    }
                    if (thrown instanceof SourceException) {
                        command.getErr().println("ERROR: " + thrown.getMessage());
                        return ExitCode.ERROR;
                    }
                    command.getErr()
                            .println("ERROR: " + thrown.getClass().getSimpleName() + ": "
                                    + PlainText.oneLine(thrown.getMessage()));
                    return ExitCode.ERROR;
                });
    }

    // The engine names parameters as pipelines write them; here they are options: deploymentEnd is --deployment-end.
    private static String optionNamed(String message) {
        int colon = message.indexOf(':');
        String parameter = message.substring(0, colon);
        if (!parameter.matches("[a-zA-Z]+") || parameter.equals(parameter.toUpperCase(Locale.ROOT))) {
            return message;
        }
        return "--" + parameter.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + message.substring(colon);
    }
}
