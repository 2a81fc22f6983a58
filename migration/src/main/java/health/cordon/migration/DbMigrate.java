package health.cordon.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.Output;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.tenancy.database.DatabaseUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--runtime-url-file",
            paramLabel = "FILE",
            description =
                    "Holds the same for the user who will serve from it. That user needs no rights"
                            + " of its own: it gets those that it needs here. Give it at the first"
                            + " time, and after each change of that user's password.")
    private @Nullable Path runtimeFile;

    @Override
    public Integer call() {
        var url = new UrlFile(file).read(output::progress);
        var database = new ClinicalDatabase(url);
        var before = database.state();
        var runtime =
                Optional.ofNullable(runtimeFile)
                        .map(name -> new UrlFile(name).read(output::progress));
        runtime.ifPresent(serving -> requireSame(url, serving));
        database.migrate(runtime);
        if (runtime.isEmpty()) {
            output.progress(
                    "No user was given any rights, as there is no --runtime-url-file; the server"
                            + " serves only as a user who was.");
        }
        report(url, before, database.state());
        return ExitCode.DONE.code();
    }

    private static void requireSame(DatabaseUrl migration, DatabaseUrl runtime) {
        if (!migration.database().equals(runtime.database())) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "The two files name different databases, %s and %s."
                            .formatted(migration.database(), runtime.database()));
        }
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
