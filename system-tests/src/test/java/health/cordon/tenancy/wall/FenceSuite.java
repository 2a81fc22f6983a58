package health.cordon.tenancy.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import health.cordon.system.platform.Organisation;
import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.Pools;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.routing.RowMaker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The fence as the database keeps it, by plain statements of the account that serves: that it says
 * what {@link Placement} says, and that its lock holds. Tables come from the catalogue.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FenceSuite {
    private static final int CONNECTIONS = 8;
    private static final int EPOCHS = 3;
    private static final int TRIES = 10;
    private static final int LOCK_TIMEOUT = 1205;
    private static final Duration CHECKOUT = Duration.ofSeconds(10);
    private static final String OLD = "00000000-0000-0000-0000-000000000001";
    private static final String NEW = "00000000-0000-0000-0000-000000000002";

    private WalledPlace place;
    private HikariDataSource pool;
    private TenantDataSource serving;

    /** The one that the fence is tried on. */
    abstract WallServer server();

    @BeforeAll
    void open() {
        place = server().create(Organisation.unique("fence-"));
        pool = new Pools().open("fence", place.runtime(), CONNECTIONS, CHECKOUT);
        serving = new TenantDataSource(pool, place.runtime());
    }

    @AfterAll
    void close() {
        pool.close();
    }

    /** A connection that no wall is in the way of. */
    private Connection past() throws SQLException {
        return place.migrating();
    }

    private static OrganisationId tenant() {
        return new OrganisationId(UUID.randomUUID());
    }

    private Connection serving(OrganisationId tenant, long epoch) throws SQLException {
        var connection = serving.connection(TenantSession.of(tenant, epoch));
        connection.setAutoCommit(false);
        execute(connection, "SET FOREIGN_KEY_CHECKS = 0");
        return connection;
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private void place(Connection past, OrganisationId tenant, @Nullable Placement row)
            throws SQLException {
        execute(past, "DELETE FROM placement WHERE tenant_id = '%s'".formatted(tenant));
        if (row != null) {
            execute(
                    past,
                    "INSERT INTO placement VALUES ('%s', %d, '%s')"
                            .formatted(tenant, row.epoch(), row.state().column()));
        }
    }

    private List<String> rows(OrganisationId tenant) throws SQLException {
        try (var past = past()) {
            return column(
                    past,
                    "SELECT CONCAT(epoch, ' ', state) FROM placement WHERE tenant_id = '%s'"
                            .formatted(tenant));
        }
    }

    /** One row of the first table that there is. */
    private String insert(OrganisationId tenant, String id) throws SQLException {
        try (var past = past()) {
            var table = RowMaker.tables(past).get(0);
            return RowMaker.insert(past, table, "t_" + table, tenant.toString(), id);
        }
    }

    @Nested
    class OfEachStatement {
        private final OrganisationId full = tenant();
        private final OrganisationId empty = tenant();
        private int admitted;
        private int refused;

        @Test
        void theVerdictIsThatOfThePlacement() throws SQLException {
            try (var past = past()) {
                RowMaker.fill(past, full.toString(), OLD);
                var tables = writable();
                assertThat(tables.get("INSERT")).containsExactlyElementsOf(RowMaker.tables(past));
                assertThat(tables.get("UPDATE")).hasSizeGreaterThan(5);
                assertThat(tables.get("DELETE")).hasSizeGreaterThan(5);
                for (var row : placements()) {
                    place(past, full, row);
                    place(past, empty, row);
                    for (long believed = 0; believed < EPOCHS; believed++) {
                        compare(past, tables, row, believed);
                    }
                }
            }
            System.out.printf(
                    "fence      %d statements, %d admitted, %d refused, as Placement says%n",
                    admitted + refused, admitted, refused);
            assertThat(admitted).isPositive();
            assertThat(refused).isPositive();
        }

        private static List<@Nullable Placement> placements() {
            var all = new ArrayList<@Nullable Placement>();
            all.add(null);
            for (var state : PlacementState.values()) {
                for (long epoch = 0; epoch < EPOCHS; epoch++) {
                    all.add(new Placement(epoch, state));
                }
            }
            return all;
        }

        /** What the account that serves may write, by verb. */
        private Map<String, List<String>> writable() throws SQLException {
            var found = new TreeMap<String, List<String>>();
            try (var connection = serving(full, 0)) {
                for (var verb : List.of("INSERT", "UPDATE", "DELETE")) {
                    found.put(
                            verb,
                            column(
                                    connection,
                                    """
                                    SELECT SUBSTRING(table_name, 3) FROM information_schema.table_privileges
                                    WHERE table_schema = DATABASE() AND table_name LIKE 't\\_%%'
                                      AND privilege_type = '%s' AND table_name <> 't_change_journal'
                                    ORDER BY table_name
                                    """
                                            .formatted(verb)));
                }
            }
            return found;
        }

        private void compare(
                Connection past,
                Map<String, List<String>> tables,
                @Nullable Placement row,
                long believed)
                throws SQLException {
            boolean expected = Placement.admits(row, believed);
            for (var verb : tables.keySet()) {
                for (var table : tables.get(verb)) {
                    assertThat(verdict(past, verb, table, believed))
                            .as("%s of %s, row %s, believed %d", verb, table, row, believed)
                            .isEqualTo(expected);
                }
            }
        }

        private boolean verdict(Connection past, String verb, String table, long believed)
                throws SQLException {
            var tenant = verb.equals("INSERT") ? empty : full;
            try (var connection = serving(tenant, believed)) {
                try {
                    assertThat(execute(connection, statement(past, verb, table))).isPositive();
                    admitted++;
                    return true;
                } catch (SQLException e) {
                    assertThat(WallRefusal.isNotHome(e))
                            .as("%s of %s: %s", verb, table, e)
                            .isTrue();
                    refused++;
                    assertThat(ids(connection, table))
                            .as("nothing was written")
                            .isEqualTo(verb.equals("INSERT") ? List.of() : List.of(OLD));
                    return false;
                } finally {
                    connection.rollback();
                }
            }
        }

        private String statement(Connection past, String verb, String table) throws SQLException {
            return switch (verb) {
                case "INSERT" -> RowMaker.insert(past, table, "t_" + table, empty.toString(), NEW);
                case "UPDATE" -> "UPDATE t_%s SET id = '%s'".formatted(table, NEW);
                default -> "DELETE FROM t_" + table;
            };
        }

        private static List<String> ids(Connection connection, String table) throws SQLException {
            return column(connection, "SELECT id FROM t_" + table);
        }
    }

    @Nested
    class OfAnAbsentRow {
        private final OrganisationId tenant = tenant();

        @Test
        void theFirstWriterClaimsThePlaceAtEpochZero() throws SQLException {
            try (var connection = serving(tenant, 0)) {
                execute(connection, insert(tenant, NEW));
                connection.commit();
            }
            assertThat(rows(tenant)).containsExactly("0 home");
        }

        @Test
        void nobodyElseDoes() throws SQLException {
            for (long epoch = 1; epoch < EPOCHS; epoch++) {
                try (var connection = serving(tenant, epoch)) {
                    var insert = insert(tenant, NEW);
                    assertThatThrownBy(() -> execute(connection, insert))
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    e -> assertThat(WallRefusal.isNotHome(e)).isTrue());
                    connection.commit();
                }
                assertThat(rows(tenant)).isEmpty();
            }
        }

        @Test
        void twoFirstWritersBothSucceed() throws Exception {
            for (int i = 0; i < TRIES; i++) {
                var anew = tenant();
                var second = insert(anew, NEW);
                try (var one = serving(anew, 0);
                        var other = serving(anew, 0)) {
                    execute(one, insert(anew, OLD));
                    var waiting = CompletableFuture.supplyAsync(() -> written(other, second));
                    awaitSomebodyWaiting();
                    if (i % 2 == 0) {
                        one.commit();
                    } else {
                        one.rollback();
                    }
                    assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
                    other.commit();
                }
                assertThat(rows(anew)).containsExactly("0 home");
            }
        }

        @Test
        void andWhenTheyComeInTheSameMoment() throws Exception {
            for (int i = 0; i < TRIES; i++) {
                var anew = tenant();
                var writers =
                        List.of(OLD, NEW).stream()
                                .map(id -> CompletableFuture.supplyAsync(() -> alone(anew, id)))
                                .toList();
                for (var writer : writers) {
                    assertThat(writer.get(30, TimeUnit.SECONDS)).isTrue();
                }
            }
        }

        private boolean alone(OrganisationId anew, String id) {
            try (var connection = serving(anew, 0)) {
                execute(connection, insert(anew, id));
                connection.commit();
                return true;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Nested
    class OfAChangeOfThePlacement {
        private final OrganisationId tenant = tenant();

        private String update(PlacementState state, long epoch) {
            return "UPDATE placement SET state = '%s', epoch = %d WHERE tenant_id = '%s'"
                    .formatted(state.name().toLowerCase(Locale.ROOT), epoch, tenant);
        }

        @Test
        void itWaitsUntilTheWriterInFlightHasCommitted() throws Exception {
            try (var past = past();
                    var writer = serving(tenant, 1)) {
                place(past, tenant, new Placement(1, PlacementState.COPYING));
                execute(writer, insert(tenant, NEW));
                var change =
                        CompletableFuture.supplyAsync(
                                () -> written(past, update(PlacementState.DRAINING, 1)));
                awaitSomebodyWaiting();
                assertThat(change).isNotDone();
                assertThat(rows(tenant)).containsExactly("1 copying");

                writer.commit();

                assertThat(change.get(30, TimeUnit.SECONDS)).isTrue();
                assertThat(rows(tenant)).containsExactly("1 draining");
            }
        }

        @Test
        void theWriterThatWaitsForItGetsTheVerdictOfAfterwards() throws Exception {
            assertThat(afterAChangeTo(new Placement(1, PlacementState.AWAY), true)).isFalse();
            assertThat(afterAChangeTo(new Placement(2, PlacementState.HOME), true)).isFalse();
            assertThat(afterAChangeTo(new Placement(1, PlacementState.COPYING), true)).isTrue();
            assertThat(afterAChangeTo(new Placement(1, PlacementState.AWAY), false)).isTrue();
        }

        private boolean afterAChangeTo(Placement row, boolean kept) throws Exception {
            try (var past = past();
                    var writer = serving(tenant, 1)) {
                place(past, tenant, new Placement(1, PlacementState.HOME));
                past.setAutoCommit(false);
                execute(past, update(row.state(), row.epoch()));
                var insert = insert(tenant, NEW);
                var waiting = CompletableFuture.supplyAsync(() -> written(writer, insert));
                awaitSomebodyWaiting();
                assertThat(waiting).isNotDone();
                if (kept) {
                    past.commit();
                } else {
                    past.rollback();
                }
                boolean admitted = waiting.get(30, TimeUnit.SECONDS);
                writer.rollback();
                return admitted;
            }
        }
    }

    @Nested
    class WhileAMoveCopies {
        private final OrganisationId tenant = tenant();

        private List<String> journal() throws SQLException {
            try (var past = past()) {
                return column(
                        past,
                        "SELECT CONCAT(table_name, ' ', row_id) FROM change_journal WHERE tenant_id = '%s' ORDER BY seq"
                                .formatted(tenant));
            }
        }

        private void write(long epoch, String sql, boolean kept) throws SQLException {
            try (var connection = serving(tenant, epoch)) {
                assertThat(execute(connection, sql)).isOne();
                if (kept) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            }
        }

        @Test
        void eachWriteLeavesTheKeyOfItsRow() throws SQLException {
            try (var past = past()) {
                place(past, tenant, new Placement(1, PlacementState.COPYING));
                var wanted = new ArrayList<String>();
                for (var table : RowMaker.tables(past)) {
                    write(
                            1,
                            RowMaker.insert(past, table, "t_" + table, tenant.toString(), OLD),
                            true);
                    wanted.add(table + " " + OLD);
                }
                assertThat(journal()).isEqualTo(wanted);
                write(1, "UPDATE t_dek SET id = '%s'".formatted(NEW), true);
                write(1, "UPDATE t_patient SET version = 2", true);
                write(1, "DELETE FROM t_image", true);
                wanted.addAll(
                        List.of("dek " + OLD, "dek " + NEW, "patient " + OLD, "image " + OLD));
                assertThat(journal()).isEqualTo(wanted);
            }
        }

        @Test
        void noneIsLeftByWhatWasTakenBack() throws SQLException {
            try (var past = past()) {
                place(past, tenant, new Placement(1, PlacementState.COPYING));
                write(1, RowMaker.insert(past, "dek", "t_dek", tenant.toString(), OLD), false);
            }
            assertThat(journal()).isEmpty();
        }

        @Test
        void alsoByWhomNoWallHolds() throws SQLException {
            try (var past = past()) {
                place(past, tenant, new Placement(1, PlacementState.COPYING));
                execute(past, "SET FOREIGN_KEY_CHECKS = 0");
                execute(past, RowMaker.insert(past, "dek", "dek", tenant.toString(), OLD));
            }
            assertThat(journal()).containsExactly("dek " + OLD);
        }

        @Test
        void inNoOtherState() throws SQLException {
            for (var state : PlacementState.values()) {
                if (state.writable() && state != PlacementState.COPYING) {
                    try (var past = past()) {
                        place(past, tenant, new Placement(1, state));
                        var id = UUID.randomUUID().toString();
                        write(
                                1,
                                RowMaker.insert(past, "dek", "t_dek", tenant.toString(), id),
                                true);
                    }
                    assertThat(journal()).as("%s", state).isEmpty();
                }
            }
        }

        @Test
        void whoServesReadsItAndTakesLinesAwayAndWritesNone() throws SQLException {
            try (var past = past()) {
                place(past, tenant, new Placement(1, PlacementState.COPYING));
                write(1, RowMaker.insert(past, "dek", "t_dek", tenant.toString(), OLD), true);
                place(past, tenant, new Placement(1, PlacementState.DRAINING));
            }
            try (var connection = serving(tenant, 1)) {
                assertThat(column(connection, "SELECT row_id FROM t_change_journal"))
                        .containsExactly(OLD);
                var forged =
                        "INSERT INTO t_change_journal (tenant_id, table_name, row_id) VALUES ('%s', 'dek', 'x')"
                                .formatted(tenant);
                assertThatThrownBy(() -> execute(connection, forged))
                        .isInstanceOf(SQLException.class);
                assertThat(execute(connection, "DELETE FROM t_change_journal")).isOne();
            }
        }
    }

    @Nested
    class OfASignedChange {
        private static final Placement HOME = new Placement(1, PlacementState.HOME);
        private static final Placement COPYING = new Placement(1, PlacementState.COPYING);
        private static final Duration PATIENCE = Duration.ofSeconds(1);

        private final OrganisationId tenant = tenant();

        private boolean changed(@Nullable Placement from, Placement to) throws SQLException {
            try (var connection = Connections.dataSource(place.runtime()).getConnection()) {
                return new PlacementChange(tenant, from, to)
                        .make(connection, place.runtime(), PATIENCE);
            }
        }

        @Test
        void itIsMadeWhereTheRowIsAsExpected() throws SQLException {
            assertThat(changed(HOME, COPYING)).isFalse();
            assertThat(rows(tenant)).isEmpty();
            assertThat(changed(null, HOME)).isTrue();
            assertThat(changed(null, COPYING)).isFalse();
            assertThat(changed(COPYING, HOME)).isFalse();
            assertThat(changed(new Placement(2, PlacementState.HOME), COPYING)).isFalse();
            assertThat(rows(tenant)).containsExactly("1 home");
            assertThat(changed(HOME, COPYING)).isTrue();
            assertThat(rows(tenant)).containsExactly("1 copying");
        }

        @Test
        void itWaitsForAWriterAndGivesUp() throws Exception {
            assertThat(changed(null, HOME)).isTrue();
            try (var writer = serving(tenant, 1)) {
                execute(writer, insert(tenant, NEW));
                assertThatThrownBy(() -> changed(HOME, COPYING))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getErrorCode()).isEqualTo(LOCK_TIMEOUT));
                assertThat(rows(tenant)).containsExactly("1 home");
                writer.rollback();
            }
            assertThat(changed(HOME, COPYING)).isTrue();
        }

        /** Of another connection, another tenant, another change, or of a session. */
        @Test
        void nothingElseIsSigned() throws SQLException {
            assertThat(changed(null, HOME)).isTrue();
            var wanted = new PlacementChange(tenant, HOME, COPYING);
            var key = WallKey.of(place.runtime());
            try (var connection = serving(tenant, 1)) {
                long id = SessionSetter.id(connection);
                var forged =
                        List.of(
                                "",
                                key.sign(id + 1, wanted.signedText()),
                                key.sign(
                                        id,
                                        new PlacementChange(tenant(), HOME, COPYING).signedText()),
                                key.sign(
                                        id,
                                        new PlacementChange(tenant, COPYING, HOME).signedText()),
                                key.sign(id, tenant.toString(), 1));
                for (var mac : forged) {
                    assertThatThrownBy(() -> call(connection, "'" + mac + "'"))
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    e -> assertThat(WallRefusal.isUnsigned(e)).isTrue());
                }
                assertThatThrownBy(() -> call(connection, "NULL")).isInstanceOf(SQLException.class);
                assertThat(rows(tenant)).containsExactly("1 home");
                call(connection, "'" + key.sign(id, wanted.signedText()) + "'");
                connection.commit();
            }
            assertThat(rows(tenant)).containsExactly("1 copying");
        }

        private void call(Connection connection, String mac) throws SQLException {
            var routine =
                    column(
                                    connection,
                                    "SELECT routine_name FROM information_schema.routines"
                                            + " WHERE routine_schema = DATABASE()"
                                            + " AND routine_name LIKE 'place\\_tenant\\_%'")
                            .get(0);
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "CALL %s('%s', 1, 'home', 1, 'copying', %s)"
                                .formatted(routine, tenant, mac));
            }
        }
    }

    @Nested
    class OfATrailThatIsACopy {
        private final OrganisationId tenant = tenant();

        private void fill(int lines) throws SQLException {
            try (var past = past();
                    var connection = serving(tenant, 1)) {
                place(past, tenant, new Placement(1, PlacementState.FILLING));
                for (int i = 0; i < lines; i++) {
                    var id = UUID.randomUUID().toString();
                    execute(
                            connection,
                            RowMaker.insert(
                                    past, "audit_record", "t_audit_record", tenant.toString(), id));
                }
                connection.commit();
            }
        }

        private String lines() throws SQLException {
            try (var past = past()) {
                return column(
                                past,
                                "SELECT COUNT(*) FROM audit_record WHERE tenant_id = '%s'"
                                        .formatted(tenant))
                        .get(0);
            }
        }

        private void empty(long epoch) throws SQLException {
            try (var connection =
                    TenantConnections.openForWriting(place.runtime(), tenant, epoch)) {
                new TrailEmptying(tenant, epoch).run(connection, place.runtime());
            }
        }

        @Test
        void allOfItGoes() throws SQLException {
            fill(1_100);
            empty(1);
            assertThat(lines()).isEqualTo("0");
        }

        @Test
        void nothingGoesWhereItIsAtHomeOrByAnotherEpoch() throws SQLException {
            fill(3);
            assertThatThrownBy(() -> empty(2)).isInstanceOf(SQLException.class);
            for (var state : PlacementState.values()) {
                if (state != PlacementState.FILLING) {
                    try (var past = past()) {
                        place(past, tenant, new Placement(1, state));
                    }
                    assertThatThrownBy(() -> empty(1))
                            .as("%s", state)
                            .isInstanceOf(SQLException.class);
                }
            }
            assertThat(lines()).isEqualTo("3");
        }

        @Test
        void nobodyElseTakesALineAway() throws SQLException {
            fill(2);
            try (var connection = serving(tenant, 1)) {
                assertThatThrownBy(() -> execute(connection, "DELETE FROM t_audit_record"))
                        .isInstanceOf(SQLException.class);
                var call =
                        "CALL %s('%s', 1, 500, 'x')"
                                .formatted(
                                        new Catalogue(connection).newestName(WallSql.EMPTYING),
                                        tenant);
                assertThatThrownBy(() -> new Catalogue(connection).execute(call))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(WallRefusal.isUnsigned(e)).isTrue());
            }
            assertThat(lines()).isEqualTo("2");
        }
    }

    @Test
    void writersOfOneTenantDoNotWaitForEachOther() throws Exception {
        var tenant = tenant();
        try (var past = past();
                var one = serving(tenant, 1);
                var other = serving(tenant, 1)) {
            place(past, tenant, new Placement(1, PlacementState.HOME));
            execute(one, insert(tenant, OLD));
            var second = insert(tenant, NEW);

            assertThat(
                            CompletableFuture.supplyAsync(() -> written(other, second))
                                    .get(10, TimeUnit.SECONDS))
                    .isTrue();

            one.rollback();
            other.rollback();
        }
    }

    /** Whether the statement was admitted. */
    private static boolean written(Connection connection, String sql) {
        try {
            return execute(connection, sql) == 1;
        } catch (SQLException e) {
            if (WallRefusal.isNotHome(e)) {
                return false;
            }
            throw new IllegalStateException(e);
        }
    }

    private void awaitSomebodyWaiting() {
        await().atMost(Duration.ofSeconds(20)).until(this::somebodyWaits);
    }

    private boolean somebodyWaits() throws SQLException {
        try (var server = place.administrating()) {
            return !column(
                            server,
                            "SELECT trx_id FROM information_schema.innodb_trx"
                                    + " WHERE trx_state = 'LOCK WAIT'")
                    .isEmpty();
        }
    }
}
