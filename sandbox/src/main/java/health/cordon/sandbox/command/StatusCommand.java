package health.cordon.sandbox.command;

import health.cordon.cli.Output;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.sandbox.process.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Say what runs, where, and whether it is ready.")
final class StatusCommand implements Callable<Integer> {
    @Mixin private Output output = new Output();

    @Override
    public Integer call() {
        var sandbox = Sandbox.look(Place.options());
        var json = sandbox.status().json();
        boolean any = sandbox.anyRunning();
        boolean ready = json.path("ready").asBoolean();
        var lines = new ArrayList<String>(any ? Summary.addresses(json) : List.of());
        lines.add(sentence(any, ready));
        output.print(json, lines);
        return (ready ? ExitCode.DONE : ExitCode.NOT_REACHABLE).code();
    }

    private static String sentence(boolean any, boolean ready) {
        if (!any) {
            return "Nothing runs; start it with ./cordon up.";
        }
        return ready ? "Ready." : "Not ready; ./cordon up mends what is down.";
    }
}
