package health.cordon.provisioning.rotation;

import health.cordon.admin.organisation.ProvisioningView.StepView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of exchanges. */
final class RotationRows {
    private RotationRows() {}

    /** Two URLs as they are kept, and since when nodes are told of their counterparts. */
    record Kept(String runtime, String migration, @Nullable Duration waited) {
        /** Not even what is sealed. */
        @Override
        public String toString() {
            return "kept";
        }
    }

    static Optional<Kept> find(Handle handle, String ref, boolean forUpdate) {
        return handle.createQuery(
                        "SELECT sealed_runtime, sealed_migration,"
                                + " TIMESTAMPDIFF(MICROSECOND, switched_at, UTC_TIMESTAMP(3)) DIV"
                                + " 1000 AS waited FROM credential_rotation WHERE ref = :ref"
                                + (forUpdate ? " FOR UPDATE" : ""))
                .bind("ref", ref)
                .map((row, context) -> kept(row))
                .findOne();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        long millis = row.getLong("waited");
        var waited = row.wasNull() ? null : Duration.ofMillis(millis);
        return new Kept(row.getString("sealed_runtime"), row.getString("sealed_migration"), waited);
    }

    static void insert(Handle handle, String ref, Kept next) {
        handle.execute(
                "INSERT IGNORE INTO credential_rotation (ref, sealed_runtime, sealed_migration,"
                        + " began_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))",
                ref,
                next.runtime(),
                next.migration());
        handle.execute("DELETE FROM credential_rotation_step WHERE ref = ?", ref);
    }

    /** What serves, locked until the transaction ends. */
    static Kept serving(Handle handle, String ref) {
        return handle.createQuery(
                        "SELECT sealed_runtime, sealed_migration, NULL AS waited"
                                + " FROM server_database WHERE ref = :ref FOR UPDATE")
                .bind("ref", ref)
                .map((row, context) -> kept(row))
                .one();
    }

    /** Each in the place of the other; nodes are told. */
    static void exchange(Handle handle, String ref, Kept serving, Kept next) {
        handle.execute(
                "UPDATE server_database SET sealed_runtime = ?, sealed_migration = ?,"
                        + " rotated_at = UTC_TIMESTAMP(3) WHERE ref = ?",
                next.runtime(),
                next.migration(),
                ref);
        handle.execute(
                "UPDATE credential_rotation SET sealed_runtime = ?, sealed_migration = ?,"
                        + " switched_at = UTC_TIMESTAMP(3) WHERE ref = ?",
                serving.runtime(),
                serving.migration(),
                ref);
        handle.execute("UPDATE registry_version SET version = version + 1 WHERE id = 1");
    }

    static boolean delete(Handle handle, String ref) {
        return handle.execute("DELETE FROM credential_rotation WHERE ref = ?", ref) == 1;
    }

    static void step(Handle handle, String ref, String step, String state, String evidence) {
        handle.execute(
                "INSERT INTO credential_rotation_step (ref, step, state, evidence, at)"
                        + " VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3)) ON DUPLICATE KEY UPDATE"
                        + " state = VALUES(state), evidence = VALUES(evidence), at = VALUES(at)",
                ref,
                step,
                state,
                evidence);
    }

    static List<StepView> steps(Handle handle, String ref) {
        return handle.createQuery(
                        "SELECT * FROM credential_rotation_step WHERE ref = :ref ORDER BY at, step")
                .bind("ref", ref)
                .map(
                        (row, context) ->
                                new StepView(
                                        row.getString("step"),
                                        row.getString("state"),
                                        row.getString("evidence"),
                                        instant(row, "at")))
                .list();
    }

    static Age age(Handle handle, String ref) {
        return handle.createQuery(
                        "SELECT rotated_at, COALESCE(rotated_at, created_at) AS since,"
                                + " TIMESTAMPDIFF(DAY, COALESCE(rotated_at, created_at),"
                                + " UTC_TIMESTAMP(3)) AS days"
                                + " FROM server_database WHERE ref = :ref")
                .bind("ref", ref)
                .map(
                        (row, context) ->
                                new Age(
                                        instant(row, "since"),
                                        row.getLong("days"),
                                        row.getString("rotated_at") == null
                                                ? null
                                                : instant(row, "rotated_at")))
                .one();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
