package health.cordon.clinical.object;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.routing.Rows;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queries on objects of cases, one kind at a time. EclipseLink adds the tenant to each. */
public final class CaseObjectRows {
    private CaseObjectRows() {}

    /**
     * @throws ProblemException not found, also for another organisation's object
     */
    public static <E extends CaseObject> E required(
            EntityManager entities, Class<E> kind, UUID id) {
        return Rows.find(entities, kind, id.toString())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    /** In the order of their creation, of one case or of all. */
    public static <E extends CaseObject> List<E> page(
            EntityManager entities, Class<E> kind, @Nullable UUID caseId, String after, int limit) {
        var filter = caseId == null ? "" : " AND o.caseId = :case";
        var query =
                entities.createQuery(
                                "SELECT o FROM "
                                        + kind.getSimpleName()
                                        + " o WHERE o.id > :after"
                                        + filter
                                        + " ORDER BY o.id",
                                kind)
                        .setParameter("after", after)
                        .setMaxResults(limit);
        if (caseId != null) {
            query.setParameter("case", caseId.toString());
        }
        return query.getResultList();
    }

    /** Removes a row and notes its object for removal. */
    public static <E extends CaseObject> UUID remove(
            EntityManager entities, Class<E> kind, UUID id) {
        var row = required(entities, kind, id);
        entities.persist(ObjectRemoval.now(row.place()));
        entities.remove(row);
        return id;
    }
}
