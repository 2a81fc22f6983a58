package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List jobs, the newest first.")
final class JobsList implements Callable<Integer> {
    private static final int LIMIT = 200;

    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Option(names = "--org", paramLabel = "SLUG", description = "Of this organisation alone.")
    private @Nullable String slug;

    @Override
    public Integer call() {
        var page = Jobs.at(connection).list(slug, LIMIT);
        output.print(page, table(page.path("items")).lines());
        return 0;
    }

    private static Table table(JsonNode items) {
        var table = new Table("ID", "JOB", "ORGANISATION", "STATE", "DONE", "ERRORS", "CREATED AT");
        for (var item : items) {
            table.add(
                    item.path("id").asText(),
                    item.path("job").asText(),
                    item.path("organisation").asText(),
                    item.path("state").asText(),
                    JobLines.done(item),
                    item.path("errors").asText(),
                    item.path("createdAt").asText());
        }
        return table;
    }
}
