package health.cordon.sandbox.database;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PrivateFile;
import health.cordon.sandbox.home.Secrets;
import java.util.function.BiConsumer;

/**
 * Dedicated clinical databases: the runbook's steps 1.1 to 1.3 in one. Creating one again changes
 * nothing and gives the same URL.
 */
public final class ClinicalDatabases {
    private final Home home;
    private final Secrets secrets;
    private final int port;
    private final Dba dba;
    private final BiConsumer<String, String> migration;

    /**
     * @param migration brings the database behind a URL to the clinical schema, for the user of a
     *     second URL to serve from
     */
    public ClinicalDatabases(
            Home home, Secrets secrets, int port, Dba dba, BiConsumer<String, String> migration) {
        this.home = home;
        this.secrets = secrets;
        this.port = port;
        this.dba = dba;
        this.migration = migration;
    }

    /** Returns the URL under which the running server finds the database. */
    public String create(RefName name) {
        var database = name.database();
        var toMigrate = secrets.derived("migration:" + name.text());
        var toServe = secrets.derived("database:" + name.text());
        dba.execute(Accounts.database(database, toMigrate));
        dba.execute(Accounts.runtime(Accounts.runtimeName(database), toServe));
        var url = DatabaseServer.url(port, database, Accounts.runtimeName(database), toServe);
        migrate(DatabaseServer.url(port, database, database, toMigrate), url);
        // Last, so that the server never sees a database without its schema.
        PrivateFile.write(home.refs().resolve(name.variable()), url);
        return url;
    }

    private void migrate(String url, String runtime) {
        try {
            migration.accept(url, runtime);
        } catch (RuntimeException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    "The database was made, but not its tables; see ./cordon status, then repeat.",
                    e);
        }
    }

    /** The database behind {@code platform}, {@code shared} or a reference. */
    public static String databaseOf(String name) {
        return switch (name) {
            case "platform" -> DatabaseServer.PLATFORM;
            case "shared" -> DatabaseServer.CLINICAL;
            default -> new RefName(name).database();
        };
    }
}
