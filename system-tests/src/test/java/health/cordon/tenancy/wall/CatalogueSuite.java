package health.cordon.tenancy.wall;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the account that serves may not do at all, and what it does not learn of the walls. */
abstract class CatalogueSuite extends WallSuite {
    private static final Set<String> READABLE =
            Set.of("identity", "DATABASECHANGELOG", "tenant_session", "foreign_rows");

    private static final String ON_A_TABLE =
            """
            SELECT * FROM {t}
            SELECT 1 FROM {t}
            SELECT COUNT(*) FROM {t}
            SELECT * FROM t_patient x JOIN {t} y
            SELECT * FROM t_patient WHERE EXISTS (SELECT 1 FROM {t})
            SELECT tenant_id FROM t_patient UNION SELECT 1 FROM {t}
            INSERT INTO {t} SELECT * FROM {t}
            INSERT INTO {t} VALUES ()
            INSERT INTO t_dek (tenant_id, id) SELECT 1, 2 FROM {t}
            REPLACE INTO {t} VALUES ()
            UPDATE {t} SET tenant_id = 'x'
            UPDATE t_patient x JOIN {t} y SET x.canary = 1
            DELETE FROM {t}
            DELETE y FROM t_patient x JOIN {t} y
            TRUNCATE TABLE {t}
            ALTER TABLE {t} ADD COLUMN c INT
            DROP TABLE {t}
            RENAME TABLE {t} TO other
            CREATE TABLE other LIKE {t}
            CREATE INDEX i ON {t} (tenant_id)
            LOCK TABLES {t} READ
            HANDLER {t} OPEN
            CHECK TABLE {t}
            CHECKSUM TABLE {t}
            ANALYZE TABLE {t}
            OPTIMIZE TABLE {t}
            EXPLAIN SELECT * FROM {t}
            EXPLAIN FORMAT=JSON SELECT * FROM {t}
            EXPLAIN DELETE FROM {t}
            DESCRIBE {t}
            SHOW CREATE TABLE {t}
            SHOW INDEX FROM {t}
            SHOW FULL COLUMNS FROM {t}
            CREATE TRIGGER g BEFORE INSERT ON {t} FOR EACH ROW SET @x = NEW.tenant_id
            """;

    private static final String OF_ALL =
            """
            CREATE TABLE other (a INT)
            CREATE TEMPORARY TABLE other (a INT)
            CREATE TEMPORARY TABLE other SELECT * FROM t_patient
            CREATE VIEW other AS SELECT * FROM t_patient
            CREATE OR REPLACE VIEW t_patient AS SELECT 1
            ALTER VIEW t_patient AS SELECT 1
            DROP VIEW t_patient
            CREATE PROCEDURE other() SELECT 1
            CREATE FUNCTION other() RETURNS INT DETERMINISTIC RETURN 1
            CREATE EVENT other ON SCHEDULE EVERY 1 DAY DO SELECT 1
            CREATE TRIGGER g BEFORE INSERT ON t_patient FOR EACH ROW SET @x = 1
            CREATE DATABASE other
            CREATE USER other IDENTIFIED BY 'x'
            GRANT SELECT ON t_patient TO CURRENT_USER()
            SELECT {f}()
            SELECT * FROM t_patient WHERE tenant_id = {f}()
            CALL {p}('x', 'patient', 'x', 'x')
            CALL {q}('x', 1, 'home', 1, 'away', 'x')
            CALL {e}('x', 1, 500, 'x')
            DROP FUNCTION {f}
            DROP PROCEDURE {p}
            DROP PROCEDURE {q}
            ALTER PROCEDURE {q} SQL SECURITY INVOKER
            ALTER FUNCTION {f} SQL SECURITY INVOKER
            SHOW CREATE VIEW t_patient
            SHOW CREATE TABLE t_patient
            SHOW CREATE FUNCTION {f}
            SHOW CREATE PROCEDURE {p}
            SHOW CREATE PROCEDURE {q}
            SHOW CREATE TRIGGER {g}
            EXPLAIN SELECT * FROM t_patient
            EXPLAIN FORMAT=JSON SELECT * FROM t_patient
            EXPLAIN UPDATE t_patient SET canary = 1
            ANALYZE SELECT * FROM t_patient
            ANALYZE FORMAT=JSON SELECT * FROM t_patient
            EXPLAIN ANALYZE SELECT * FROM t_patient
            LOCK TABLES t_patient WRITE
            SELECT * FROM t_patient INTO OUTFILE 'other'
            LOAD DATA INFILE 'other' INTO TABLE t_patient
            SET GLOBAL general_log = 1
            SET GLOBAL log_output = 'TABLE'
            INSTALL PLUGIN other SONAME 'other.so'
            SHOW BINLOG EVENTS
            SHOW ENGINE INNODB STATUS
            FLUSH TABLES
            SHUTDOWN
            """;

    @ParameterizedTest
    @MethodSource("forbidden")
    void deniesTheTable(String table) throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION)) {
            for (var statement : ON_A_TABLE.replace("{t}", table).lines().toList()) {
                for (var seen : intruder.bothWays(statement)) {
                    requireNothing(statement, seen);
                }
            }
        }
    }

    Stream<String> forbidden() {
        return Stream.concat(
                tables.stream(), Stream.of("wall_key", "DATABASECHANGELOGLOCK", "mysql.user"));
    }

    @Test
    void deniesWhateverChangesOrExplainsTheWalls() throws SQLException {
        var sql = current();
        for (var line : OF_ALL.lines().toList()) {
            var statement =
                    line.replace("{f}", sql.function())
                            .replace("{p}", sql.procedure())
                            .replace("{q}", sql.placing())
                            .replace("{e}", sql.emptying())
                            .replace("{g}", sql.triggerName("patient", "INSERT"));
            // Some servers hang up on some of them.
            try (var intruder = place.intruder(OUR_SESSION)) {
                requireNothing(statement, intruder.text(statement));
            }
            try (var intruder = place.intruder(OUR_SESSION)) {
                requireNothing(statement, intruder.prepared(statement));
            }
        }
        try (var intruder = place.intruder(OUR_SESSION)) {
            var file = intruder.text("SELECT LOAD_FILE('/etc/hostname')");
            assertThat(file.isEmpty()).isTrue();
        }
        assertThat(current()).isEqualTo(sql);
    }

    /** Some answer "denied" in a row, or leave the text of a routine out. */
    private void requireNothing(String statement, Seen seen) {
        if (!seen.isRefused()) {
            assertThat(seen.changed()).as(statement).isZero();
            assertThat(statement)
                    .as("%s", seen)
                    .matches(
                            "(CHECK|CHECKSUM|ANALYZE|OPTIMIZE) TABLE .*|SHOW CREATE (FUNCTION|PROCEDURE) .*");
        }
        requireNothingForeign(statement, seen);
        requireNothingOfTheWall(statement, seen.toString());
        assertThat(seen.toString()).as(statement).doesNotContain(OURS.mark());
    }

    /** Neither keys nor the texts that hold them. */
    private void requireNothingOfTheWall(String statement, String told) {
        var key = WallKey.of(place.runtime());
        var hex = HexFormat.of();
        assertThat(told.toLowerCase(Locale.ROOT))
                .as(statement)
                .doesNotContain(
                        hex.formatHex(key.innerPad()),
                        hex.formatHex(key.outerPad()),
                        "unhex('",
                        "sha2(concat",
                        "cast(@cordon_mac",
                        "from placement");
    }

    @Test
    void showsOnlyTheViewsInTheCatalogue() throws SQLException {
        var visible = new ArrayList<>(views().toList());
        visible.addAll(READABLE);
        try (var intruder = place.intruder(OUR_SESSION)) {
            for (var list :
                    column(
                            intruder,
                            """
                            SELECT table_name FROM information_schema.columns
                            WHERE table_schema = 'information_schema' AND column_name = 'TABLE_NAME'
                              AND table_name IN (
                                SELECT table_name FROM information_schema.columns
                                WHERE table_schema = 'information_schema'
                                  AND column_name = 'TABLE_SCHEMA')
                            """)) {
                var names =
                        column(
                                intruder,
                                "SELECT DISTINCT TABLE_NAME FROM information_schema."
                                        + list
                                        + " WHERE TABLE_SCHEMA = DATABASE()");
                assertThat(visible).as(list).containsAll(names);
            }
            assertThat(column(intruder, "SHOW TABLES"))
                    .containsExactlyInAnyOrderElementsOf(visible);
            for (var none :
                    List.of(
                            "SELECT * FROM information_schema.routines"
                                    + " WHERE routine_schema = DATABASE()"
                                    + " AND routine_definition IS NOT NULL",
                            "SELECT * FROM information_schema.triggers"
                                    + " WHERE trigger_schema = DATABASE()",
                            "SELECT * FROM information_schema.views WHERE view_definition <> ''"
                                    + " AND table_schema = DATABASE()",
                            "SELECT * FROM information_schema.referential_constraints"
                                    + " WHERE constraint_schema = DATABASE()",
                            "SHOW TRIGGERS",
                            "SHOW EVENTS")) {
                assertThat(intruder.text(none).rows()).as(none).isEmpty();
            }
        }
    }

    /** Whatever tables the server has for its own affairs, it has them without the walls' texts. */
    @Test
    void tellsNothingOfTheWallsInAnyTableOfItsOwn() throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION)) {
            intruder.text("SET optimizer_trace = 'enabled=on'");
            intruder.text("SET profiling = 1");
            intruder.text("SELECT * FROM t_patient");
            for (var statement : List.of("SHOW PROFILES", "SHOW WARNINGS", "SHOW OPEN TABLES")) {
                requireNothingOfTheWall(statement, intruder.text(statement).toString());
            }
            var trace = intruder.text("SELECT * FROM information_schema.optimizer_trace");
            requireNothingOfTheWall("trace", trace.toString());
            intruder.text("SET optimizer_trace = 'enabled=off'");
            int read = 0;
            for (var table :
                    column(
                            intruder,
                            """
                            SELECT CONCAT('`', table_schema, '`.`', table_name, '`')
                            FROM information_schema.tables WHERE table_schema IN
                              ('information_schema', 'performance_schema', 'mysql', 'sys')
                            """)) {
                var seen = intruder.text("SELECT * FROM " + table);
                requireNothingForeign(table, seen);
                requireNothingOfTheWall(table, seen.toString());
                read += seen.isRefused() ? 0 : 1;
            }
            assertThat(read).isGreaterThan(20);
        }
    }

    /** The routines that the walls have now. */
    private WallSql current() throws SQLException {
        var catalogue = new Catalogue(migrator);
        return new WallSql(
                catalogue.newestName(WallSql.FUNCTION),
                catalogue.newestName(WallSql.PROCEDURE),
                catalogue.newestName(WallSql.PLACING),
                catalogue.newestName(WallSql.EMPTYING));
    }

    private static List<String> column(Intruder intruder, String sql) throws SQLException {
        return intruder.text(sql).rows().stream().map(row -> row.get(0)).toList();
    }
}
