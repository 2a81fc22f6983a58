package health.cordon.sandbox.database;

import health.cordon.sandbox.child.ChildSpec;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PrivateFile;
import health.cordon.sandbox.home.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the database is started: loopback only, no socket file, no user without a password. */
public final class DatabaseServer {
    public static final String PLATFORM = "cordon_platform";
    public static final String CLINICAL = "cordon_clinical";
    private static final String FIRST = "database";

    private final String name;
    private final DatabaseInstall install;
    private final Secrets secrets;
    private final int port;
    private final Optional<Path> certificate;

    /**
     * @param certificate a folder with {@code certificate.pem} and {@code key.pem}; without it the
     *     server gets one that nobody can verify
     */
    public DatabaseServer(Home home, Secrets secrets, int port, Optional<Path> certificate) {
        this(FIRST, home.database(), home, secrets, port, certificate);
    }

    private DatabaseServer(
            String name,
            Path folder,
            Home home,
            Secrets secrets,
            int port,
            Optional<Path> certificate) {
        this.name = name;
        this.install =
                new DatabaseInstall(folder, home.logs().resolve("%s-install.log".formatted(name)));
        this.secrets = secrets;
        this.port = port;
        this.certificate = certificate;
    }

    /**
     * One more, on which organisations may get databases; those of the platform are on the first.
     *
     * @param folder where it keeps what is its own
     */
    public static DatabaseServer further(
            String name, Path folder, Home home, Secrets secrets, int port) {
        return new DatabaseServer(name, folder, home, secrets, port, Optional.empty());
    }

    /** Installs what is missing and says what to run. */
    public ChildSpec prepare() {
        install.ensure();
        PrivateFile.folder(install.folder().resolve("tmp"));
        var initFile = install.folder().resolve("init.sql");
        PrivateFile.write(initFile, initialStatements());
        var command = new ArrayList<>(List.of(program(), "--no-defaults"));
        userArgument().ifPresent(command::add);
        command.addAll(arguments());
        command.add("--init-file=" + initFile);
        return new ChildSpec(name, command, Map.of(), install.folder());
    }

    /** True when this very data has been filled with the samples. */
    public boolean isSeeded() {
        return Files.exists(install.seeded());
    }

    public void noteSeeded() {
        PrivateFile.write(install.seeded(), "");
    }

    public Dba dba() {
        return new Dba(port, secrets.dbaPassword());
    }

    public String platformUrl() {
        return url(port, PLATFORM, PLATFORM, secrets.platformPassword());
    }

    /** As the user who serves. */
    public String clinicalUrl() {
        return url(port, CLINICAL, Accounts.runtimeName(CLINICAL), secrets.clinicalPassword());
    }

    /** As the user who may change its tables. */
    public String clinicalMigrationUrl() {
        return url(port, CLINICAL, CLINICAL, migrationPassword());
    }

    /** As the user who makes databases for organisations; without a database. */
    public String provisionerUrl() {
        return "mysql://%s:%s@127.0.0.1:%d"
                .formatted(Accounts.PROVISIONER, provisionerPassword(), port);
    }

    private String provisionerPassword() {
        return secrets.derived("provisioner");
    }

    private String migrationPassword() {
        return secrets.derived("migration:" + CLINICAL);
    }

    static String url(int port, String database, String user, String password) {
        return "mysql://%s:%s@127.0.0.1:%d/%s".formatted(user, password, port, database);
    }

    /** The server refuses to run as root unless told so. */
    static Optional<String> userArgument() {
        return "root".equals(System.getProperty("user.name"))
                ? Optional.of("--user=root")
                : Optional.empty();
    }

    private String program() {
        return install.programs().resolve("bin/mariadbd").toString();
    }

    private List<String> arguments() {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--basedir=" + install.programs(),
                                "--datadir=" + install.data(),
                                "--tmpdir=" + install.folder().resolve("tmp"),
                                "--bind-address=127.0.0.1",
                                "--port=" + port,
                                // A path to a socket has at most 107 characters; nobody here needs
                                // one.
                                "--socket=",
                                "--skip-name-resolve",
                                "--skip-log-bin",
                                "--local-infile=0",
                                "--character-set-server=utf8mb4",
                                "--default-time-zone=+00:00",
                                "--max-connections=400",
                                "--max-allowed-packet=64M",
                                "--innodb-flush-log-at-trx-commit=1"));
        var tls = certificate.orElseGet(install::tls);
        arguments.add("--ssl-cert=" + tls.resolve("certificate.pem"));
        arguments.add("--ssl-key=" + tls.resolve("key.pem"));
        return arguments;
    }

    /** Run at every start, before the first connection; each statement may be repeated. */
    private String initialStatements() {
        var statements = new ArrayList<>(Accounts.administrator(secrets.dbaPassword()));
        statements.addAll(Accounts.provisioner(provisionerPassword()));
        if (!name.equals(FIRST)) {
            return String.join(";\n", statements) + ";\n";
        }
        statements.addAll(Accounts.database(PLATFORM, secrets.platformPassword()));
        statements.addAll(Accounts.database(CLINICAL, migrationPassword()));
        statements.addAll(
                Accounts.runtime(Accounts.runtimeName(CLINICAL), secrets.clinicalPassword()));
        return String.join(";\n", statements) + ";\n";
    }
}
