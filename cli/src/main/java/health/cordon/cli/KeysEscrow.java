package health.cordon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "escrow",
        mixinStandardHelpOptions = true,
        description = "An organisation's data keys, sealed for the holder of the recovery key.",
        synopsisSubcommandLabel = "<verb>",
        subcommands = {KeysEscrowExport.class, KeysEscrowRestore.class})
final class KeysEscrow implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb: export or restore?");
    }
}
