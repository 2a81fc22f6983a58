package health.cordon.clinical.staff;

import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.routing.ClinicalPersistence;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list that staff reads.
 *
 * @param kind of its records
 * @param verb what the trail calls it when they are shown unredacted
 */
record StaffList(OrganisationId tenant, String kind, String verb) {
    /** What its cursors are bound to. */
    String name() {
        return tenant + "/staff/" + kind;
    }

    /** Reads a page, and, if there is a reason, records each record that will be shown. */
    <R> List<R> read(
            ClinicalPersistence persistence,
            int limit,
            @Nullable AccessReason reason,
            Function<EntityManager, List<R>> page,
            Function<R, UUID> id) {
        return reason == null
                ? persistence.read(page)
                : persistence.disclose(page, rows -> changes(rows, limit, reason, id));
    }

    /** A page without records was looked at, too. */
    private <R> Collection<Change> changes(
            List<R> rows, int limit, AccessReason reason, Function<R, UUID> id) {
        return rows.isEmpty()
                ? List.of(Change.of(verb, kind).because(reason.text()))
                : rows.stream()
                        .limit(limit)
                        .map(row -> Change.of(verb, id.apply(row)).because(reason.text()))
                        .toList();
    }
}
