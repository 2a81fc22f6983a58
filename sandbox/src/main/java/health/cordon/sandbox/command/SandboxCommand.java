package health.cordon.sandbox.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = "Databases, buckets, keys, issuers and servers of the local sandbox.",
        synopsisSubcommandLabel = "<verb>",
        subcommands = {
            DatabaseCommand.class,
            BucketCommand.class,
            KeyCommand.class,
            IssuerCommand.class,
            ServerCommand.class,
            SqlCommand.class
        })
final class SandboxCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which verb: db, bucket, key, issuer, server or sql?");
    }
}
