package health.cordon.tenancy.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The statements on the list. Times are those of the platform database, so nodes agree. */
final class ErasureRows {
    private static final String ONE = " WHERE organisation_id = ? AND id = ?";

    private ErasureRows() {}

    static void begin(
            Handle handle,
            OrganisationId organisation,
            UUID id,
            UUID patient,
            UUID dek,
            String wrappedBy,
            String requestedBy) {
        handle.execute(
                "INSERT INTO erasure (organisation_id, id, patient_id, dek_id, wrapped_by,"
                        + " requested_by, state, begun_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 'begun', UTC_TIMESTAMP(3))",
                organisation.toString(),
                id.toString(),
                patient.toString(),
                dek.toString(),
                wrappedBy,
                requestedBy);
    }

    /** Counts it only the first time. */
    static void done(Handle handle, Erasure erasure, @Nullable Map<String, Integer> destroyed) {
        int changed = settle(handle, erasure, destroyed);
        if (changed == 0) {
            // It was taken back by somebody who thought that its node had died.
            changed = insertDone(handle, erasure, destroyed);
        }
        if (changed > 0) {
            handle.execute(
                    "INSERT INTO erasure_total (organisation_id, done) VALUES (?, 1)"
                            + " ON DUPLICATE KEY UPDATE done = done + 1",
                    erasure.organisation().toString());
        } else if (destroyed != null) {
            describe(handle, erasure, destroyed);
        }
    }

    private static int settle(
            Handle handle, Erasure erasure, @Nullable Map<String, Integer> destroyed) {
        return handle.execute(
                "UPDATE erasure SET state = 'done', done_at = UTC_TIMESTAMP(3), destroyed = ?"
                        + ONE
                        + " AND state = 'begun'",
                text(destroyed),
                erasure.organisation().toString(),
                erasure.id().toString());
    }

    private static int insertDone(
            Handle handle, Erasure erasure, @Nullable Map<String, Integer> destroyed) {
        return handle.execute(
                "INSERT IGNORE INTO erasure (organisation_id, id, patient_id, dek_id, wrapped_by,"
                        + " requested_by, state, begun_at, done_at, destroyed)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 'done', ?, UTC_TIMESTAMP(3), ?)",
                erasure.organisation().toString(),
                erasure.id().toString(),
                erasure.patient().toString(),
                erasure.dek().toString(),
                erasure.wrappedBy(),
                erasure.requestedBy(),
                LocalDateTime.ofInstant(erasure.begunAt(), ZoneOffset.UTC),
                text(destroyed));
    }

    /** Somebody else has noted that it is done, and could not know what went. */
    private static void describe(Handle handle, Erasure erasure, Map<String, Integer> destroyed) {
        handle.execute(
                "UPDATE erasure SET destroyed = ?" + ONE + " AND destroyed IS NULL",
                text(destroyed),
                erasure.organisation().toString(),
                erasure.id().toString());
    }

    /** Only an intent; what is done stays. */
    static void takeBack(Handle handle, Erasure erasure) {
        handle.execute(
                "DELETE FROM erasure" + ONE + " AND state = 'begun'",
                erasure.organisation().toString(),
                erasure.id().toString());
    }

    /** The same, if it was begun that long ago. */
    static void takeBackOld(Handle handle, Erasure erasure, long seconds) {
        handle.execute(
                "DELETE FROM erasure"
                        + ONE
                        + " AND state = 'begun'"
                        + " AND begun_at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND",
                erasure.organisation().toString(),
                erasure.id().toString(),
                seconds);
    }

    static List<Erasure> intentsAfter(
            Handle handle, OrganisationId owner, String after, int limit) {
        return list(
                handle.createQuery(
                                "SELECT * FROM erasure WHERE state = 'begun'"
                                        + " AND organisation_id = :owner AND id > :after"
                                        + " ORDER BY id LIMIT :limit")
                        .bind("owner", owner.toString())
                        .bind("after", after)
                        .bind("limit", limit));
    }

    /** In one statement, like that for one. */
    static Map<OrganisationId, ErasureCount> counts(Handle handle) {
        var counts = new LinkedHashMap<OrganisationId, ErasureCount>();
        handle.createQuery(
                        "SELECT organisation_id, SUM(done), SUM(begun) FROM ("
                                + "SELECT organisation_id, done, 0 AS begun FROM erasure_total"
                                + " UNION ALL"
                                + " SELECT organisation_id, 0, COUNT(*) FROM erasure"
                                + " WHERE state = 'begun' GROUP BY organisation_id"
                                + ") listed GROUP BY organisation_id")
                .map(
                        (row, context) ->
                                Map.entry(
                                        row.getString(1),
                                        new ErasureCount(row.getLong(2), row.getLong(3))))
                .forEach(count -> counts.put(OrganisationId.of(count.getKey()), count.getValue()));
        return counts;
    }

    /** In one statement, so that an erasure that ends meanwhile is in one of the two. */
    static ErasureCount count(Handle handle, OrganisationId organisation) {
        return handle.createQuery(
                        "SELECT (SELECT COALESCE(MAX(done), 0) FROM erasure_total"
                                + " WHERE organisation_id = :organisation),"
                                + " (SELECT COUNT(*) FROM erasure"
                                + " WHERE state = 'begun' AND organisation_id = :organisation)")
                .bind("organisation", organisation.toString())
                .map((row, context) -> new ErasureCount(row.getLong(1), row.getLong(2)))
                .one();
    }

    static List<Erasure> doneAfter(Handle handle, OrganisationId owner, String after, int limit) {
        return list(
                handle.createQuery(
                                "SELECT * FROM erasure WHERE organisation_id = :owner"
                                        + " AND id > :after AND state = 'done'"
                                        + " ORDER BY id LIMIT :limit")
                        .bind("owner", owner.toString())
                        .bind("after", after)
                        .bind("limit", limit));
    }

    static List<Erasure> newest(Handle handle, OrganisationId owner, String before, int limit) {
        return list(
                handle.createQuery(
                                "SELECT * FROM erasure WHERE organisation_id = :owner"
                                        + " AND (:before = '' OR id < :before)"
                                        + " ORDER BY id DESC LIMIT :limit")
                        .bind("owner", owner.toString())
                        .bind("before", before)
                        .bind("limit", limit));
    }

    static Optional<Erasure> find(Handle handle, OrganisationId owner, UUID patient) {
        return handle
                .createQuery(
                        "SELECT * FROM erasure WHERE organisation_id = :owner"
                                + " AND patient_id = :patient AND state = 'done'"
                                + " ORDER BY id DESC LIMIT 1")
                .bind("owner", owner.toString())
                .bind("patient", patient.toString())
                .map((row, context) -> erasure(row))
                .stream()
                .findFirst();
    }

    private static List<Erasure> list(Query query) {
        return query.map((row, context) -> erasure(row)).list();
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                OrganisationId.of(row.getString("organisation_id")),
                UUID.fromString(row.getString("id")),
                UUID.fromString(row.getString("patient_id")),
                UUID.fromString(row.getString("dek_id")),
                row.getString("wrapped_by"),
                row.getString("requested_by"),
                instant(row, "begun_at").orElseThrow(),
                instant(row, "done_at").orElse(null),
                destroyed(row.getString("destroyed")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    private static @Nullable String text(@Nullable Map<String, Integer> destroyed) {
        if (destroyed == null) {
            return null;
        }
        try {
            return Json.mapper().writeValueAsString(destroyed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts can be written", e);
        }
    }

    private static @Nullable Map<String, Integer> destroyed(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Json.mapper()
                    .readValue(text, new TypeReference<LinkedHashMap<String, Integer>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept counts cannot be read", e);
        }
    }
}
