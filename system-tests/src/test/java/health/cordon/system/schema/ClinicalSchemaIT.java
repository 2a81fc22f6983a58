package health.cordon.system.schema;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every table of a clinical database belongs to tenants, whole, unless it is named here. Reads the
 * database's own catalogue, so a new table is held to it without being listed.
 */
@OnPlatform
class ClinicalSchemaIT {
    /** Of the database itself: who it is, and how far it has been migrated. */
    private static final String OWN = "'identity', 'DATABASECHANGELOG', 'DATABASECHANGELOGLOCK'";

    /** Lets InnoDB count the trail's order; no query of a tenant uses it. */
    private static final String COUNTER = "audit_record.ix_audit_record_counter";

    private final Platform platform;
    private final Database shared;

    ClinicalSchemaIT(Platform platform) {
        this.platform = platform;
        shared = platform.sharedDatabase();
    }

    @Test
    void everyTableNamesItsTenant() {
        assertThat(tables(shared)).hasSizeGreaterThan(8);
        assertThat(
                        shared.column(
                                """
                                SELECT t.table_name FROM information_schema.tables t
                                WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
                                  AND t.table_name NOT IN (%s)
                                  AND NOT EXISTS (
                                    SELECT 1 FROM information_schema.columns c
                                    WHERE c.table_schema = t.table_schema
                                      AND c.table_name = t.table_name
                                      AND c.column_name = 'tenant_id' AND c.is_nullable = 'NO'
                                      AND c.column_type = 'char(36)'
                                      AND c.collation_name = 'ascii_bin')
                                """
                                        .formatted(OWN)))
                .isEmpty();
    }

    @Test
    void everyKeyAndIndexStartsWithTheTenant() {
        assertThat(
                        shared.column(
                                """
                                SELECT CONCAT(table_name, '.', index_name)
                                FROM information_schema.statistics
                                WHERE table_schema = DATABASE() AND seq_in_index = 1
                                  AND column_name <> 'tenant_id' AND table_name NOT IN (%s)
                                ORDER BY 1
                                """
                                        .formatted(OWN)))
                .containsExactly(COUNTER);
        assertThat(
                        shared.value(
                                """
                                SELECT non_unique FROM information_schema.statistics
                                WHERE table_schema = DATABASE()
                                  AND index_name = 'ix_audit_record_counter'
                                """))
                .isEqualTo("1");
    }

    @Test
    void everyTableHasAPrimaryKey() {
        assertThat(
                        shared.column(
                                """
                                SELECT t.table_name FROM information_schema.tables t
                                WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
                                  AND t.table_name NOT IN (%s)
                                  AND NOT EXISTS (
                                    SELECT 1 FROM information_schema.statistics s
                                    WHERE s.table_schema = t.table_schema
                                      AND s.table_name = t.table_name
                                      AND s.index_name = 'PRIMARY')
                                """
                                        .formatted(OWN)))
                .isEmpty();
    }

    /** Else a row could refer to another tenant's. */
    @Test
    void everyForeignKeyHoldsTheTenant() {
        assertThat(
                        shared.column(
                                """
                                SELECT constraint_name FROM information_schema.key_column_usage
                                WHERE table_schema = DATABASE()
                                  AND referenced_table_name IS NOT NULL
                                GROUP BY table_name, constraint_name
                                HAVING SUM(column_name = 'tenant_id'
                                           AND referenced_column_name = 'tenant_id') <> 1
                                """))
                .isEmpty();
    }

    @Test
    void aDedicatedDatabaseHasTheSameTablesAndAnotherIdentity() {
        var ref = Organisation.unique("schema-");
        platform.sandbox().createDatabase(ref);
        var dedicated = platform.database(ref);

        assertThat(tables(dedicated)).isEqualTo(tables(shared));
        var identity = "SELECT database_id FROM identity";
        assertThat(dedicated.value(identity)).isNotEqualTo(shared.value(identity));
    }

    private static List<String> tables(Database database) {
        return database.column(
                """
                SELECT CONCAT_WS(' ', table_name, column_name, column_type, is_nullable)
                FROM information_schema.columns WHERE table_schema = DATABASE()
                ORDER BY table_name, ordinal_position
                """);
    }
}
