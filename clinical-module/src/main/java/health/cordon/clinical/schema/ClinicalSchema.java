package health.cordon.clinical.schema;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.database.Migration;

/** Migrates a clinical database; needs nothing of the server. */
public final class ClinicalSchema {
    private static final Migration MIGRATION = new Migration("db/clinical/changelog.xml");

    private ClinicalSchema() {}

    /**
     * Brings the database to the current schema; does nothing when it is there already.
     *
     * @param mysqlUrl as {@code mysql://user:password@host:port/database}
     * @throws health.cordon.tenancy.database.DatabaseUnavailable when that fails
     */
    public static void migrate(String mysqlUrl) {
        migrate(DatabaseUrl.parse(mysqlUrl));
    }

    /** For rooms that compare a database with it. */
    static Migration migration() {
        return MIGRATION;
    }

    /** The same, for a URL that was read already. */
    public static void migrate(DatabaseUrl url) {
        MIGRATION.apply(url);
    }
}
