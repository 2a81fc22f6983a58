package health.cordon.clinical.object;

import health.cordon.clinical.field.Timestamps;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import health.cordon.tenancy.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    @Inject ObjectStore store;

    /** Never fails: what could not be deleted now stays noted. */
    public void sweep(Tenant tenant, ClinicalPersistence persistence) {
        try {
            persistence
                    .read(
                            entities ->
                                    entities.createQuery(
                                                    "SELECT r FROM ObjectRemoval r"
                                                            + " WHERE r.dueAt <= :now"
                                                            + " ORDER BY r.dueAt",
                                                    ObjectRemoval.class)
                                            .setParameter("now", Timestamps.now())
                                            .setMaxResults(AT_ONCE)
                                            .getResultList())
                    .forEach(removal -> remove(tenant, persistence, removal));
        } catch (ProblemException e) {
            LOG.log(
                    Level.WARNING,
                    "objects of organisation {0} are still to be removed: {1}",
                    new Object[] {tenant.id(), e.problem()});
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
