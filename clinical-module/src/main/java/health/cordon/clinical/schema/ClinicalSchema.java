package health.cordon.clinical.schema;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.database.Fingerprint;
import health.cordon.tenancy.database.Migration;
import health.cordon.tenancy.wall.Wall;
import health.cordon.tenancy.wall.WallLook;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeSet;

/** Migrates a clinical database and builds its walls; needs nothing of the server. */
public final class ClinicalSchema {
    private static final Migration MIGRATION = new Migration("db/clinical/changelog.xml");

    private ClinicalSchema() {}

    /**
     * Brings the database to the current schema, walls included; does nothing when it is there
     * already.
     *
     * @param migration as {@code mysql://user:password@host:port/database}, of a user who may
     *     change tables
     * @param runtime the same database, as the user who will serve from it
     * @throws health.cordon.tenancy.database.DatabaseUnavailable when that fails
     * @throws health.cordon.tenancy.wall.WallFault when these users cannot be told apart
     */
    public static void migrate(String migration, String runtime) {
        migrate(DatabaseUrl.parse(migration), Optional.of(DatabaseUrl.parse(runtime)));
    }

    /** Names the schema and the walls of this version: another version, another name. */
    public static String version() {
        var changes = new TreeSet<>(MIGRATION.changes());
        return Fingerprint.of(String.join(",", changes), Wall.version());
    }

    /**
     * Whether a database that was brought to this {@link #version} still is as it was left: all
     * changes noted, and its walls hold the one who serves.
     *
     * @throws SQLException when it does not answer, or refuses the account
     */
    public static boolean isComplete(DatabaseUrl runtime) throws SQLException {
        try (var connection = Connections.dataSource(runtime).getConnection()) {
            return MIGRATION.missing(connection) == 0
                    && WallLook.fault(connection, runtime).isEmpty();
        }
    }

    /** For rooms that compare a database with it. */
    static Migration migration() {
        return MIGRATION;
    }

    /**
     * The same, for URLs that were read already.
     *
     * @param runtime without it, the users who serve stay those that they were
     */
    public static void migrate(DatabaseUrl migration, Optional<DatabaseUrl> runtime) {
        MIGRATION.apply(migration);
        Wall.build(migration, runtime);
    }
}
