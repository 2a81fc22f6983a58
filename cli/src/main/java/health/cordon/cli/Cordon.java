package health.cordon.cli;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage",
            "3:not found",
            "4:conflict with what is there",
            "5:refused: not allowed",
            "6:not reachable, or not ready",
            "7:a check did not pass"
        },
        subcommands = {
            OrgCommand.class,
            KeysCommand.class,
            ImportCommand.class,
            VerifyCommand.class,
            ErasuresCommand.class,
            JobsCommand.class,
            ServerCommand.class,
            ConnectionsCommand.class
        })
public final class Cordon implements Runnable {
    private static final int WIDTH = 100;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    private boolean json;

    private boolean answered;
    private final UnaryOperator<@Nullable String> environment;

    private Cordon(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /** The command with the verbs of this module; more may be added to it. */
    public static CommandLine commandLine() {
        return commandLine(System::getenv);
    }

    /** The same, in an environment of another making. */
    public static CommandLine commandLine(UnaryOperator<@Nullable String> environment) {
        return prepare(new CommandLine(new Cordon(environment)));
    }

    /** Where it looks for its variables. */
    public UnaryOperator<@Nullable String> environment() {
        return environment;
    }

    boolean isJson() {
        return json;
    }

    /** Notes that the one document of {@code --json} is out. */
    void answered() {
        answered = true;
    }

    boolean hasAnswered() {
        return answered;
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
        throw new ParameterException(
                spec.commandLine(),
                "Which verb: %s?".formatted(String.join(", ", spec.subcommands().keySet())));
    }
}
