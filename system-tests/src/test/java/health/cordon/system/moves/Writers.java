package health.cordon.system.moves;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.moves.engine.HomeRegister;
import health.cordon.moves.rows.Side;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.wall.TenantConnections;
import health.cordon.tenancy.wall.WallRefusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that add, change and remove records at once, wherever the tenant is at home, and write
 * down what was committed. Each change is one transaction with one line of the trail.
 */
final class Writers implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final String MISSING = "gone";
    private static final int DEADLOCK = 1213;

    private final OrganisationId tenant;
    private final Side source;
    private final long home;
    private final Side target;
    private final HomeRegister register;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean over = new AtomicBoolean();

    /** By patient, its version. */
    private final Map<String, String> patients = new ConcurrentHashMap<>();

    private final Queue<String> trail = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger committed = new AtomicInteger();
    private volatile Duration longest = Duration.ZERO;

    Writers(Side source, long home, Side target, HomeRegister register) {
        this.tenant = source.tenant();
        this.source = source;
        this.home = home;
        this.target = target;
        this.register = register;
    }

    void start(int number) {
        for (int i = 0; i < number; i++) {
            threads.execute(this::work);
        }
    }

    int committed() {
        return committed.get();
    }

    /** The longest time that a change took. */
    Duration longest() {
        return longest;
    }

    private void work() {
        var mine = new ArrayList<String>();
        int turn = 0;
        while (!over.get()) {
            try {
                change(mine, turn++);
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                faults.add(e.toString());
                return;
            }
        }
    }

    private void change(List<String> mine, int turn) throws SQLException {
        if (turn % 3 == 0 || mine.size() < 2) {
            var id = UUID.randomUUID().toString();
            committed(id, "1", add(id));
            mine.add(id);
        } else if (turn % 3 == 1) {
            var id = mine.get(turn % mine.size());
            var next = Integer.toString(Integer.parseInt(patients.get(id)) + 1);
            committed(
                    id,
                    next,
                    List.of(
                            "UPDATE t_patient SET version = %s WHERE id = '%s'".formatted(next, id),
                            "UPDATE t_clinical_case SET version = %s WHERE patient_id = '%s'"
                                    .formatted(next, id)));
        } else {
            var id = mine.remove(turn % mine.size());
            committed(
                    id,
                    MISSING,
                    List.of(
                            "DELETE FROM t_clinical_case WHERE patient_id = '" + id + "'",
                            "DELETE FROM t_patient WHERE id = '" + id + "'"));
        }
    }

    /** Also one row after the other under the same medical record number. */
    private List<String> add(String id) {
        var index = HexFormat.of().formatHex(id.substring(0, 32).getBytes(US_ASCII));
        return List.of(
                "INSERT INTO t_dek (tenant_id, id, purpose, wrapped, created_at) VALUES ('%s', '%s', 'PATIENT', 'x', UTC_TIMESTAMP(3))"
                        .formatted(tenant, id),
                "INSERT INTO t_patient (tenant_id, id, version, dek_id, mrn, mrn_index, family_name, family_name_index, city, created_at, updated_at) VALUES ('%s', '%s', 1, '%s', x'00ff', x'%s', x'01', x'00', NULL, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))"
                        .formatted(tenant, id, id, index),
                "INSERT INTO t_clinical_case (tenant_id, id, version, patient_id, title, opened_on, notes, created_at, updated_at) VALUES ('%s', '%s', 1, '%s', x'02', UTC_DATE(), REPEAT(x'a7', 5000), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))"
                        .formatted(tenant, id, id));
    }

    private void committed(String id, String version, List<String> changes) throws SQLException {
        var line = UUID.randomUUID().toString();
        var all = new ArrayList<>(changes);
        all.add(
                "INSERT INTO t_audit_record (tenant_id, id, at, actor, role, verb, record, outcome, trace_id) VALUES ('%s', '%s', UTC_TIMESTAMP(3), 'a', 'r', 'v', '%s', 'done', 't')"
                        .formatted(tenant, line, id));
        long began = System.nanoTime();
        atHome(all, began);
        var took = Duration.ofNanos(System.nanoTime() - began);
        if (took.compareTo(longest) > 0) {
            longest = took;
        }
        patients.put(id, version);
        trail.add(line);
        committed.incrementAndGet();
    }

    private void atHome(List<String> statements, long began) throws SQLException {
        while (true) {
            var decided = register.decided();
            var side = decided.isPresent() ? target : source;
            try {
                transaction(side, decided.orElse(home), statements);
                return;
            } catch (SQLException e) {
                if (!mayAskAgain(e) || System.nanoTime() - began > LIMIT.toNanos()) {
                    throw e;
                }
                try {
                    Thread.sleep(5);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    /** As the product does. */
    private static boolean mayAskAgain(SQLException e) {
        return WallRefusal.isNotHome(e) || e.getErrorCode() == DEADLOCK;
    }

    private void transaction(Side side, long epoch, List<String> statements) throws SQLException {
        try (var connection = TenantConnections.openForWriting(side.url(), tenant, epoch)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            for (var sql : statements) {
                execute(connection, sql);
            }
            connection.commit();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new SQLException("a row is not there: " + sql.substring(0, 40));
            }
        }
    }

    /** The home has all that was committed, each once, and nothing else. */
    void assertKept(Side side) throws SQLException {
        assertThat(faults).isEmpty();
        try (var connection = side.reading()) {
            var there = new ConcurrentHashMap<String, String>();
            patients.keySet().forEach(id -> there.put(id, MISSING));
            for (var row : rows(connection, "SELECT CONCAT(id, ' ', version) FROM t_patient")) {
                there.put(row.split(" ")[0], row.split(" ")[1]);
            }
            assertThat(there).isEqualTo(patients);
            assertThat(rows(connection, "SELECT id FROM t_audit_record"))
                    .containsExactlyInAnyOrderElementsOf(trail);
            assertThat(
                            rows(
                                    connection,
                                    "SELECT c.id FROM t_clinical_case c LEFT JOIN t_patient p ON p.id = c.patient_id AND p.version = c.version WHERE p.id IS NULL"))
                    .isEmpty();
        }
    }

    static List<String> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** Nobody writes any more. */
    void end() {
        over.set(true);
        threads.shutdown();
        try {
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.set(true);
        threads.shutdownNow();
    }
}
