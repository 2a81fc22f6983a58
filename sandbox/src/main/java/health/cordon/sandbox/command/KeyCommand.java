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
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Keys.",
        synopsisSubcommandLabel = "create",
        subcommands = KeyCommand.Create.class)
final class KeyCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb: create?");
    }

    @Command(name = "create", description = "Make a key under alias/clinical-NAME; print its ARN.")
    static final class Create implements Callable<Integer> {
        @Mixin private Output output = new Output();

        @Parameters(paramLabel = "NAME", description = "Usually the slug of an organisation.")
        private String name = "";

        @Override
        public Integer call() {
            var sandbox = Place.sandbox();
            if (sandbox.existing().key(name)) {
                output.progress("The key %s exists already.".formatted(name));
            }
            var arn = sandbox.createKey(name);
            var json = JsonNodeFactory.instance.objectNode();
            output.print(json.put("name", name).put("arn", arn), List.of(arn));
            return ExitCode.DONE.code();
        }
    }
}
