package health.cordon.tenancy.wall;

import health.cordon.clinical.schema.ClinicalSchema;
import health.cordon.sandbox.child.ChildSpec;
import health.cordon.sandbox.child.Children;
import health.cordon.sandbox.child.Port;
import health.cordon.system.platform.Folders;
import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A genuine MySQL 8 of its own on this machine; nothing is kept. */
public final class MySql8 implements WallServer, AutoCloseable {
    private static final String NAME = "mysql8";
    private static final String ADMINISTRATOR = "wall_dba";
    private static final Duration INITIALISATION = Duration.ofMinutes(3);
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final String LIBRARY = "libaio.so.1";

    private final int port = Port.free();
    private final String password = secret();
    private final Path home =
            Path.of(Objects.requireNonNull(System.getProperty("mysql8.home"), "-Pdeep"));
    private final Path folder = Folders.target().resolve("mysql8-run");
    private final Children children = new Children(folder, folder);
    private final Thread atExit = new Thread(this::end, "mysql8-end");

    private MySql8() {}

    public static MySql8 start() throws IOException {
        var server = new MySql8();
        Files.createDirectories(server.folder);
        // What an earlier run was killed with still running.
        server.children.stop(NAME, STOP);
        server.requireLibrary();
        server.initialise();
        Runtime.getRuntime().addShutdownHook(server.atExit);
        server.children.start(
                new ChildSpec(
                        NAME,
                        server.command("--init-file=" + server.first()),
                        Map.of(),
                        server.folder));
        Awaitility.await("MySQL 8 is up").atMost(START).until(server::isUp);
        return server;
    }

    /** Of the system, not of the archive. */
    private void requireLibrary() throws IOException {
        var program = home.resolve("bin/mysqld");
        if (!program.toFile().setExecutable(true)) {
            throw new IllegalStateException(program + " is not there");
        }
        var version = folder.resolve("version.log");
        if (run(List.of(program.toString(), "--no-defaults", "--version"), version) != 0) {
            throw new IllegalStateException(
                    Files.readString(version).contains(LIBRARY)
                            ? "MySQL 8 needs "
                                    + LIBRARY
                                    + ", which Debian has in the package libaio1: apt-get install"
                                    + " libaio1."
                            : "MySQL 8 does not run on this machine; " + version + " says why.");
        }
    }

    private void initialise() throws IOException {
        delete(data());
        var log = folder.resolve("initialisation.log");
        if (run(command("--initialize-insecure"), log) != 0) {
            throw new IllegalStateException("MySQL 8 made no system tables; " + log + " says why.");
        }
    }

    private List<String> command(String purpose) {
        var command =
                new ArrayList<>(List.of(home.resolve("bin/mysqld").toString(), "--no-defaults"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.addAll(
                List.of(
                        "--basedir=" + home,
                        "--datadir=" + data(),
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        // A path to a socket has at most 107 characters; nobody here needs one.
                        "--socket=mysql.sock",
                        "--mysqlx=OFF",
                        "--skip-name-resolve",
                        // Else only a SUPER user may make a function or a trigger.
                        "--log-bin-trust-function-creators=1",
                        purpose));
        return command;
    }

    /** Run at the start, before the first connection. */
    private Path first() throws IOException {
        var account = "'%s'@'127.0.0.1'".formatted(ADMINISTRATOR);
        return Files.writeString(
                folder.resolve("first.sql"),
                "CREATE USER %1$s IDENTIFIED BY '%2$s';%nGRANT ALL ON *.* TO %1$s WITH GRANT OPTION;%n"
                        .formatted(account, password));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private int run(List<String> command, Path log) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .redirectOutput(log.toFile())
                        .redirectErrorStream(true)
                        .start();
        try {
            return process.waitFor(INITIALISATION.toSeconds(), TimeUnit.SECONDS)
                    ? process.exitValue()
                    : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private boolean isUp() {
        if (children.running(NAME).isEmpty()) {
            throw new IllegalStateException("MySQL 8 has ended; see its log in " + folder);
        }
        try {
            execute(List.of("SELECT 1"));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public WalledPlace create(String ref) {
        var database = "clin_" + ref.replace('-', '_');
        var migration = WalledPlace.url(database, secret(), port, database);
        var runtime = WalledPlace.url(database + "_app", secret(), port, database);
        try {
            execute(
                    List.of(
                            "CREATE DATABASE `%s` CHARACTER SET utf8mb4".formatted(database),
                            user(migration),
                            user(runtime),
                            "GRANT ALL PRIVILEGES ON `%s`.* TO '%s'@'127.0.0.1' WITH GRANT OPTION"
                                    .formatted(database.replace("_", "\\_"), migration.user())));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        ClinicalSchema.migrate(migration, Optional.of(runtime));
        return new WalledPlace(
                WalledPlace.url(ADMINISTRATOR, password, port, database), migration, runtime);
    }

    private static String user(DatabaseUrl account) {
        return "CREATE USER '%s'@'127.0.0.1' IDENTIFIED BY '%s'"
                .formatted(account.user(), account.password());
    }

    /** What it says of itself. */
    public String version() throws SQLException {
        var url = WalledPlace.url(ADMINISTRATOR, password, port, "mysql");
        try (var server = Connections.dataSource(url).getConnection()) {
            return new Catalogue(server).text("SELECT CONCAT(@@version_comment, ' ', @@version)");
        }
    }

    /** Of an account that makes databases for organisations, and may do nothing else. */
    public String provisioner() throws SQLException {
        var secret = secret();
        execute(
                List.of(
                        "CREATE USER IF NOT EXISTS cordon_provisioner",
                        "ALTER USER cordon_provisioner IDENTIFIED BY '%s'".formatted(secret),
                        "GRANT CREATE USER ON *.* TO cordon_provisioner",
                        "GRANT ALL PRIVILEGES ON `cordon\\_p\\_%`.* TO cordon_provisioner"
                                + " WITH GRANT OPTION"));
        return "mysql://cordon_provisioner:%s@127.0.0.1:%d".formatted(secret, port);
    }

    /** The only value of the only row, as its administrator sees it. */
    public String value(String sql) throws SQLException {
        var url = WalledPlace.url(ADMINISTRATOR, password, port, "mysql");
        try (var server = Connections.dataSource(url).getConnection()) {
            return new Catalogue(server).text(sql);
        }
    }

    public void execute(List<String> statements) throws SQLException {
        var url = "jdbc:mysql://127.0.0.1:" + port + "/?connectTimeout=3000";
        try (var connection = DriverManager.getConnection(url, ADMINISTRATOR, password);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String secret() {
        return UUID.randomUUID().toString();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }

    private void end() {
        children.stop(NAME, STOP);
    }
}
