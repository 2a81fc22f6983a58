package health.cordon.system.container;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.PrivateFile;
import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The processes around the container, and the container's own folder. */
public final class ContainerSurroundings {
    /** How many dedicated databases there are: {@code unit-1} and so on. */
    public static final int DATABASES = 4;

    /** How many of them the server may have open at once. */
    public static final int MAX_OPEN = 2;

    /** Of this run alone: the adapter refuses to start beside any server of the same name. */
    private static final String NAME = "container-" + ProcessHandle.current().pid();

    private static final Pattern APPLICATION =
            Pattern.compile("<enterpriseApplication.*</enterpriseApplication>", Pattern.DOTALL);
    private static @Nullable Sandbox running;

    private ContainerSurroundings() {}

    static void start() {
        var home = Folders.target().resolve("container");
        var options =
                SandboxOptions.of(home, Folders.project())
                        .withFreePorts()
                        .withEnvironment(
                                Map.of("DEDICATED_DB_MAX_OPEN", Integer.toString(MAX_OPEN)))
                        .withoutServer();
        var sandbox = Platform.fresh(home, options);
        running = sandbox;
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "container-end"));
        for (int i = 1; i <= DATABASES; i++) {
            sandbox.createDatabase("unit-" + i);
        }
        var user = sandbox.home().folder().resolve("wlp");
        writeServer(sandbox, user.resolve("servers").resolve(NAME));
        System.setProperty("cordon.container.name", NAME);
        System.setProperty(
                "cordon.container.runtime", Folders.project().resolve(".liberty/wlp").toString());
        System.setProperty("cordon.container.user", user.toString());
        System.setProperty("cordon.container.port", Integer.toString(sandbox.port(PortName.ADMIN)));
    }

    static void end() {
        if (running != null) {
            running.close();
        }
    }

    /** For tests that look on from outside. */
    static Database database(String name) {
        return new Database(Objects.requireNonNull(running), name);
    }

    private static void writeServer(Sandbox sandbox, Path server) {
        PrivateFile.folder(server);
        PrivateFile.folder(server.resolve("apps"));
        try {
            var product = Files.readString(Folders.project().resolve("server.xml"));
            PrivateFile.write(
                    server.resolve("server.xml"),
                    // Arquillian deploys the archive, and asks the server through JMX.
                    APPLICATION
                            .matcher(product)
                            .replaceFirst("")
                            .replaceFirst(
                                    "<featureManager>",
                                    "<featureManager><feature>localConnector-1.0</feature>"));
            PrivateFile.write(
                    server.resolve("server.env"),
                    Files.readString(sandbox.home().serverEnvironment()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
