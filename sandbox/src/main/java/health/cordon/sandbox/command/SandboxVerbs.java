package health.cordon.sandbox.command;

import health.cordon.cli.Cordon;
import picocli.CommandLine;

/** Adds the sandbox's verbs to the command. */
public final class SandboxVerbs {
    private SandboxVerbs() {}

    public static CommandLine addTo(CommandLine cordon) {
        return Cordon.prepare(
                cordon.addSubcommand(new UpCommand())
                        .addSubcommand(new DownCommand())
                        .addSubcommand(new StatusCommand())
                        .addSubcommand(new TokenCommand())
                        .addSubcommand(new SandboxCommand()));
    }
}
