package health.cordon.sandbox.command;

import health.cordon.cli.Output;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import health.cordon.sandbox.process.Watch;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Start everything on this machine, or mend what has died.",
        footer = "Ctrl-C ends what it started; with --detach, ./cordon down does.")
final class UpCommand implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private PortOptions ports = new PortOptions();

    @Option(names = "--detach", description = "Return when all is ready; everything goes on.")
    private boolean detach;

    @Option(
            names = "--without-server",
            description = "Only the stand-ins, for a server that you run yourself.")
    private boolean withoutServer;

    @Option(names = "--without-samples", description = "Make no sample organisations.")
    private boolean withoutSamples;

    @Override
    public Integer call() {
        try (var guard = new ExitGuard()) {
            bringUp(Sandbox.look(options()));
        }
        return ExitCode.DONE.code();
    }

    private void bringUp(Sandbox sandbox) {
        sandbox.supervise();
        try {
            boolean fresh = sandbox.ensure(output::progress);
            boolean stay = fresh && !detach;
            var summary = new Summary(sandbox.status().json(), !stay, !fresh);
            output.print(summary.json(), summary.lines());
            if (stay) {
                new Watch(sandbox, output::progress).untilInterrupted();
            }
        } finally {
            sandbox.superviseNoMore();
        }
    }

    private SandboxOptions options() {
        var options = Place.options().withPorts(ports.wishes());
        if (withoutServer) {
            return options.withoutServer();
        }
        return withoutSamples ? options.withoutSeed() : options;
    }
}
