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
        name = "bucket",
        mixinStandardHelpOptions = true,
        description = "Buckets.",
        synopsisSubcommandLabel = "create",
        subcommands = BucketCommand.Create.class)
final class BucketCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb: create?");
    }

    @Command(name = "create", description = "Make a bucket with versioning; print its name.")
    static final class Create implements Callable<Integer> {
        @Mixin private Output output = new Output();

        @Parameters(paramLabel = "NAME", description = "The name of the bucket.")
        private String name = "";

        @Override
        public Integer call() {
            var sandbox = Place.sandbox();
            if (sandbox.existing().bucket(name)) {
                output.progress("The bucket %s exists already.".formatted(name));
            }
            var bucket = sandbox.createBucket(name);
            var json = JsonNodeFactory.instance.objectNode();
            output.print(json.put("name", name).put("bucket", bucket), List.of(bucket));
            return ExitCode.DONE.code();
        }
    }
}
