package health.cordon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "The keys of an organisation: age, lock and escrow.",
        synopsisSubcommandLabel = "<verb>",
        subcommands = {KeysStatus.class, KeysLock.class, KeysUnlock.class, KeysEscrow.class})
final class KeysCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which verb: status, lock, unlock or escrow?");
    }
}
