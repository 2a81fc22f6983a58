package health.cordon.clinical.erasure;

import health.cordon.clinical.object.ObjectRemovals;
import health.cordon.tenancy.erasure.Erasure;
import health.cordon.tenancy.erasure.ErasureList;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import health.cordon.tenancy.routing.Rows;
import health.cordon.tenancy.routing.ServingDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Looks at each clinical database when it opens and every minute: has it carried out all erasures,
 * and what became of intents that nobody has spoken of since.
 *
 * <p>A database of one tenant does not open before that is so. Of a shared one, a tenant for whom
 * it fails is tried again a minute later, and does not keep the others from being served.
 */
@ApplicationScoped
public class ErasureUpkeep {
    private static final Logger LOG = Logger.getLogger(ErasureUpkeep.class.getName());

    @Inject ErasureList list;
    @Inject IntentSettling settling;
    @Inject ErasureReplay replay;
    @Inject ObjectRemovals removals;

    void keep(@Observes ServingDatabase database) {
        var totals = list.totals();
        var intents = settling.due().stream().collect(Collectors.groupingBy(Erasure::organisation));
        for (var tenant : database.tenants()) {
            if (totals.containsKey(tenant.id()) || intents.containsKey(tenant.id())) {
                keep(database, tenant, totals, intents.getOrDefault(tenant.id(), List.of()));
            }
        }
    }

    private void keep(
            ServingDatabase database,
            Tenant tenant,
            Map<OrganisationId, Long> totals,
            List<Erasure> intents) {
        try {
            var persistence = database.of(tenant);
            settle(intents, persistence);
            replay.compare(tenant, totals.getOrDefault(tenant.id(), 0L), persistence);
            if (!database.isOpening()) {
                // The store may be slow, and nobody is served before an opening ends.
                removals.sweep(tenant, persistence);
            }
        } catch (RuntimeException e) {
            if (database.isOpening() && !database.isShared()) {
                throw e;
            }
            LOG.log(
                    Level.WARNING,
                    "whether all erasures of organisation {0} are carried out is looked at again in"
                            + " a minute ({1})",
                    new Object[] {tenant.id(), e.getClass().getSimpleName()});
        }
    }

    private void settle(List<Erasure> intents, ClinicalPersistence persistence) {
        settling.settle(intents, dek -> isThere(persistence, dek));
    }

    /** Not found is believed of the tenant's home alone, see {@link ClinicalPersistence}. */
    private static boolean isThere(ClinicalPersistence persistence, UUID dek) {
        try {
            return persistence.read(
                    entities ->
                            Rows.find(entities, Dek.class, dek.toString())
                                    .map(found -> true)
                                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND)));
        } catch (ProblemException e) {
            if (e.problem() == Problem.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
