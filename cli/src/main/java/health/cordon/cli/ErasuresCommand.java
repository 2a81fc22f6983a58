package health.cordon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "erasures",
        mixinStandardHelpOptions = true,
        description = "Erased patients, and what their erasure destroyed.",
        synopsisSubcommandLabel = "<verb>",
        subcommands = ErasuresList.class)
final class ErasuresCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb: list?");
    }
}
