package health.cordon.system.placement;

import health.cordon.system.platform.Database;
import health.cordon.system.platform.Organisation;
import java.util.List;

/**
 * What a clinical database held of an organisation at one moment, kept by the database's
 * administrator in a database beside it, and put back as a restore would.
 */
record OldCopy(Database database, String beside, Organisation organisation)
        implements AutoCloseable {
    private static final String MARK = "erasure_mark";

    /** Takes one now. */
    static OldCopy of(Database database, Organisation organisation) {
        var copy = new OldCopy(database, Organisation.unique("copy_"), organisation);
        database.execute("CREATE DATABASE " + copy.beside);
        for (var table : copy.tables()) {
            database.execute(
                    "CREATE TABLE %s.%s AS SELECT * FROM %s WHERE tenant_id = '%s'"
                            .formatted(copy.beside, table, table, organisation.id()));
        }
        return copy;
    }

    /** The mark last, so that nobody finds it right before the rows are there. */
    void restore() {
        for (var table : tables()) {
            if (!table.equals(MARK)) {
                delete(table);
                putBack(table, "TRUE");
            }
        }
        delete(MARK);
        putBack(MARK, "TRUE");
    }

    /** Only some rows of a table; they need not refer to anything that is there. */
    void putBack(String table, String which) {
        database.execute(
                "SET STATEMENT foreign_key_checks = 0 FOR INSERT INTO %s SELECT * FROM %s.%s WHERE %s"
                        .formatted(table, beside, table, which));
    }

    void delete(String table) {
        database.execute(
                "SET STATEMENT foreign_key_checks = 0 FOR DELETE FROM %s WHERE tenant_id = '%s'"
                        .formatted(table, organisation.id()));
    }

    /** Puts all of it into another database instead. */
    void restoreInto(Database other) {
        for (var table : tables()) {
            if (!table.equals("placement") && !table.equals(MARK)) {
                new OldCopy(other, beside, organisation).putBack(table, "TRUE");
            }
        }
    }

    private List<String> tables() {
        return database.column(
                """
                SELECT c.table_name FROM information_schema.columns c
                JOIN information_schema.tables t
                  ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                WHERE c.table_schema = DATABASE() AND c.column_name = 'tenant_id'
                  AND t.table_type = 'BASE TABLE'
                """);
    }

    @Override
    public void close() {
        database.execute("DROP DATABASE " + beside);
    }
}
