package health.cordon.provisioning.retirement;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.cordon.admin.organisation.ProvisioningView.StepView;
import health.cordon.provisioning.retirement.Retirement.Completion;
import health.cordon.provisioning.retirement.Retirement.State;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of retirements. Times are those of the platform database, so nodes agree. */
final class RetirementRows {
    private RetirementRows() {}

    static Optional<Retirement> find(Handle handle, OrganisationId id) {
        return find(handle, id, "");
    }

    static Optional<Retirement> locked(Handle handle, OrganisationId id) {
        return find(handle, id, " FOR UPDATE");
    }

    private static Optional<Retirement> find(Handle handle, OrganisationId id, String locking) {
        return handle.createQuery("SELECT * FROM retirement WHERE organisation_id = :id" + locking)
                .bind("id", id.toString())
                .map((row, context) -> retirement(row))
                .findOne();
    }

    private static Retirement retirement(ResultSet row) throws SQLException {
        return new Retirement(
                OrganisationId.of(row.getString("organisation_id")),
                State.of(row.getString("state")),
                row.getString("requested_by"),
                instant(row, "retiring_at").orElseThrow(),
                row.getString("completed_by") == null
                        ? null
                        : new Completion(
                                row.getString("completed_by"),
                                row.getString("actor"),
                                row.getString("role"),
                                row.getString("trace_id")),
                instant(row, "retired_at").orElse(null),
                read(row.getString("holdings"), Holdings.class),
                read(row.getString("certificate"), RetirementCertificate.class),
                instant(row, "delete_after").orElse(null),
                instant(row, "deleted_at").orElse(null));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    static void insert(Handle handle, OrganisationId id, String requestedBy) {
        handle.execute(
                "INSERT INTO retirement (organisation_id, state, requested_by, retiring_at)"
                        + " VALUES (?, 'retiring', ?, UTC_TIMESTAMP(3))",
                id.toString(),
                requestedBy);
    }

    static void delete(Handle handle, OrganisationId id) {
        handle.execute("DELETE FROM retirement WHERE organisation_id = ?", id.toString());
    }

    /** Whether it has been read-only for so long. */
    static boolean isReadOnlyFor(Handle handle, OrganisationId id, Duration length) {
        return handle.createQuery(
                        "SELECT retiring_at <= UTC_TIMESTAMP(3) - INTERVAL :seconds SECOND"
                                + " FROM retirement WHERE organisation_id = :id")
                .bind("seconds", length.toSeconds())
                .bind("id", id.toString())
                .mapTo(Boolean.class)
                .one();
    }

    static void complete(Handle handle, OrganisationId id, Completion completion) {
        handle.execute(
                "UPDATE retirement SET state = 'running', completed_by = ?, actor = ?, role = ?,"
                        + " trace_id = ?, retired_at = UTC_TIMESTAMP(3) WHERE organisation_id = ?",
                completion.by(),
                completion.actor(),
                completion.role(),
                completion.traceId(),
                id.toString());
    }

    /** How long ago it has ceased to be a tenant. */
    static Duration sinceRetired(Handle handle, OrganisationId id) {
        return Duration.ofMillis(
                handle.createQuery(
                                "SELECT TIMESTAMPDIFF(MICROSECOND, retired_at, UTC_TIMESTAMP(3))"
                                        + " DIV 1000 FROM retirement WHERE organisation_id = :id")
                        .bind("id", id.toString())
                        .mapTo(Long.class)
                        .one());
    }

    /** The first ones count. */
    static void holdings(Handle handle, OrganisationId id, Holdings holdings) {
        handle.execute(
                "UPDATE retirement SET holdings = ? WHERE organisation_id = ?"
                        + " AND holdings IS NULL",
                written(holdings),
                id.toString());
    }

    static void certify(
            Handle handle, OrganisationId id, RetirementCertificate certificate, Instant after) {
        handle.execute(
                "UPDATE retirement SET state = 'retired', certificate = ?, delete_after = ?"
                        + " WHERE organisation_id = ?",
                written(certificate),
                LocalDateTime.ofInstant(after, ZoneOffset.UTC),
                id.toString());
    }

    static void deleted(Handle handle, OrganisationId id) {
        handle.execute(
                "UPDATE retirement SET state = 'deleted', deleted_at = UTC_TIMESTAMP(3)"
                        + " WHERE organisation_id = ?",
                id.toString());
    }

    static boolean mayDelete(Handle handle, OrganisationId id) {
        return handle.createQuery(
                        "SELECT COALESCE(state = 'retired' AND delete_after <= UTC_TIMESTAMP(3), 0)"
                                + " FROM retirement WHERE organisation_id = :id")
                .bind("id", id.toString())
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether an old copy of a database has brought something back. */
    static void looked(Handle handle, OrganisationId id) {
        handle.execute(
                "UPDATE retirement SET looked_at = UTC_TIMESTAMP(3) WHERE organisation_id = ?",
                id.toString());
    }

    /** Those for which there is something to do, or to look at, that nobody is at. */
    static List<OrganisationId> waiting(Handle handle, int limit) {
        return handle.createQuery(
                        "SELECT organisation_id FROM retirement WHERE (state = 'running'"
                                + " OR state = 'retired' AND delete_after <= UTC_TIMESTAMP(3)"
                                + " OR state IN ('retired', 'deleted') AND COALESCE(looked_at,"
                                + " retired_at) < UTC_TIMESTAMP(3) - INTERVAL 1 DAY)"
                                + " AND (until IS NULL OR until < UTC_TIMESTAMP(3))"
                                + " ORDER BY RAND() LIMIT :limit")
                .bind("limit", limit)
                .mapTo(String.class)
                .map(OrganisationId::of)
                .list();
    }

    /** One statement: whoever is second finds it taken. */
    static boolean claim(Handle handle, OrganisationId id, UUID owner, Duration length) {
        return handle.execute(
                        "UPDATE retirement SET owner = ?,"
                                + " until = TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3))"
                                + " WHERE organisation_id = ? AND (owner = ? OR until IS NULL"
                                + " OR until < UTC_TIMESTAMP(3))",
                        owner.toString(),
                        length.toSeconds(),
                        id.toString(),
                        owner.toString())
                == 1;
    }

    static void release(Handle handle, OrganisationId id, UUID owner) {
        handle.execute(
                "UPDATE retirement SET owner = NULL, until = NULL"
                        + " WHERE organisation_id = ? AND owner = ?",
                id.toString(),
                owner.toString());
    }

    static void step(Handle handle, OrganisationId id, String step, String state, String evidence) {
        handle.execute(
                "INSERT INTO retirement_step (organisation_id, step, state, evidence, at)"
                        + " VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3)) ON DUPLICATE KEY UPDATE"
                        + " state = VALUES(state), evidence = VALUES(evidence), at = VALUES(at)",
                id.toString(),
                step,
                state,
                evidence);
    }

    static List<StepView> steps(Handle handle, OrganisationId id) {
        return handle.createQuery(
                        "SELECT * FROM retirement_step WHERE organisation_id = :id ORDER BY at")
                .bind("id", id.toString())
                .map(
                        (row, context) ->
                                new StepView(
                                        row.getString("step"),
                                        row.getString("state"),
                                        row.getString("evidence"),
                                        instant(row, "at").orElseThrow()))
                .list();
    }

    private static String written(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was seen can be written", e);
        }
    }

    private static <T> @Nullable T read(@Nullable String stored, Class<T> type) {
        if (stored == null) {
            return null;
        }
        try {
            return Json.mapper().readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was seen cannot be read", e);
        }
    }
}
