package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the database servers, and how full they are.")
final class ServerList implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Override
    public Integer call() {
        var all = Servers.at(connection).list();
        output.print(all, table(all.path("items")));
        return 0;
    }

    static List<String> table(Iterable<JsonNode> servers) {
        var table = new Table("NAME", "REGION", "STATE", "TENANTS", "STOCK", "CAPACITY", "ADDRESS");
        for (var server : servers) {
            table.add(
                    server.path("name").asText(),
                    server.path("region").asText(),
                    server.path("state").asText(),
                    server.path("tenants").asText(),
                    "%d of %d"
                            .formatted(
                                    server.path("stock").asInt(),
                                    server.path("stockWanted").asInt()),
                    server.path("capacity").asText(),
                    server.path("host").asText() + ":" + server.path("port").asText());
        }
        return table.lines();
    }
}
