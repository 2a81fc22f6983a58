package health.cordon.system.placement;

import health.cordon.sandbox.database.ClinicalDatabases;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.List;

/**
 * Moves an organisation from the shared database to its own, by the plain SQL of a database
 * administrator: the steps that a move has, without copying ahead.
 */
record PlainMove(Platform platform, Organisation organisation, Dedicated own) {
    private static final int LOCK_SECONDS = 3;

    /** All of it. */
    void run() {
        drain();
        finish();
    }

    /** From now on whoever writes waits; fails when a writer in flight does not end in time. */
    void drain() {
        drain(LOCK_SECONDS);
    }

    void drain(int lockSeconds) {
        place(own.database(), 0, "away", lockSeconds);
        place(platform.sharedDatabase(), 0, "draining", lockSeconds);
    }

    /** The home stays where it was. */
    void giveUp() {
        place(platform.sharedDatabase(), 0, "home");
    }

    void finish() {
        tables().forEach(this::copy);
        place(own.database(), 1, "home");
        place(platform.sharedDatabase(), 1, "away");
        managed(1, "'" + own.ref() + "'");
    }

    /** What the platform database says. */
    void managed(long epoch, String ref) {
        platform.platformDatabase()
                .execute(
                        """
                        UPDATE organisation SET home_epoch = %d, home_ref = %s,
                          clinical_db_connection_ref = %s WHERE id = '%s'
                        """
                                .formatted(epoch, ref, ref, organisation.id()));
    }

    void place(Database database, long epoch, String state) {
        place(database, epoch, state, LOCK_SECONDS);
    }

    private void place(Database database, long epoch, String state, int lockSeconds) {
        database.execute(
                """
                SET STATEMENT innodb_lock_wait_timeout = %d FOR
                INSERT INTO placement VALUES ('%s', %d, '%s')
                ON DUPLICATE KEY UPDATE epoch = VALUES(epoch), state = VALUES(state)
                """
                        .formatted(lockSeconds, organisation.id(), epoch, state));
    }

    private List<String> tables() {
        return own.database()
                .column(
                        """
                        SELECT t.table_name FROM information_schema.tables t
                        JOIN information_schema.columns c
                          ON c.table_schema = t.table_schema AND c.table_name = t.table_name
                        WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
                          AND c.column_name = 'tenant_id'
                          AND t.table_name NOT IN ('placement', 'change_journal')
                        """);
    }

    private void copy(String table) {
        own.database()
                .execute(
                        """
                        SET STATEMENT foreign_key_checks = 0 FOR
                        INSERT INTO %1$s SELECT * FROM %2$s.%1$s WHERE tenant_id = '%3$s'
                        """
                                .formatted(
                                        table,
                                        ClinicalDatabases.databaseOf("shared"),
                                        organisation.id()));
    }
}
