package health.cordon.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.Output;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.tenancy.database.DatabaseUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        description = "Bring a clinical database to this version's schema; may be repeated.",
        footer = "The server need not run. The file should be readable for its owner alone.")
final class DbMigrate implements Callable<Integer> {
    @Mixin private Output output = new Output();

    @Option(
            names = "--url-file",
            required = true,
            paramLabel = "FILE",
            description =
                    "Holds mysql://user:password@host:3306/database, of a user who may change tables"
                            + " there.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        var url = new UrlFile(file).read(output::progress);
        var database = new ClinicalDatabase(url);
        var before = database.state();
        database.migrate();
        report(url, before, database.state());
        return ExitCode.DONE.code();
    }

    private void report(DatabaseUrl url, State before, State after) {
        output.print(
                document(before, after),
                List.of(
                        "Database: " + url,
                        "Identity: " + after.databaseId(),
                        "Before:   " + before,
                        "Now:      " + after));
    }

    private static JsonNode document(State before, State after) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("databaseId", after.databaseId());
        json.put("applied", after.changes() - before.changes());
        json.set("before", before.json());
        json.set("after", after.json());
        return json;
    }
}
