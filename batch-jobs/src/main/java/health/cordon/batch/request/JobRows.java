package health.cordon.batch.request;

import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of job requests. */
final class JobRows {
    private JobRows() {}

    /** Nothing where there is an unfinished one already. */
    static boolean insert(Handle handle, UUID id, NewJob wanted) {
        return handle.execute(
                        "INSERT INTO job_request (id, job, organisation_id, state, parameters,"
                                + " requested_by, trace_id, rate, created_at, unfinished)"
                                + " VALUES (?, ?, ?, 'running', ?, ?, ?, ?, UTC_TIMESTAMP(3), ?)"
                                + " ON DUPLICATE KEY UPDATE id = job_request.id",
                        id.toString(),
                        wanted.job(),
                        wanted.organisation().toString(),
                        wanted.parameters(),
                        wanted.requestedBy(),
                        wanted.traceId(),
                        wanted.rate(),
                        wanted.unfinished())
                > 0;
    }

    static Optional<JobRequest> find(Handle handle, UUID id) {
        return one(handle, "id", id.toString(), "");
    }

    /** Kept from changing until the transaction ends. */
    static Optional<JobRequest> locked(Handle handle, UUID id) {
        return one(handle, "id", id.toString(), " FOR UPDATE");
    }

    static Optional<JobRequest> unfinished(Handle handle, NewJob wanted) {
        return one(handle, "unfinished", wanted.unfinished(), " FOR UPDATE");
    }

    private static Optional<JobRequest> one(
            Handle handle, String column, String value, String locking) {
        return handle.createQuery(
                        "SELECT * FROM job_request WHERE " + column + " = :value" + locking)
                .bind("value", value)
                .map((row, context) -> request(row))
                .findOne();
    }

    /** Those that somebody has something to do for. */
    static List<JobRequest> open(Handle handle, int most) {
        return handle.createQuery(
                        "SELECT * FROM job_request WHERE state IN ('running', 'stopping')"
                                + " ORDER BY id LIMIT :most")
                .bind("most", most)
                .map((row, context) -> request(row))
                .list();
    }

    /** The newest first. */
    static List<JobRequest> page(
            Handle handle, @Nullable OrganisationId organisation, String before, int limit) {
        return handle.createQuery(
                        "SELECT * FROM job_request WHERE (:before = '' OR id < :before)"
                                + (organisation == null ? "" : " AND organisation_id = :owner")
                                + " ORDER BY id DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .bind("owner", organisation == null ? "" : organisation.toString())
                .map((row, context) -> request(row))
                .list();
    }

    /** Ended, where that is what the state is. */
    static void state(Handle handle, UUID id, JobState state) {
        boolean over = state != JobState.RUNNING && state != JobState.STOPPING;
        handle.execute(
                "UPDATE job_request SET state = ?,"
                        + " ended_at = IF(?, COALESCE(ended_at, UTC_TIMESTAMP(3)), NULL),"
                        + " unfinished = IF(?, NULL, unfinished) WHERE id = ?",
                state.stored(),
                over,
                state.hasEnded(),
                id.toString());
    }

    static void report(Handle handle, UUID id, String report) {
        handle.execute("UPDATE job_request SET report = ? WHERE id = ?", report, id.toString());
    }

    static void pass(Handle handle, UUID id, int pass, long total) {
        handle.execute(
                "UPDATE job_request SET pass = ?, total = ? WHERE id = ?",
                pass,
                total,
                id.toString());
    }

    static void baseline(Handle handle, UUID id, String baseline, long total) {
        handle.execute(
                "UPDATE job_request SET baseline = ?, total = ? WHERE id = ?",
                baseline,
                total,
                id.toString());
    }

    /** Gives up what is unfinished of an organisation; how many there were. */
    static int abandonAll(Handle handle, OrganisationId organisation) {
        return handle.execute(
                "UPDATE job_request SET state = 'abandoned', unfinished = NULL,"
                        + " ended_at = COALESCE(ended_at, UTC_TIMESTAMP(3))"
                        + " WHERE organisation_id = ? AND unfinished IS NOT NULL",
                organisation.toString());
    }

    /** Ranges that were being worked on when a job ended are nobody's. */
    static void close(Handle handle, UUID id) {
        handle.execute(
                "UPDATE job_range SET done_at = UTC_TIMESTAMP(3), owner = NULL, until = NULL"
                        + " WHERE request_id = ? AND done_at IS NULL",
                id.toString());
    }

    static Counts counts(Handle handle, JobRequest request) {
        return handle.createQuery(
                        "SELECT COALESCE(SUM(IF(pass = :pass, done, 0)), 0) AS done,"
                                + " COALESCE(SUM(IF(pass = :pass, errors, 0)), 0) AS errors,"
                                + " COALESCE(SUM(changed), 0) AS changed,"
                                + " COALESCE(SUM(verified), 0) AS verified,"
                                + " COALESCE(SUM(calls), 0) AS calls"
                                + " FROM job_range WHERE request_id = :id")
                .bind("id", request.id().toString())
                .bind("pass", request.pass())
                .map(
                        (row, context) ->
                                new Counts(
                                        row.getLong("done"),
                                        row.getLong("errors"),
                                        row.getLong("changed"),
                                        row.getLong("verified"),
                                        row.getLong("calls")))
                .one();
    }

    static List<Failed> failures(Handle handle, JobRequest request) {
        return handle.createQuery(
                        "SELECT * FROM job_failure WHERE request_id = :id AND pass = :pass"
                                + " ORDER BY items DESC LIMIT 50")
                .bind("id", request.id().toString())
                .bind("pass", request.pass())
                .map(
                        (row, context) ->
                                new Failed(
                                        row.getString("kind"),
                                        row.getString("resource"),
                                        row.getString("permission"),
                                        row.getLong("items")))
                .list();
    }

    private static JobRequest request(ResultSet row) throws SQLException {
        return new JobRequest(
                UUID.fromString(row.getString("id")),
                row.getString("job"),
                OrganisationId.of(row.getString("organisation_id")),
                JobState.of(row.getString("state")),
                row.getString("parameters"),
                row.getString("requested_by"),
                row.getString("trace_id"),
                row.getInt("rate"),
                row.getInt("pass"),
                row.getObject("total", Long.class),
                time(row, "created_at"),
                row.getObject("started_at") == null ? null : time(row, "started_at"),
                row.getObject("ended_at") == null ? null : time(row, "ended_at"),
                row.getString("baseline"),
                row.getString("report"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
