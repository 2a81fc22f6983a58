package health.cordon.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Forget a database server on which no database is.")
final class ServerRemove implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "NAME", description = "The server's name.")
    private String name = "";

    @Override
    public Integer call() {
        Servers.at(connection).remove(name);
        output.print(
                JsonNodeFactory.instance.objectNode().put("removed", name),
                List.of(name + " is forgotten."));
        return 0;
    }
}
