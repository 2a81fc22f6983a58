package health.cordon.tenancy.wall;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One tenant's session, and every statement that goes for the rows of others. */
abstract class RowSuite extends WallSuite {
    private static final int DENIED = 1142;
    private static final int DENIED_COLUMN = 1143;
    private static final int CHECK_OPTION = 1369;
    private static final int DUPLICATE = 1062;
    private static final int NO_PARENT = 1216;
    private static final int NO_PARENT_SHOWN = 1452;
    private static final List<MarkedRows> VICTIMS = List.of(THEIRS, NEWCOMER);

    /** Where the account that serves may add nothing, or change nothing. */
    private static final Set<String> READ_ONLY = Set.of("t_placement", "t_change_journal");

    private static final Set<String> NEVER_CHANGED =
            Set.of("t_placement", "t_audit_record", "t_change_journal");

    @ParameterizedTest
    @MethodSource("views")
    void showsOurRowAlone(String view) throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION)) {
            for (var seen : intruder.bothWays("SELECT * FROM " + view)) {
                assertThat(seen.rows()).hasSize(1);
                assertThat(seen.rows().get(0)).contains(OURS.tenant());
                requireNothingForeign(view, seen);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void showsNothingOfAnotherTenantWhateverIsAsked(String view) throws SQLException {
        try (var intruder = place.intruder()) {
            for (var read : Attacks.reads(view, THEIRS.tenant())) {
                // Some of them change the session.
                intruder.serve(OUR_SESSION);
                for (var seen : intruder.bothWays(read)) {
                    if (!read.contains(":=")) {
                        requireNothingForeign(read, seen);
                    }
                    assertThat(seen.toString()).as(read).doesNotContain(THEIRS.tellTales());
                    assertThat(seen.rows().size()).as(read).isLessThanOrEqualTo(2);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void joinsWithOurRowsAlone(String view) throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION)) {
            for (var other : views().toList()) {
                var join = "SELECT * FROM %s x JOIN %s y".formatted(view, other);
                for (var seen : intruder.bothWays(join)) {
                    assertThat(seen.rows()).as(join).hasSize(1);
                    requireNothingForeign(join, seen);
                }
            }
        }
    }

    /** A condition that remembers, or that fails, meets no row that the answer would not show. */
    @ParameterizedTest
    @MethodSource("views")
    void asksNoConditionAboutTheRowsOfOthers(String view) throws SQLException {
        var all = String.join(", ", columns(view));
        var remembers =
                "(@seen := CONCAT_WS(',', @seen, HEX(CONCAT_WS(',', %s)))) IS NOT NULL"
                        .formatted(all);
        var fails = "EXP(700 + 100 * (CONCAT_WS(',', %s) LIKE '%%theirs%%'))".formatted(all);
        try (var intruder = place.intruder(OUR_SESSION)) {
            for (var where :
                    List.of(remembers, "tenant_id = '" + THEIRS.tenant() + "' AND " + remembers)) {
                intruder.text("SET @seen = ''");
                intruder.bothWays("SELECT COUNT(*) FROM " + view + " WHERE " + where);
                intruder.bothWays("SELECT 1 FROM (SELECT 1) x JOIN " + view + " ON " + where);
                requireNothingForeign(
                        where, intruder.text("SELECT UNHEX(REPLACE(@seen, ',', ''))"));
            }
            for (var seen : intruder.bothWays("SELECT COUNT(*) FROM " + view + " WHERE " + fails)) {
                assertThat(seen.isRefused()).as("%s", seen).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void addsNoRowForAnotherTenant(String view) throws SQLException {
        for (var victim : VICTIMS) {
            var fresh = values(victim, view, UUID.randomUUID().toString());
            var insertions =
                    Attacks.insertions(
                            view, values(OURS, view, ID), values(victim, view, ID), fresh);
            attack(insertions);
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void changesAndDeletesNoRowOfAnotherTenant(String view) throws SQLException {
        for (var victim : VICTIMS) {
            attack(Attacks.changes(view, lastColumn(view), victim.tenant()));
        }
    }

    private void attack(List<String> statements) throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION)) {
            // Anybody may say so, and then no foreign key is in the way.
            intruder.text("SET FOREIGN_KEY_CHECKS = 0");
            for (var statement : statements) {
                for (boolean prepared : new boolean[] {false, true}) {
                    restore();
                    var seen = prepared ? intruder.prepared(statement) : intruder.text(statement);
                    assertThat(seen.toString()).as(statement).doesNotContain(THEIRS.tellTales());
                    requireUntouched(statement);
                }
            }
        }
    }

    /** The view says so itself, behind the trigger, which says it first. */
    @ParameterizedTest
    @MethodSource("views")
    void refusesARowOfAnotherTenantInTheSameWordsForAll(String view) throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION)) {
            for (var victim : VICTIMS) {
                var values = values(victim, view, UUID.randomUUID().toString());
                var insert =
                        "INSERT INTO %s (%s) VALUES (%s)"
                                .formatted(
                                        view,
                                        MarkedRows.names(values),
                                        MarkedRows.literals(values));
                for (var seen : intruder.bothWays(insert)) {
                    assertThat(seen.code())
                            .as("%s", seen)
                            .isEqualTo(READ_ONLY.contains(view) ? DENIED : WallSql.NOT_OURS);
                }
                var give = "UPDATE %s SET tenant_id = '%s'".formatted(view, victim.tenant());
                for (var seen : intruder.bothWays(give)) {
                    assertThat(seen.code())
                            .as("%s", seen)
                            .isEqualTo(NEVER_CHANGED.contains(view) ? DENIED : CHECK_OPTION);
                }
            }
        }
    }

    @Test
    void letsTheTrailOnlyGrow() throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION)) {
            for (var change :
                    List.of(
                            "UPDATE t_audit_record SET verb = 'x'",
                            "UPDATE t_audit_record x JOIN t_dek y SET x.verb = 'x'",
                            "DELETE FROM t_audit_record",
                            "DELETE x FROM t_audit_record x JOIN t_dek y",
                            "TRUNCATE TABLE t_audit_record")) {
                for (var seen : intruder.bothWays(change)) {
                    assertThat(seen.code()).as(change).isIn(DENIED, DENIED_COLUMN);
                }
            }
            var more = values(OURS, "t_audit_record", UUID.randomUUID().toString());
            var names = MarkedRows.names(more);
            var values = MarkedRows.literals(more);
            var insert = "INTO t_audit_record (%s) VALUES (%s)".formatted(names, values);
            assertThat(intruder.text("INSERT " + insert).changed()).isOne();
            assertThat(intruder.text("REPLACE " + insert).code()).isEqualTo(DENIED);
            var upsert = "INSERT " + insert + " ON DUPLICATE KEY UPDATE verb = 'x'";
            assertThat(intruder.text(upsert).code()).isEqualTo(DENIED);
        }
    }

    /** A duplicate and a missing parent are told of with what the sender has sent, nothing else. */
    @Test
    void tellsInErrorsOnlyWhatTheSenderKnows() throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION)) {
            for (var view : views().filter(v -> !READ_ONLY.contains(v)).toList()) {
                var seen = insert(intruder, view, values(OURS, view, ID));
                assertThat(seen.code()).as("%s", seen).isEqualTo(DUPLICATE);
                requireNothingForeign(view, seen);
            }
            // Their case has our case's id, so ours has to go first.
            for (var own : List.of("t_image", "t_histology_report", "t_clinical_case")) {
                assertThat(intruder.text("DELETE FROM " + own).changed()).isOne();
            }
            var orphan = insert(intruder, "t_image", values(OURS, "t_image", ID));
            assertThat(orphan.code()).as("%s", orphan).isIn(NO_PARENT, NO_PARENT_SHOWN);
            requireNothingForeign("orphan", orphan);
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void showsAndTakesNothingWithoutATenant(String view) throws SQLException {
        try (var intruder = place.intruder()) {
            for (var seen : intruder.bothWays("SELECT * FROM " + view)) {
                assertThat(seen.rows()).isEmpty();
                assertThat(seen.isRefused()).as("%s", seen).isFalse();
            }
            for (var read : Attacks.reads(view, THEIRS.tenant())) {
                if (!read.contains(":=")) {
                    intruder.bothWays(read)
                            .forEach(
                                    seen ->
                                            assertThat(seen.isEmpty())
                                                    .as("%s: %s", read, seen)
                                                    .isTrue());
                }
            }
            for (var victim : List.of(OURS, THEIRS, NEWCOMER)) {
                var values = values(victim, view, UUID.randomUUID().toString());
                var seen = insert(intruder, view, values);
                assertThat(seen.code())
                        .as("%s", seen)
                        .isEqualTo(READ_ONLY.contains(view) ? DENIED : CHECK_OPTION);
            }
            for (var change : Attacks.changes(view, lastColumn(view), OURS.tenant())) {
                intruder.bothWays(change)
                        .forEach(seen -> assertThat(seen.changed()).as(change).isZero());
                requireUntouched(change);
            }
        }
        try (var intruder = place.intruder(OUR_SESSION)) {
            assertThat(intruder.text("SELECT * FROM " + view).rows()).hasSize(1);
        }
    }

    /** The server must not take the tenant of the first execution for that of the statement. */
    @ParameterizedTest
    @MethodSource("views")
    void followsTheSessionInOnePreparedStatement(String view) throws SQLException {
        var other = TenantSession.reading(Tenants.of(THEIRS.tenant()));
        try (var intruder = place.intruder(OUR_SESSION);
                var query =
                        intruder.connection()
                                .prepareStatement(
                                        "SELECT tenant_id FROM "
                                                + view
                                                + " WHERE tenant_id <> ?")) {
            assertThat(query.getClass().getSimpleName()).startsWith("ServerPrepared");
            for (int round = 0; round < 3; round++) {
                intruder.serve(OUR_SESSION);
                assertThat(Tenants.in(query)).containsExactly(OURS.tenant());
                intruder.serve(other);
                assertThat(Tenants.in(query)).containsExactly(THEIRS.tenant());
                intruder.serve(TenantSession.NOBODY);
                assertThat(Tenants.in(query)).isEmpty();
            }
        }
    }

    @Test
    void followsTheSessionInOnePreparedChange() throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION);
                var change =
                        intruder.connection()
                                .prepareStatement("UPDATE t_dek SET wrapped = ? WHERE id = ?")) {
            change.setString(1, OURS.mark());
            change.setString(2, ID);
            assertThat(change.executeUpdate()).isOne();
            intruder.serve(TenantSession.NOBODY);
            assertThat(change.executeUpdate()).isZero();
            intruder.serve(TenantSession.reading(Tenants.of(NEWCOMER.tenant())));
            assertThat(change.executeUpdate()).isZero();
        }
    }

    /** Prepared in SQL itself. */
    @ParameterizedTest
    @MethodSource("views")
    void holdsForStatementsPreparedInSql(String view) throws SQLException {
        try (var intruder = place.intruder(OUR_SESSION)) {
            intruder.text("PREPARE p FROM 'SELECT * FROM " + view + " WHERE tenant_id > ?'");
            intruder.text("SET @none = ''");
            var ours = intruder.text("EXECUTE p USING @none");
            assertThat(ours.rows()).hasSize(1);
            requireNothingForeign(view, ours);
            intruder.serve(TenantSession.NOBODY);
            assertThat(intruder.text("EXECUTE p USING @none").rows()).isEmpty();
        }
    }

    private static Seen insert(Intruder intruder, String view, Map<String, String> values)
            throws SQLException {
        return intruder.text(
                "INSERT INTO %s (%s) VALUES (%s)"
                        .formatted(view, MarkedRows.names(values), MarkedRows.literals(values)));
    }

    private Map<String, String> values(MarkedRows whose, String view, String id)
            throws SQLException {
        return whose.values(migrator, tableOf(view), id);
    }

    private List<String> columns(String view) throws SQLException {
        return new Catalogue(migrator).columns(view);
    }

    /** One that is no key of anything. */
    private String lastColumn(String view) throws SQLException {
        var columns = columns(view);
        return columns.get(columns.size() - 1);
    }
}
