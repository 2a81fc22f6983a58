package health.cordon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "connections",
        mixinStandardHelpOptions = true,
        description = "Connections to databases that are kept sealed, and their keys.",
        synopsisSubcommandLabel = "<verb>",
        subcommands = {ConnectionsRekey.class})
final class ConnectionsCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb: rekey?");
    }
}
