package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the organisations and where their data lives.")
final class OrgList implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Override
    public Integer call() {
        var all = Organisations.at(connection).list();
        output.print(all, table(all.get("items")).lines());
        return 0;
    }

    private static Table table(JsonNode items) {
        var table = new Table("SLUG", "NAME", "REGION", "STATUS", "DATABASE", "BUCKET", "KEY");
        for (var item : items) {
            table.add(
                    item.path("slug").asText(),
                    item.path("name").asText(),
                    item.path("region").asText(),
                    OrgShow.status(item),
                    Dimension.DATABASE.of(item),
                    Dimension.BUCKET.of(item),
                    Dimension.KEY.of(item));
        }
        return table;
    }
}
