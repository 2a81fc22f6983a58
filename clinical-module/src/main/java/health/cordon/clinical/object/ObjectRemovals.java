package health.cordon.clinical.object;

import health.cordon.clinical.field.Timestamps;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import health.cordon.tenancy.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deletes the objects of a tenant whose time has come. Called after the commit that noted them, and
 * with each later upload or deletion of the tenant, until the store has done it.
 */
@ApplicationScoped
public class ObjectRemovals {
    private static final Logger LOG = Logger.getLogger(ObjectRemovals.class.getName());
    private static final int AT_ONCE = 1_000;
    private static final int ATTEMPTS = 3;

    @Inject ObjectStore store;

    /**
     * Never fails: what could not be deleted now stays noted. Two sweeps may meet at one object,
     * and the store or the database then refuses one of them; so each removal stands for itself,
     * and what is left is looked at again.
     */
    public void sweep(Tenant tenant, ClinicalPersistence persistence) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (sweepOnce(tenant, persistence)) {
                return;
            }
        }
    }

    /** Whether nothing that is due was left. */
    private boolean sweepOnce(Tenant tenant, ClinicalPersistence persistence) {
        boolean clean = true;
        try {
            for (var removal : due(persistence)) {
                clean &= removed(tenant, persistence, removal);
            }
            return clean;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static List<ObjectRemoval> due(ClinicalPersistence persistence) {
        return persistence.read(
                entities ->
                        entities.createQuery(
                                        "SELECT r FROM ObjectRemoval r WHERE r.dueAt <= :now"
                                                + " ORDER BY r.dueAt",
                                        ObjectRemoval.class)
                                .setParameter("now", Timestamps.now())
                                .setMaxResults(AT_ONCE)
                                .getResultList());
    }

    private boolean removed(Tenant tenant, ClinicalPersistence persistence, ObjectRemoval removal) {
        try {
            remove(tenant, persistence, removal);
            return true;
        } catch (ProblemException e) {
            LOG.log(
                    Level.WARNING,
                    "an object of organisation {0} is still to be removed: {1}",
                    new Object[] {tenant.id(), e.problem()});
            return false;
        }
    }

    private void remove(Tenant tenant, ClinicalPersistence persistence, ObjectRemoval removal) {
        store.delete(tenant, removal.place());
        forget(persistence, removal);
    }

    private static void forget(ClinicalPersistence persistence, ObjectRemoval removal) {
        persistence.maintain(
                entities ->
                        entities.createQuery("DELETE FROM ObjectRemoval r WHERE r.id = :id")
                                .setParameter("id", removal.id)
                                .executeUpdate());
    }
}
