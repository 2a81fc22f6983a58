package health.cordon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = "Database servers on which organisations' own databases are made.",
        synopsisSubcommandLabel = "<verb>",
        subcommands = {
            ServerList.class,
            ServerAdd.class,
            ServerSet.class,
            ServerDrain.class,
            ServerRemove.class
        })
final class ServerCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb: list, add, drain or remove?");
    }
}
