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
 * @param noun what the trail's verbs call one of them
 */
record StaffList(OrganisationId tenant, String kind, String noun) {
    /** What its cursors are bound to. */
    String name() {
        return tenant + "/staff/" + kind;
    }

    /** Reads a page, and records it: as one look, or for a reason, each record on it. */
    <R> List<R> read(
            ClinicalPersistence persistence,
            int limit,
            @Nullable AccessReason reason,
            Function<EntityManager, List<R>> page,
            Function<R, UUID> id) {
        return reason == null
                ? persistence.show(page, rows -> listed(Math.min(rows.size(), limit)))
                : persistence.disclose(page, rows -> disclosed(rows, limit, reason, id));
    }

    /** Redacted, too: that there is a record, and since when, is the organisation's. */
    private Change listed(int items) {
        return Change.list(noun + ".list", kind, items);
    }

    /** A page without records was looked at, too. */
    private <R> Collection<Change> disclosed(
            List<R> rows, int limit, AccessReason reason, Function<R, UUID> id) {
        var verb = noun + ".disclose";
        return rows.isEmpty()
                ? List.of(Change.of(verb, kind).because(reason.text()))
                : rows.stream()
                        .limit(limit)
                        .map(row -> Change.of(verb, id.apply(row)).because(reason.text()))
                        .toList();
    }
}
