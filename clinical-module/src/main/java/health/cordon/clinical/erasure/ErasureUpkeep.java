package health.cordon.clinical.erasure;

import health.cordon.tenancy.erasure.ErasureCount;
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
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
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
    private static final ErasureCount NONE = new ErasureCount(0, 0);

    @Inject ErasureList list;
    @Inject IntentSettling settling;
    @Inject ErasureReplay replay;
    @Inject RemovalSweeps sweeps;

    void keep(@Observes ServingDatabase database) {
        var counts = counts(database);
        var unsettled = tenants(database, counts, ErasureCount::begun);
        for (var tenant : unsettled) {
            settle(database, tenant);
        }
        // Read again when all intents are settled: else one that is settled now would be missing in
        // it, and an erasure that the database has lost could stand for it.
        var settled = unsettled.isEmpty() ? counts : counts(database);
        for (var tenant : tenants(database, settled, ErasureCount::done)) {
            compare(database, tenant, settled.getOrDefault(tenant.id(), NONE).done());
        }
    }

    /** One statement for all who share a database, and a cheap one for whoever has its own. */
    private Map<OrganisationId, ErasureCount> counts(ServingDatabase database) {
        return database.isShared()
                ? list.counts()
                : database.tenants().stream()
                        .collect(Collectors.toMap(Tenant::id, tenant -> list.count(tenant.id())));
    }

    private static List<Tenant> tenants(
            ServingDatabase database,
            Map<OrganisationId, ErasureCount> counts,
            ToLongFunction<ErasureCount> number) {
        return database.tenants().stream()
                .filter(tenant -> number.applyAsLong(counts.getOrDefault(tenant.id(), NONE)) > 0)
                .toList();
    }

    private void settle(ServingDatabase database, Tenant tenant) {
        attempt(
                database,
                tenant,
                persistence -> settling.settle(tenant.id(), dek -> isThere(persistence, dek)));
    }

    private void compare(ServingDatabase database, Tenant tenant, long total) {
        attempt(
                database,
                tenant,
                persistence -> {
                    replay.compare(tenant, total, persistence);
                    if (!database.isOpening()) {
                        sweeps.sweepSoon(tenant, persistence);
                    }
                });
    }

    private static void attempt(
            ServingDatabase database, Tenant tenant, Consumer<ClinicalPersistence> work) {
        try {
            work.accept(database.of(tenant));
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
