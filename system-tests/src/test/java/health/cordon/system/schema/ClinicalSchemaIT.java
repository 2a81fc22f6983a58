package health.cordon.system.schema;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every table of a clinical database belongs to tenants, whole, unless it is named here. Reads the
 * database's own catalogue, so a new table is held to it without being listed.
 */
@OnPlatform
class ClinicalSchemaIT {
    /** Of the database itself: who it is, who may serve, and how far it has been migrated. */
    private static final String OWN =
            "'identity', 'wall_key', 'DATABASECHANGELOG', 'DATABASECHANGELOGLOCK'";

    private static final List<String> EVENTS = List.of("INSERT", "UPDATE", "DELETE");

    /** Lets InnoDB count the trail's order; no query of a tenant uses it. */
    private static final List<String> COUNTERS =
            List.of(
                    "audit_record.ix_audit_record_counter",
                    "change_journal.ix_change_journal_counter");

    private static final List<String> UNFENCED = List.of("placement", "change_journal");

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
                .containsExactlyElementsOf(COUNTERS);
        assertThat(
                        shared.column(
                                """
                                SELECT DISTINCT non_unique FROM information_schema.statistics
                                WHERE table_schema = DATABASE() AND index_name LIKE 'ix\\_%\\_counter'
                                """))
                .containsExactly("1");
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

    /** A view that lets in nothing that it does not show, in the name of who made it. */
    @Test
    void everyTableHasItsViewWithExactlyItsColumns() {
        assertThat(
                        shared.column(
                                """
                                SELECT table_name FROM information_schema.views
                                WHERE table_schema = DATABASE() AND check_option = 'CASCADED'
                                  AND security_type = 'DEFINER' AND is_updatable = 'YES'
                                  AND definer LIKE CONCAT(DATABASE(), '@%')
                                  AND REPLACE(view_definition, '`', '')
                                    REGEXP '[.]tenant_id = [a-z_.]*current_tenant_[0-9]+[(][)]$'
                                ORDER BY 1
                                """))
                .isEqualTo(tenantTables().map(table -> "t_" + table).toList());
        for (var table : tenantTables().toList()) {
            assertThat(columns("t_" + table)).as(table).isEqualTo(columns(table));
        }
    }

    /** The placement is what the triggers ask, and the journal what they write. */
    @Test
    void everyTableHasItsThreeTriggers() {
        var found =
                shared.column(
                        """
                        SELECT CONCAT_WS(' ', action_timing, event_manipulation,
                          event_object_table, REGEXP_SUBSTR(action_statement, '[(].*[)]'))
                        FROM information_schema.triggers
                        WHERE trigger_schema = DATABASE()
                          AND action_statement LIKE 'CALL require_home%'
                        """);
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        tenantTables()
                                .filter(table -> !UNFENCED.contains(table))
                                .flatMap(
                                        table ->
                                                EVENTS.stream().map(event -> trigger(table, event)))
                                .toList());
    }

    private static String trigger(String table, String event) {
        var row = event.equals("INSERT") ? "NEW" : "OLD";
        return "BEFORE %s %s (%s.tenant_id, '%s', %s.id, %s)"
                .formatted(
                        event, table, row, table, row, event.equals("UPDATE") ? "NEW.id" : "NULL");
    }

    /** On views, on what tells of the database itself, and for a signed change of the placement. */
    @Test
    void whoServesHasTheseRightsAndNoOthers() {
        var granted =
                shared.column(
                        """
                        SELECT CONCAT_WS(' ', table_name, privilege_type, is_grantable)
                        FROM information_schema.table_privileges
                        WHERE table_schema = DATABASE()
                          AND grantee = CONCAT("'", DATABASE(), "_app'@'127.0.0.1'")
                        """);
        var wanted = new ArrayList<String>();
        tenantTables().forEach(table -> rights(table).forEach(r -> wanted.add("t_" + table + r)));
        Stream.of("identity", "DATABASECHANGELOG", "tenant_session", "foreign_rows")
                .forEach(readable -> wanted.add(readable + " SELECT NO"));
        assertThat(granted).containsExactlyInAnyOrderElementsOf(wanted);

        for (var others : List.of("schema_privileges", "column_privileges")) {
            assertThat(
                            shared.column(
                                    "SELECT privilege_type FROM information_schema."
                                            + others
                                            + " WHERE grantee LIKE CONCAT(\"'\", DATABASE(),"
                                            + " \"\\_app'%\")"))
                    .as(others)
                    .isEmpty();
        }
        assertThat(
                        shared.column(
                                "SELECT CONCAT(routine_name, ' ', proc_priv) FROM mysql.procs_priv"
                                        + " WHERE user = CONCAT(DATABASE(), '_app')"))
                .hasSize(2)
                .allMatch(right -> right.matches("(place_tenant|empty_trail)_[0-9]+ Execute"));
    }

    private static Stream<String> rights(String table) {
        var rights =
                switch (table) {
                    case "audit_record" -> Stream.of("SELECT", "INSERT");
                    case "placement" -> Stream.of("SELECT");
                    case "change_journal" -> Stream.of("SELECT", "DELETE");
                    default -> Stream.of("SELECT", "INSERT", "UPDATE", "DELETE");
                };
        return rights.map(right -> " " + right + " NO");
    }

    private Stream<String> tenantTables() {
        return shared
                .column(
                        """
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
                          AND table_name NOT IN (%s) ORDER BY 1
                        """
                                .formatted(OWN))
                .stream();
    }

    private List<String> columns(String table) {
        return shared.column(
                """
                SELECT CONCAT_WS(' ', column_name, column_type, is_nullable,
                  collation_name, character_set_name)
                FROM information_schema.columns
                WHERE table_schema = DATABASE() AND table_name = '%s' ORDER BY ordinal_position
                """
                        .formatted(table));
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
