package health.cordon.clinical.schema;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.database.Fingerprint;
import health.cordon.tenancy.database.Migration;
import health.cordon.tenancy.wall.Wall;
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
