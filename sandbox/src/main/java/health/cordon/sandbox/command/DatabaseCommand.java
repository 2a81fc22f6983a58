package health.cordon.sandbox.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.Output;
import health.cordon.cli.outcome.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "db",
        mixinStandardHelpOptions = true,
        description = "Dedicated clinical databases.",
        synopsisSubcommandLabel = "create",
        subcommands = DatabaseCommand.Create.class)
final class DatabaseCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb: create?");
    }

    @Command(
            name = "create",
            description =
                    "Make a database with its user and schema, known to the server; print its URL.")
    static final class Create implements Callable<Integer> {
        @Mixin private Output output = new Output();

        @Parameters(paramLabel = "NAME", description = "The reference, such as acme-eu-west-1.")
        private String name = "";

        @Override
        public Integer call() {
            var sandbox = Place.sandbox();
            if (sandbox.existing().database(name)) {
                output.progress("The database %s exists already.".formatted(name));
            }
            var url = sandbox.createDatabase(name);
            var json = JsonNodeFactory.instance.objectNode();
            output.print(json.put("name", name).put("url", url), List.of(url));
            return ExitCode.DONE.code();
        }
    }
}
