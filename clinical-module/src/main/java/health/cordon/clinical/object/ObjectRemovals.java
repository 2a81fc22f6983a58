package health.cordon.clinical.object;

import health.cordon.clinical.field.Timestamps;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import health.cordon.tenancy.storage.ObjectStore;
import health.cordon.tenancy.storage.StoreFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
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

    private record Failed(ObjectRemoval removal, RuntimeException cause) {}

    /**
     * Never fails: what could not be deleted now stays noted, for later and later. Two sweeps may
     * meet at one object, and the store or the database then refuses one of them; so each removal
     * stands for itself, and what is left is looked at again before it counts as failed.
     */
    public void sweep(Tenant tenant, ClinicalPersistence persistence) {
        try {
            var left = sweepOnce(tenant, persistence);
            for (int attempt = 1; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
                left = sweepOnce(tenant, persistence);
            }
            left.forEach(failed -> postpone(tenant, persistence, failed));
        } catch (ProblemException e) {
            // The tenant's database does not answer; the next sweep finds all of it again.
            LOG.log(
                    Level.FINE,
                    "no sweep for organisation {0}: {1}",
                    new Object[] {tenant.id(), e.problem()});
        }
    }

    /** What was due and is still there. */
    private List<Failed> sweepOnce(Tenant tenant, ClinicalPersistence persistence) {
        return due(persistence).stream()
                .flatMap(removal -> tried(tenant, persistence, removal).stream())
                .toList();
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

    private Optional<Failed> tried(
            Tenant tenant, ClinicalPersistence persistence, ObjectRemoval removal) {
        try {
            remove(tenant, persistence, removal);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(new Failed(removal, e));
        }
    }

    /** A bucket that stays away must not be asked, and warned about, with every upload. */
    private static void postpone(Tenant tenant, ClinicalPersistence persistence, Failed failed) {
        var removal = failed.removal;
        var pause = ObjectRemoval.pause(removal.attempts);
        persistence.maintain(
                entities ->
                        entities.createQuery(
                                        "UPDATE ObjectRemoval r SET r.dueAt = :due, r.attempts ="
                                                + " r.attempts + 1 WHERE r.id = :id")
                                .setParameter("due", Timestamps.now().plus(pause))
                                .setParameter("id", removal.id)
                                .executeUpdate());
        LOG.log(
                Level.WARNING,
                "object {0} in bucket {1} of organisation {2} is still to be removed: {3};"
                        + " next try in {4} min",
                new Object[] {
                    removal.fileName(),
                    removal.s3Bucket,
                    tenant.id(),
                    StoreFailures.code(failed.cause),
                    pause.toMinutes()
                });
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
