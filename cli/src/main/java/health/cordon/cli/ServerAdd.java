package health.cordon.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = "Add a database server, after a try whether databases can be made there.",
        footer = {
            "The file holds one line, mysql://user:password@host:3306, of an account that has CREATE"
                    + " USER on *.*",
            "and ALL PRIVILEGES on `cordon\\_p\\_%%`.* WITH GRANT OPTION. The URL is kept sealed."
        })
final class ServerAdd implements Callable<Integer> {
    private static final long MAX_BYTES = 4096;

    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits and hyphens.")
    private String name = "";

    @Option(
            names = "--region",
            required = true,
            paramLabel = "REGION",
            description = "Whose organisations get databases there.")
    private String region = "";

    @Option(
            names = "--capacity",
            required = true,
            paramLabel = "N",
            description = "The most databases to make there.")
    private int capacity;

    @Option(
            names = "--stock",
            paramLabel = "N",
            description = "How many databases to keep ready there; else none.")
    private int stock;

    @Option(
            names = "--url-file",
            required = true,
            paramLabel = "FILE",
            description = "Holds the URL of the account that makes databases.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        var server =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", name)
                        .put("region", region)
                        .put("capacity", capacity)
                        .put("stockWanted", stock)
                        .put("url", url());
        var added = Servers.at(connection).add(name, server);
        output.print(added, ServerList.table(List.of(added)));
        return 0;
    }

    private String url() {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
                return Files.readString(file).strip();
            }
        } catch (IOException e) {
            // Also when it is not text: what it holds is nobody's business.
        }
        throw new Failure(
                ExitCode.WRONG_USAGE,
                "The file %s cannot be read, or holds more than one URL; check --url-file."
                        .formatted(file));
    }
}
