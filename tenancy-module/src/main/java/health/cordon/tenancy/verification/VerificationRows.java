package health.cordon.tenancy.verification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What was kept of verifications. */
public final class VerificationRows {
    private VerificationRows() {}

    /**
     * A verification as it was kept.
     *
     * @param checks the findings, as text
     */
    public record Kept(
            UUID id,
            UUID organisation,
            Instant at,
            String requestedBy,
            boolean passed,
            String checks) {}

    static void insert(Handle handle, Verification seen, String checks) {
        handle.execute(
                "INSERT INTO verification (id, organisation_id, at, requested_by, passed, checks)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                seen.id().toString(),
                seen.organisation().toString(),
                LocalDateTime.ofInstant(seen.at(), ZoneOffset.UTC),
                seen.requestedBy(),
                seen.passed(),
                checks);
    }

    /** The newest first. */
    public static List<Kept> page(Handle handle, UUID organisation, String before, int limit) {
        return handle.createQuery(
                        "SELECT * FROM verification WHERE organisation_id = :organisation"
                                + " AND (:before = '' OR id < :before)"
                                + " ORDER BY id DESC LIMIT :limit")
                .bind("organisation", organisation.toString())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> kept(row))
                .list();
    }

    public static Optional<Kept> find(Handle handle, UUID organisation, UUID id) {
        return handle.createQuery(
                        "SELECT * FROM verification WHERE organisation_id = :organisation"
                                + " AND id = :id")
                .bind("organisation", organisation.toString())
                .bind("id", id.toString())
                .map((row, context) -> kept(row))
                .findOne();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                UUID.fromString(row.getString("id")),
                UUID.fromString(row.getString("organisation_id")),
                row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getString("requested_by"),
                row.getBoolean("passed"),
                row.getString("checks"));
    }
}
