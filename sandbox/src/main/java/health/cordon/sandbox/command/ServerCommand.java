package health.cordon.sandbox.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.Output;
import health.cordon.cli.outcome.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = "Database servers.",
        synopsisSubcommandLabel = "create",
        subcommands = ServerCommand.Create.class)
final class ServerCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb: create?");
    }

    @Command(
            name = "create",
            description = "Start one more database server, on which organisations get databases.")
    static final class Create implements Callable<Integer> {
        @Mixin private Output output = new Output();

        @Parameters(
                arity = "0..1",
                paramLabel = "NAME",
                description = "Of the server; else db- and the region.")
        private @Nullable String name;

        @Option(
                names = "--region",
                required = true,
                paramLabel = "REGION",
                description = "sandbox-1 or sandbox-2.")
        private String region = "";

        @Override
        public Integer call() {
            var chosen = name == null ? "db-" + region : name;
            Place.sandbox().createDatabaseServer(chosen, region, output::progress);
            var json = JsonNodeFactory.instance.objectNode();
            output.print(json.put("name", chosen).put("region", region), List.of(chosen));
            return ExitCode.DONE.code();
        }
    }
}
