package health.cordon.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.escrow.EscrowFile;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Write an organisation's data keys to a file, sealed for the recovery key.",
        footer = {
            "The server seals them for the key of its ESCROW_PUBLIC_KEY_FILE; nobody chooses another.",
            "Patients that come later are not in the file: export again, and keep the old ones until"
                    + " the new one is safe."
        })
final class KeysEscrowExport implements Callable<Integer> {
    private static final int MAX_PAGES = 50_000;

    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Option(
            names = "--org",
            paramLabel = "SLUG",
            required = true,
            description = "Its short name, or its id.")
    private String slug = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "A new file; one that is there is not overwritten.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        var escrow = EscrowInterface.of(connection, slug);
        long items;
        try (var out = EscrowFile.create(file)) {
            var organisation = escrow.organisation();
            items = write(escrow, out);
            out.keep(organisation);
        }
        var document = JsonNodeFactory.instance.objectNode();
        document.put("file", file.toString()).put("items", items);
        output.print(
                document,
                List.of("%d data keys of %s are in %s.".formatted(items, slug, file.toString())));
        return 0;
    }

    private long write(EscrowInterface escrow, EscrowFile.Writer out) {
        @Nullable String cursor = null;
        long items = 0;
        for (int page = 0; page < MAX_PAGES; page++) {
            var body = escrow.page(cursor);
            body.path("items").forEach(out::add);
            items += body.path("items").size();
            output.progress("%d data keys".formatted(items));
            if (!body.hasNonNull("next")) {
                return items;
            }
            cursor = body.get("next").asText();
        }
        throw new Failure(ExitCode.FAILED, "There are more than 10,000,000 data keys; use REST.");
    }
}
