package health.cordon.sandbox.process;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.sandbox.child.Children;
import health.cordon.sandbox.child.Port;
import health.cordon.sandbox.database.DatabaseServer;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PrivateFile;
import health.cordon.sandbox.home.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Database servers beside the first one, each in a folder of its own that also says its port. */
record FurtherDatabases(Home home, Secrets secrets, Children children) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final String PORT = "port";

    /** Those that somebody made, in the order of their names. */
    List<DatabaseService> all() {
        if (!Files.isDirectory(home.databaseServers())) {
            return List.of();
        }
        try (var folders = Files.list(home.databaseServers())) {
            return folders.filter(folder -> Files.exists(folder.resolve(PORT)))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .map(this::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one of this name, with a port that is free now, where it is new. */
    DatabaseService make(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "%s is no name; use lower-case letters, digits and hyphens.".formatted(name));
        }
        var folder = PrivateFile.folder(folder(name));
        if (!Files.exists(folder.resolve(PORT))) {
            PrivateFile.write(folder.resolve(PORT), Integer.toString(Port.free()));
        }
        return of(name);
    }

    private DatabaseService of(String name) {
        var service = service(name);
        return new DatabaseService(
                service,
                List.of(),
                DatabaseServer.further(service, folder(name), home, secrets, port(name)),
                children.log(service));
    }

    private int port(String name) {
        try {
            return Integer.parseInt(Files.readString(folder(name).resolve(PORT)).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(String name) {
        return home.databaseServers().resolve(name);
    }

    private static String service(String name) {
        return "database-" + name;
    }
}
