package health.cordon.batch.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL of leases. */
final class LeaseRows {
    private static final String FREE =
            " request_id = :request AND done_at IS NULL"
                    + " AND (until IS NULL OR until < UTC_TIMESTAMP(3)) AND kind";

    private static final String UNTIL = "TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3))";
    private static final String MINE =
            " WHERE id = ? AND owner = ? AND token = ? AND done_at IS NULL";

    private LeaseRows() {}

    static Optional<Lease> claim(Handle handle, UUID request, String owner) {
        if (!isRunning(handle, request)) {
            return Optional.empty();
        }
        var free = take(handle, request, owner, "= 'prepare'");
        if (free.isPresent() || undone(handle, request, "= 'prepare'") > 0) {
            return free;
        }
        free = take(handle, request, owner, "= 'work'");
        return free.isEmpty() && undone(handle, request, "= 'work'") == 0
                ? take(handle, request, owner, "= 'finish'")
                : free;
    }

    static boolean canClaim(Handle handle, UUID request) {
        if (!isRunning(handle, request)) {
            return false;
        }
        for (var kind : RangeKind.values()) {
            var is = "= '" + kind.stored() + "'";
            if (undone(handle, request, is) > 0) {
                return count(
                                handle,
                                request,
                                "SELECT COUNT(*) FROM job_range WHERE" + FREE + " " + is)
                        > 0;
            }
        }
        return false;
    }

    static long undone(Handle handle, UUID request) {
        return undone(handle, request, "<> ''");
    }

    private static long undone(Handle handle, UUID request, String kind) {
        return count(
                handle,
                request,
                "SELECT COUNT(*) FROM job_range WHERE request_id = :request AND done_at IS NULL"
                        + " AND kind "
                        + kind);
    }

    static long held(Handle handle, UUID request) {
        return count(
                handle,
                request,
                "SELECT COUNT(*) FROM job_range WHERE request_id = :request AND done_at IS NULL"
                        + " AND until >= UTC_TIMESTAMP(3)");
    }

    private static long count(Handle handle, UUID request, String sql) {
        return handle.createQuery(sql).bind("request", request.toString()).mapTo(Long.class).one();
    }

    /** One statement: a server that is stopped in the middle of it leaves nothing locked. */
    private static Optional<Lease> take(Handle handle, UUID request, String owner, String kind) {
        int taken =
                handle.createUpdate(
                                "UPDATE job_range SET id = LAST_INSERT_ID(id), owner = :owner,"
                                        + " token = token + 1, until = TIMESTAMPADD(SECOND, :length,"
                                        + " UTC_TIMESTAMP(3)) WHERE"
                                        + FREE
                                        + " "
                                        + kind
                                        + " ORDER BY id LIMIT 1")
                        .bind("request", request.toString())
                        .bind("owner", owner)
                        .bind("length", Leases.LENGTH.toSeconds())
                        .execute();
        return taken == 0
                ? Optional.empty()
                : handle.createQuery("SELECT * FROM job_range WHERE id = LAST_INSERT_ID()")
                        .map((row, context) -> lease(row, owner))
                        .findOne();
    }

    private static Lease lease(ResultSet row, String owner) throws SQLException {
        return new Lease(
                row.getLong("id"),
                UUID.fromString(row.getString("request_id")),
                row.getInt("pass"),
                RangeKind.of(row.getString("kind")),
                owner,
                row.getLong("token"),
                row.getString("after_id"),
                row.getString("upto_id"));
    }

    static boolean renew(Handle handle, Lease lease) {
        return isRunning(handle, lease.request())
                && handle.execute(
                                "UPDATE job_range SET until = " + UNTIL + MINE,
                                Leases.LENGTH.toSeconds(),
                                lease.range(),
                                lease.owner(),
                                lease.token())
                        == 1;
    }

    static boolean progress(Handle handle, Lease lease, String last, Progress progress) {
        int moved =
                handle.execute(
                        "UPDATE job_range SET after_id = ?, done = done + ?, changed = changed + ?,"
                                + " verified = verified + ?, errors = errors + ?, calls = calls + ?,"
                                + " faults = 0, until = "
                                + UNTIL
                                + MINE,
                        last,
                        progress.done(),
                        progress.changed(),
                        progress.verified(),
                        progress.errors(),
                        progress.calls(),
                        Leases.LENGTH.toSeconds(),
                        lease.range(),
                        lease.owner(),
                        lease.token());
        if (moved == 1) {
            progress.failures().forEach((why, items) -> failed(handle, lease, why, items));
        }
        return moved == 1;
    }

    private static void failed(Handle handle, Lease lease, Progress.Failure why, long items) {
        handle.execute(
                "INSERT INTO job_failure (request_id, pass, kind, resource, permission, items)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE items = items + ?",
                lease.request().toString(),
                lease.pass(),
                why.kind(),
                why.resource(),
                why.permission(),
                items,
                items);
    }

    /**
     * The rest is there before the range is cut: whoever dies in between has it looked at twice.
     */
    static boolean split(Handle handle, Lease lease, String last) {
        boolean made =
                handle.execute(
                                "INSERT INTO job_range (request_id, pass, kind, after_id, upto_id)"
                                        + " SELECT request_id, pass, kind, ?, upto_id FROM job_range"
                                        + MINE,
                                last,
                                lease.range(),
                                lease.owner(),
                                lease.token())
                        == 1;
        return made
                && handle.execute(
                                "UPDATE job_range SET upto_id = ?" + MINE,
                                last,
                                lease.range(),
                                lease.owner(),
                                lease.token())
                        == 1;
    }

    static boolean done(Handle handle, Lease lease) {
        return update(handle, lease, "done_at = UTC_TIMESTAMP(3), until = NULL");
    }

    static boolean release(Handle handle, Lease lease) {
        return update(handle, lease, "until = NULL, owner = NULL");
    }

    /** Others wait a moment, too. */
    static int fault(Handle handle, Lease lease) {
        boolean mine =
                update(
                        handle,
                        lease,
                        "faults = faults + 1, owner = NULL,"
                                + " until = TIMESTAMPADD(SECOND, 2, UTC_TIMESTAMP(3))");
        if (!mine) {
            return 0;
        }
        return handle.createQuery("SELECT faults FROM job_range WHERE id = :range")
                .bind("range", lease.range())
                .mapTo(Integer.class)
                .one();
    }

    private static boolean update(Handle handle, Lease lease, String change) {
        return handle.execute(
                        "UPDATE job_range SET " + change + MINE,
                        lease.range(),
                        lease.owner(),
                        lease.token())
                == 1;
    }

    static void start(Handle handle, UUID request) {
        handle.execute(
                "UPDATE job_request SET started_at = UTC_TIMESTAMP(3)"
                        + " WHERE id = ? AND started_at IS NULL",
                request.toString());
    }

    static void insert(Handle handle, UUID request, int pass, RangeKind kind) {
        handle.execute(
                "INSERT INTO job_range (request_id, pass, kind) VALUES (?, ?, ?)",
                request.toString(),
                pass,
                kind.stored());
    }

    private static boolean isRunning(Handle handle, UUID request) {
        return handle.createQuery("SELECT state = 'running' FROM job_request WHERE id = :request")
                .bind("request", request.toString())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }
}
