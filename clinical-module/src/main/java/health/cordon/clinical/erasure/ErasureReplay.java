package health.cordon.clinical.erasure;

import health.cordon.clinical.patient.ListedErasure;
import health.cordon.tenancy.erasure.Erasure;
import health.cordon.tenancy.erasure.ErasureCount;
import health.cordon.tenancy.erasure.ErasureList;
import health.cordon.tenancy.erasure.ErasureMark;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Compares a database's mark with the platform's list, and where they differ erases again whatever
 * of the list is there. Many nodes may do so at once.
 */
@ApplicationScoped
public class ErasureReplay {
    private static final int BATCH = 500;

    /** Then it is the database that is in trouble, and not a row. */
    private static final int MOST_FAILURES = 10;

    private static final Logger LOG = Logger.getLogger(ErasureReplay.class.getName());

    @Inject ErasureList list;
    @Inject ListedErasure erasure;

    /**
     * @param total what the list counted a moment ago
     */
    void compare(Tenant tenant, long total, ClinicalPersistence persistence) {
        if (mark(tenant, persistence) == total) {
            return;
        }
        // The mark first: an erasure that it counts is then on the list, begun at least.
        long seen = mark(tenant, persistence);
        var count = list.count(tenant.id());
        if (!count.agreesWith(seen)) {
            replay(tenant, persistence, seen, count);
        }
    }

    private static long mark(Tenant tenant, ClinicalPersistence persistence) {
        return persistence.read(entities -> ErasureMark.of(entities, tenant.id()));
    }

    private void replay(
            Tenant tenant, ClinicalPersistence persistence, long seen, ErasureCount count) {
        if (seen > count.done()) {
            LOG.log(
                    Level.SEVERE,
                    "the list of erasures of organisation {0} has {1}, and its database has carried"
                            + " out {2}: the platform database was restored from an old copy, and"
                            + " the list does not know who was erased since",
                    new Object[] {tenant.id(), count.done(), seen});
        }
        int again = eraseAll(tenant, persistence);
        boolean replaced =
                persistence.maintain(
                        entities -> ErasureMark.replace(entities, tenant.id(), seen, count.done()));
        LOG.log(
                Level.WARNING,
                "a database of organisation {0} had carried out {1} of {2} erasures: {3} patients"
                        + " were erased again{4}",
                new Object[] {
                    tenant.id(),
                    seen,
                    count.done(),
                    again,
                    replaced ? "" : "; it has changed meanwhile and is compared again"
                });
    }

    /** All of the list, since nobody knows which part of it an old copy has missed. */
    private int eraseAll(Tenant tenant, ClinicalPersistence persistence) {
        int again = 0;
        var after = "";
        // One that cannot be erased must not hide all that come after it on the list.
        var failures = new ArrayList<RuntimeException>();
        while (true) {
            var batch = list.doneAfter(tenant.id(), after, BATCH);
            for (var back : persistence.read(entities -> back(entities, batch))) {
                try {
                    again += eraseAgain(tenant, persistence, back);
                } catch (RuntimeException e) {
                    failures.add(e);
                }
                if (failures.size() == MOST_FAILURES) {
                    throw failures.get(0);
                }
            }
            if (batch.size() < BATCH) {
                if (!failures.isEmpty()) {
                    throw failures.get(0);
                }
                return again;
            }
            after = batch.get(batch.size() - 1).id().toString();
        }
    }

    /** Each patient of which a row or the key is there. */
    private static List<Erasure> back(EntityManager entities, List<Erasure> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        var keys = present(entities, "Dek", batch, erased -> erased.dek().toString());
        var patients = present(entities, "Patient", batch, erased -> erased.patient().toString());
        var seen = new HashSet<>();
        return batch.stream()
                .filter(
                        erased ->
                                keys.contains(erased.dek().toString())
                                        || patients.contains(erased.patient().toString()))
                // A patient that came back and was erased by its hospital is listed twice.
                .filter(erased -> seen.add(erased.patient()))
                .toList();
    }

    private static Set<String> present(
            EntityManager entities,
            String entity,
            Collection<Erasure> batch,
            Function<Erasure, String> id) {
        return Set.copyOf(
                entities.createQuery(
                                "SELECT e.id FROM " + entity + " e WHERE e.id IN :ids",
                                String.class)
                        .setParameter("ids", batch.stream().map(id).distinct().toList())
                        .getResultList());
    }

    private int eraseAgain(Tenant tenant, ClinicalPersistence persistence, Erasure back) {
        try {
            erasure.eraseAgain(tenant, persistence, back);
            return 1;
        } catch (ProblemException e) {
            if (e.problem() == Problem.NOT_FOUND) {
                // Another node was faster.
                return 0;
            }
            throw e;
        }
    }
}
