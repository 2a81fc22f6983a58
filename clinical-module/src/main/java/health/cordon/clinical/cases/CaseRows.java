package health.cordon.clinical.cases;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queries on cases. EclipseLink adds the tenant to each of them. */
public final class CaseRows {
    private static final String SELECT =
            "SELECT c, d FROM ClinicalCase c, Patient p, Dek d"
                    + " WHERE p.id = c.patientId AND d.id = p.dekId";

    private CaseRows() {}

    static SealedCase required(EntityManager entities, UUID id) {
        return entities.createQuery(SELECT + " AND c.id = :id", Object[].class)
                .setParameter("id", id.toString())
                .getResultStream()
                .findFirst()
                .map(SealedCase::of)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    /** Cases in the order of their ids, of one patient or of all. */
    public static List<SealedCase> page(
            EntityManager entities, @Nullable UUID patient, String after, int limit) {
        var filter = patient == null ? "" : " AND c.patientId = :patient";
        var query =
                entities.createQuery(
                                SELECT + filter + " AND c.id > :after ORDER BY c.id",
                                Object[].class)
                        .setParameter("after", after)
                        .setMaxResults(limit);
        if (patient != null) {
            query.setParameter("patient", patient.toString());
        }
        return query.getResultList().stream().map(SealedCase::of).toList();
    }
}
