package health.cordon.tenancy.wall;

import static health.cordon.system.platform.Organisation.unique;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.database.DatabaseUrl;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The walls are raised again and again: after each migration, and while others work. */
abstract class BuildSuite extends WallSuite {
    /** Function and procedure of the walls, and two for movers. */
    private static final int ROUTINES = 4;

    private static final int CHANGES = 6;

    /** All that a wall consists of, with the times at which it was made. */
    private static final List<String> MADE =
            List.of(
                    "SELECT CONCAT_WS('|', table_name, view_definition, check_option, security_type,"
                            + " definer) FROM information_schema.views"
                            + " WHERE table_schema = DATABASE()",
                    "SELECT CONCAT_WS('|', table_name, create_time) FROM information_schema.tables"
                            + " WHERE table_schema = DATABASE()",
                    "SELECT CONCAT_WS('|', routine_name, routine_definition, created, last_altered)"
                            + " FROM information_schema.routines"
                            + " WHERE routine_schema = DATABASE()",
                    "SELECT CONCAT_WS('|', trigger_name, event_object_table, action_statement,"
                            + " created) FROM information_schema.triggers"
                            + " WHERE trigger_schema = DATABASE()",
                    "SELECT CONCAT_WS('|', account, HEX(inner_pad), HEX(outer_pad), since)"
                            + " FROM wall_key");

    @Test
    void raisingThemAgainChangesNothing() throws Exception {
        var before = made();
        assertThat(before).hasSizeGreaterThan(3 * tables.size());
        // Times have no fractions on some servers.
        Thread.sleep(1_100);

        Wall.build(place.migration(), Optional.of(place.runtime()));
        Wall.build(place.migration(), Optional.empty());

        assertThat(made()).isEqualTo(before);
    }

    private List<String> made() throws SQLException {
        var all = new ArrayList<String>();
        for (var query : MADE) {
            all.addAll(new Catalogue(migrator).column(query + " ORDER BY 1"));
        }
        return all;
    }

    @Test
    void wallsInATableThatIsNew() throws SQLException {
        var other = server().create(unique("wall-"));
        try (var builder = other.migrating()) {
            new Catalogue(builder)
                    .execute(
                            """
                            CREATE TABLE scratch (
                              tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                              id INT NOT NULL, note VARCHAR(20) NOT NULL,
                              PRIMARY KEY (tenant_id, id)) ENGINE = InnoDB
                            """);
        }
        Wall.build(other.migration(), Optional.of(other.runtime()));

        try (var builder = other.migrating();
                var intruder = other.intruder(OUR_SESSION)) {
            assertThat(new Catalogue(builder).triggers("scratch")).hasSize(3);
            var foreign = "('%s', 1, 'theirs')".formatted(THEIRS.tenant());
            new Catalogue(builder).execute("INSERT INTO scratch VALUES " + foreign);
            var ours = "INSERT INTO t_scratch VALUES ('%s', 1, 'ours')".formatted(OURS.tenant());
            assertThat(intruder.text(ours).changed()).isOne();
            assertThat(intruder.text("SELECT note FROM t_scratch").rows())
                    .containsExactly(List.of("ours"));
            assertThat(intruder.text("SELECT note FROM scratch").isRefused()).isTrue();
            assertThat(intruder.text("INSERT INTO t_scratch VALUES " + foreign).isRefused())
                    .isTrue();
            assertThat(intruder.text("SELECT table_name FROM foreign_rows").rows())
                    .containsExactly(List.of("scratch"));
        }
    }

    @Test
    void showsAColumnThatIsNew() throws SQLException {
        var other = server().create(unique("wall-"));
        try (var builder = other.migrating()) {
            new Catalogue(builder).execute("ALTER TABLE dek ADD COLUMN remark VARCHAR(9) NULL");
        }
        Wall.build(other.migration(), Optional.of(other.runtime()));
        try (var intruder = other.intruder(OUR_SESSION)) {
            assertThat(intruder.text("SELECT remark FROM t_dek").isRefused()).isFalse();
        }
    }

    /** All works in the name of whoever builds it last, so that the one before may go. */
    @Test
    void anotherMigratorTakesItOver() throws Exception {
        var other = server().create(unique("wall-"));
        var successor = other.as(unique("heir_"), unique("pw"));
        try (var administrator = other.administrating()) {
            var catalogue = new Catalogue(administrator);
            catalogue.execute(
                    "CREATE USER '%s'@'127.0.0.1' IDENTIFIED BY '%s'"
                            .formatted(successor.user(), successor.password()));
            catalogue.execute(
                    "GRANT ALL PRIVILEGES ON `%s`.* TO '%s'@'127.0.0.1' WITH GRANT OPTION"
                            .formatted(successor.database(), successor.user()));
            var former = other.runtime();

            Wall.build(successor, Optional.of(former));

            catalogue.execute("DROP USER '%s'@'127.0.0.1'".formatted(other.migration().user()));
            try (var intruder = new Intruder(former)) {
                intruder.serve(OUR_SESSION);
                assertThat(intruder.text("SELECT * FROM t_dek").isRefused()).isFalse();
                assertThat(intruder.text("SELECT * FROM foreign_rows").isRefused()).isFalse();
                assertThat(intruder.text(insertion()).isRefused()).isFalse();
                assertThat(intruder.text("DELETE FROM t_placement").isRefused()).isTrue();

                Wall.forget(successor, former);
                assertThat(intruder.text("SELECT * FROM t_dek").code())
                        .isEqualTo(WallSql.NOT_SIGNED);
            }
            assertThat(
                            catalogue.column(
                                    "SELECT trigger_name FROM information_schema.triggers WHERE"
                                            + " trigger_schema = DATABASE() AND definer NOT LIKE '"
                                            + successor.user()
                                            + "@%'"))
                    .isEmpty();
            assertThat(catalogue.column("SELECT account FROM wall_key")).isEmpty();
        }
    }

    /**
     * Who writes and reads with statements that were prepared before goes on while two accounts
     * build the walls in turn; the most that he meets is that a statement is to be begun anew.
     */
    @Test
    void changesOfTheMigratorDisturbNobody() throws Exception {
        var other = server().create(unique("wall-"));
        var heir = other.as(unique("heir_"), unique("pw"));
        try (var administrator = other.administrating()) {
            var catalogue = new Catalogue(administrator);
            catalogue.execute(
                    "CREATE USER '%s'@'127.0.0.1' IDENTIFIED BY '%s'"
                            .formatted(heir.user(), heir.password()));
            catalogue.execute(
                    "GRANT ALL PRIVILEGES ON `%s`.* TO '%s'@'127.0.0.1' WITH GRANT OPTION"
                            .formatted(heir.database(), heir.user()));
        }
        var over = new AtomicBoolean();
        var works = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(2);
        try {
            var working = new ArrayList<Future<List<Integer>>>();
            for (int i = 0; i < 2; i++) {
                working.add(threads.submit(() -> work(other.runtime(), over, works)));
            }
            for (int i = 0; i < 2; i++) {
                int before = works.get();
                Wall.build(i % 2 == 0 ? heir : other.migration(), Optional.of(other.runtime()));
                assertThat(works.get()).as("works meanwhile").isGreaterThan(before);
            }
            over.set(true);
            for (var codes : working) {
                var met = codes.get(60, TimeUnit.SECONDS);
                System.out.println("wall   met while the migrator changed: " + met);
                assertThat(met).isSubsetOf(1213, 1615);
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    /** The codes of what failed. */
    private static List<Integer> work(DatabaseUrl account, AtomicBoolean over, AtomicInteger works)
            throws SQLException {
        var codes = new ArrayList<Integer>();
        try (var worker = new Intruder(account)) {
            worker.serve(OUR_SESSION);
            var connection = worker.connection();
            try (var add =
                            connection.prepareStatement(
                                    "INSERT INTO t_erasure_mark (tenant_id, id, erasures)"
                                            + " VALUES (?, ?, 1)");
                    var change =
                            connection.prepareStatement(
                                    "UPDATE t_erasure_mark SET erasures = erasures + 1"
                                            + " WHERE tenant_id = ? AND id = ?");
                    var read =
                            connection.prepareStatement(
                                    "SELECT id FROM t_erasure_mark WHERE tenant_id = ? LIMIT 5")) {
                while (!over.get()) {
                    var id = UUID.randomUUID().toString();
                    try {
                        connection.setAutoCommit(false);
                        add.setString(1, OURS.tenant());
                        add.setString(2, id);
                        add.executeUpdate();
                        change.setString(1, OURS.tenant());
                        change.setString(2, id);
                        change.executeUpdate();
                        connection.commit();
                        read.setString(1, OURS.tenant());
                        read.executeQuery().close();
                        connection.commit();
                        works.incrementAndGet();
                    } catch (SQLException e) {
                        codes.add(e.getErrorCode());
                        connection.rollback();
                    }
                }
            }
        }
        return codes;
    }

    private static String insertion() {
        return "INSERT INTO t_erasure_mark (tenant_id, id, erasures) VALUES ('%s', '%s', 1)"
                .formatted(OURS.tenant(), ID);
    }

    /**
     * While one account's key changes several times, another one that stays reads on: no error, no
     * row of another tenant, none of its own missing.
     */
    @Test
    void aKeyChangeDisturbsNobodyElse() throws Exception {
        var staying = account();
        var changing = account();
        Wall.build(place.migration(), Optional.of(staying));
        Wall.build(place.migration(), Optional.of(changing));
        var over = new AtomicBoolean();
        var reads = new AtomicInteger();
        var thread = Executors.newSingleThreadExecutor();
        try {
            var reading = thread.submit(() -> read(staying, over, reads));
            for (int i = 0; i < CHANGES && !reading.isDone(); i++) {
                changing = changed(changing, reads);
            }
            over.set(true);
            assertThat(finished(reading)).isZero();
            assertThat(reads.get()).isGreaterThan(CHANGES);
        } finally {
            over.set(true);
            thread.shutdownNow();
        }
        assertThat(
                        new Catalogue(migrator)
                                .column(
                                        "SELECT routine_name FROM information_schema.routines"
                                                + " WHERE routine_schema = DATABASE()"))
                .as("what is old is gone")
                .hasSize(ROUTINES);
    }

    /** The old key no longer counts, not even on a connection that was signed with it. */
    private DatabaseUrl changed(DatabaseUrl account, AtomicInteger reads) throws Exception {
        try (var old = new Intruder(account)) {
            old.serve(OUR_SESSION);
            assertThat(old.text("SELECT * FROM t_dek").rows()).hasSize(1);
            var renewed = place.as(account.user(), unique("pw"));
            administer(
                    "ALTER USER '%s'@'127.0.0.1' IDENTIFIED BY '%s'"
                            .formatted(renewed.user(), renewed.password()));
            int before = reads.get();
            Wall.build(place.migration(), Optional.of(renewed));
            assertThat(reads.get()).as("reads meanwhile").isGreaterThan(before);
            assertThat(old.text("SELECT * FROM t_dek").code()).isEqualTo(WallSql.NOT_SIGNED);
            try (var fresh = new Intruder(renewed)) {
                fresh.serve(OUR_SESSION);
                assertThat(fresh.text("SELECT * FROM t_dek").rows()).hasSize(1);
            }
            return renewed;
        }
    }

    /** How many reads were wrong. */
    private int read(DatabaseUrl account, AtomicBoolean over, AtomicInteger reads)
            throws SQLException {
        int wrong = 0;
        try (var reader = new Intruder(account)) {
            reader.serve(OUR_SESSION);
            while (!over.get()) {
                for (var view : List.of("t_patient", "t_image", "t_dek")) {
                    for (var seen : reader.bothWays("SELECT tenant_id FROM " + view)) {
                        if (!seen.rows().equals(List.of(List.of(OURS.tenant())))) {
                            System.out.println("wall   a wrong read of " + view + ": " + seen);
                            wrong++;
                        }
                    }
                }
                reads.incrementAndGet();
            }
        }
        return wrong;
    }

    private static int finished(Future<Integer> reading) throws Exception {
        return reading.get();
    }

    private DatabaseUrl account() throws SQLException {
        var url = place.as(unique("acc"), unique("pw"));
        administer(
                "CREATE USER '%s'@'127.0.0.1' IDENTIFIED BY '%s'"
                        .formatted(url.user(), url.password()));
        return url;
    }

    private void administer(String sql) throws SQLException {
        try (var administrator = place.administrating()) {
            new Catalogue(administrator).execute(sql);
        }
    }
}
