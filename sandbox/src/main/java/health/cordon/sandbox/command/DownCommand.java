package health.cordon.sandbox.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.Output;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.sandbox.process.Sandbox;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "End everything that up started; the data stays.")
final class DownCommand implements Callable<Integer> {
    @Mixin private Output output = new Output();

    @Override
    public Integer call() {
        boolean ran = Sandbox.exists(Place.options()) && end(Place.sandbox());
        var sentence = ran ? "The sandbox is down; its data stays." : "Nothing was running.";
        output.print(JsonNodeFactory.instance.objectNode().put("ended", ran), List.of(sentence));
        return ExitCode.DONE.code();
    }

    private static boolean end(Sandbox sandbox) {
        boolean ran = sandbox.anyRunning();
        sandbox.closeWithSupervisor();
        return ran;
    }
}
