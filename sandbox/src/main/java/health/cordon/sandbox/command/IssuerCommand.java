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
        name = "issuer",
        mixinStandardHelpOptions = true,
        description = "Issuers that an organisation may have for its own.",
        synopsisSubcommandLabel = "create",
        subcommands = IssuerCommand.Create.class)
final class IssuerCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb: create?");
    }

    @Command(name = "create", description = "Make an issuer; print its address.")
    static final class Create implements Callable<Integer> {
        @Mixin private Output output = new Output();

        @Parameters(paramLabel = "NAME", description = "The name of the issuer.")
        private String name = "";

        @Override
        public Integer call() {
            var sandbox = Place.sandbox();
            var issuer = sandbox.createIssuer(name);
            var json = JsonNodeFactory.instance.objectNode();
            output.print(json.put("name", name).put("issuer", issuer), List.of(issuer));
            return ExitCode.DONE.code();
        }
    }
}
