package health.cordon.sandbox.command;

import health.cordon.cli.Cordon;
import health.cordon.migration.MigrationVerbs;
import picocli.CommandLine;

/** Adds the sandbox's verbs to the command. */
public final class SandboxVerbs {
    private SandboxVerbs() {}

    public static CommandLine addTo(CommandLine cordon) {
        return Cordon.prepare(
                MigrationVerbs.addTo(cordon)
                        .addSubcommand(new UpCommand())
                        .addSubcommand(new DownCommand())
                        .addSubcommand(new StatusCommand())
                        .addSubcommand(new TokenCommand())
                        .addSubcommand(new SandboxCommand()));
    }
}
