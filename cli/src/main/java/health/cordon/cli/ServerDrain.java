package health.cordon.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "drain",
        description = "Let a database server get no new databases; what is there is served.")
final class ServerDrain implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "NAME", description = "The server's name.")
    private String name = "";

    @Option(names = "--undo", description = "Let it get new databases again.")
    private boolean undo;

    @Override
    public Integer call() {
        var server = Servers.at(connection).drain(name, !undo);
        output.print(server, ServerList.table(List.of(server)));
        return 0;
    }
}
