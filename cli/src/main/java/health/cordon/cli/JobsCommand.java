package health.cordon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "jobs",
        mixinStandardHelpOptions = true,
        description = "Long work that the servers do by themselves.",
        synopsisSubcommandLabel = "<verb>",
        subcommands = {
            JobsStart.class,
            JobsList.class,
            JobsShow.class,
            JobsStop.class,
            JobsRestart.class,
            JobsAbandon.class
        })
final class JobsCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which verb: start, list, show, stop, restart or abandon?");
    }
}
