package health.cordon.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = "Say how many databases a server may have, and how many it keeps ready.")
final class ServerSet implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "NAME", description = "Of the server.")
    private String name = "";

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "The most databases to make there; else as it is.")
    private @Nullable Integer capacity;

    @Option(
            names = "--stock",
            paramLabel = "N",
            description = "How many databases to keep ready there; else as it is.")
    private @Nullable Integer stock;

    @Override
    public Integer call() {
        if (capacity == null && stock == null) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "Say what is to change: --capacity N, --stock N, or both.");
        }
        var servers = Servers.at(connection);
        var now = servers.get(name);
        var wanted =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("capacity", capacity == null ? now.path("capacity").asInt() : capacity)
                        .put(
                                "stockWanted",
                                stock == null ? now.path("stockWanted").asInt() : stock);
        var changed = servers.size(name, wanted);
        output.print(changed, ServerList.table(List.of(changed)));
        return 0;
    }
}
