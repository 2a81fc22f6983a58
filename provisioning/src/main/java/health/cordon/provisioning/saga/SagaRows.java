package health.cordon.provisioning.saga;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.cordon.admin.organisation.OrganisationRequest;
import health.cordon.admin.organisation.ProvisioningView.StepView;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.organisation.OrganisationId;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL of provisionings. */
final class SagaRows {
    private SagaRows() {}

    static Optional<Saga> find(Handle handle, String slug) {
        return handle.createQuery("SELECT * FROM provisioning WHERE slug = :slug")
                .bind("slug", slug)
                .map(
                        (row, context) ->
                                new Saga(
                                        OrganisationId.of(row.getString("organisation_id")),
                                        read(row.getString("arguments")),
                                        SagaState.of(row.getString("state")),
                                        Set.of()))
                .findOne();
    }

    static void insert(Handle handle, OrganisationId id, OrganisationRequest wanted) {
        handle.execute(
                "INSERT IGNORE INTO provisioning (organisation_id, slug, arguments, state,"
                        + " created_at) VALUES (?, ?, ?, 'running', UTC_TIMESTAMP(3))",
                id.toString(),
                wanted.slug(),
                written(wanted));
    }

    /** One statement: whoever is second finds it taken. */
    static boolean claim(Handle handle, OrganisationId id, UUID owner, Duration length) {
        return handle.execute(
                        "UPDATE provisioning SET owner = ?,"
                                + " until = TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3))"
                                + " WHERE organisation_id = ? AND (owner = ? OR until IS NULL"
                                + " OR until < UTC_TIMESTAMP(3))",
                        owner.toString(),
                        length.toSeconds(),
                        id.toString(),
                        owner.toString())
                == 1;
    }

    /** While it is this one's; who let go of it does not get it back so. */
    static void renew(Handle handle, OrganisationId id, UUID owner, Duration length) {
        handle.execute(
                "UPDATE provisioning SET until = TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3))"
                        + " WHERE organisation_id = ? AND owner = ?",
                length.toSeconds(),
                id.toString(),
                owner.toString());
    }

    static void release(Handle handle, OrganisationId id, UUID owner) {
        handle.execute(
                "UPDATE provisioning SET owner = NULL, until = NULL"
                        + " WHERE organisation_id = ? AND owner = ?",
                id.toString(),
                owner.toString());
    }

    static void step(Handle handle, OrganisationId id, String step, String state, String evidence) {
        handle.execute(
                "INSERT INTO provisioning_step (organisation_id, step, state, evidence, at)"
                        + " VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3)) ON DUPLICATE KEY UPDATE"
                        + " state = VALUES(state), evidence = VALUES(evidence), at = VALUES(at)",
                id.toString(),
                step,
                state,
                evidence);
    }

    static List<StepView> steps(Handle handle, OrganisationId id) {
        return handle.createQuery(
                        "SELECT * FROM provisioning_step WHERE organisation_id = :id ORDER BY at")
                .bind("id", id.toString())
                .map(
                        (row, context) ->
                                new StepView(
                                        row.getString("step"),
                                        row.getString("state"),
                                        row.getString("evidence"),
                                        row.getObject("at", LocalDateTime.class)
                                                .toInstant(ZoneOffset.UTC)))
                .list();
    }

    static void done(Handle handle, OrganisationId id) {
        handle.execute(
                "UPDATE provisioning SET state = 'done', ended_at = UTC_TIMESTAMP(3)"
                        + " WHERE organisation_id = ?",
                id.toString());
    }

    /** Whether it is so; what is done is not taken back. */
    static boolean aborting(Handle handle, OrganisationId id) {
        return handle.execute(
                        "UPDATE provisioning SET state = 'aborting'"
                                + " WHERE organisation_id = ? AND state <> 'done'",
                        id.toString())
                == 1;
    }

    static void delete(Handle handle, OrganisationId id) {
        handle.execute("DELETE FROM provisioning WHERE organisation_id = ?", id.toString());
    }

    static boolean isDone(Handle handle, OrganisationId id) {
        return handle.createQuery(
                        "SELECT COUNT(*) FROM provisioning"
                                + " WHERE organisation_id = :id AND state = 'done'")
                .bind("id", id.toString())
                .mapTo(Integer.class)
                .one()
                .equals(1);
    }

    private static String written(OrganisationRequest wanted) {
        try {
            return Json.mapper().writeValueAsString(wanted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request can be written", e);
        }
    }

    private static OrganisationRequest read(String stored) {
        try {
            return Json.mapper().readValue(stored, OrganisationRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept request cannot be read", e);
        }
    }
}
