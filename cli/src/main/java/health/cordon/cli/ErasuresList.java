package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "List an organisation's erased patients, the newest first.",
        footer = "The organisation itself gets a certificate of each: docs/api.md.")
final class ErasuresList implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Option(
            names = "--org",
            paramLabel = "SLUG",
            required = true,
            description = "Its short name, or its id.")
    private String slug = "";

    @Override
    public Integer call() {
        var all = Organisations.at(connection).erasures(slug);
        output.print(all, table(all.path("items")).lines());
        return 0;
    }

    private static Table table(JsonNode items) {
        var table = new Table("PATIENT", "STATE", "DONE AT", "REQUESTED BY", "ROWS", "KEY");
        for (var item : items) {
            table.add(
                    item.path("patientId").asText(),
                    item.path("state").asText(),
                    item.hasNonNull("doneAt") ? item.path("doneAt").asText() : "-",
                    item.path("requestedBy").asText(),
                    rows(item.path("destroyed")),
                    item.path("wrappedBy").asText());
        }
        return table;
    }

    /** All tables together; the document has them one by one. */
    private static String rows(JsonNode destroyed) {
        long rows = 0;
        for (var count : destroyed) {
            rows += count.asLong();
        }
        return destroyed.isObject() ? Long.toString(rows) : "-";
    }
}
