package health.cordon.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the {@code cordon} command. */
@Command(
        name = "cordon",
        mixinStandardHelpOptions = true,
        version = "cordon 0.1.0",
        description = "Clinical records for many organisations, kept apart.",
        synopsisSubcommandLabel = "<verb>",
        commandListHeading = "%nVerbs:%n",
        subcommands = {OrgCommand.class, ImportCommand.class})
public final class Cordon implements Runnable {
    private static final int WIDTH = 100;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** The command with the verbs of this module; more may be added to it. */
    public static CommandLine commandLine() {
        return prepare(new CommandLine(new Cordon()));
    }

    /** Gives errors their sentence and their exit code, here and in every verb below. */
    public static CommandLine prepare(CommandLine commandLine) {
        return commandLine
                .setUsageHelpWidth(WIDTH)
                .setExecutionExceptionHandler(Endings::failed)
                .setParameterExceptionHandler(Endings::wrongUsage);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb?");
    }
}
