package health.cordon.clinical.patient;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.routing.Rows;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The queries on patients. EclipseLink adds the tenant to each of them. */
public final class PatientRows {
    private static final String SELECT =
            "SELECT p, d FROM Patient p, Dek d WHERE d.id = p.dekId AND p.id > :after";

    private static final String AND = " AND p.%1$s = :%1$s";

    private PatientRows() {}

    static SealedPatient required(EntityManager entities, UUID id) {
        return entities.createQuery(
                        "SELECT p, d FROM Patient p, Dek d WHERE d.id = p.dekId AND p.id = :id",
                        Object[].class)
                .setParameter("id", id.toString())
                .getResultStream()
                .findFirst()
                .map(SealedPatient::of)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    /**
     * What an erasure is to destroy.
     *
     * @param wrapped in the wire form, whose part before the bar names the key
     */
    record Doomed(UUID dek, String wrapped) {
        String wrappedBy() {
            int bar = wrapped.indexOf('|');
            return bar < 0 ? "local" : wrapped.substring(0, bar);
        }
    }

    static Doomed doomed(EntityManager entities, UUID id) {
        return entities.createQuery(
                        "SELECT d.id, d.wrapped FROM Patient p, Dek d"
                                + " WHERE d.id = p.dekId AND p.id = :id",
                        Object[].class)
                .setParameter("id", id.toString())
                .getResultStream()
                .findFirst()
                .map(row -> new Doomed(UUID.fromString((String) row[0]), (String) row[1]))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    static void lock(EntityManager entities, UUID id) {
        if (Rows.lock(entities, Patient.class, id.toString()).isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }

    /**
     * Ids of patients who can be found by their first letters. Whoever has an index value of more
     * letters has one of three, so this is a range of one index.
     */
    static List<String> withPrefixes(EntityManager entities, int limit) {
        return entities.createQuery(
                        "SELECT p.id FROM Patient p WHERE p.familyPrefix3 IS NOT NULL",
                        String.class)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * Leaves their version as it is, which EclipseLink would count up: what a client sees of them
     * does not change.
     */
    static int clearPrefixes(EntityManager entities, List<String> ids) {
        return entities.createQuery(
                        "UPDATE Patient p SET p.familyPrefix3 = NULL, p.familyPrefix4 = NULL,"
                                + " p.familyPrefix5 = NULL, p.familyPrefix6 = NULL,"
                                + " p.version = p.version"
                                + " WHERE p.id IN :ids")
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /** All patients in the order of their ids, at most {@code limit}. */
    public static List<SealedPatient> page(EntityManager entities, String after, int limit) {
        return page(entities, Map.of(), after, limit);
    }

    /** Whether another patient of the tenant has this MRN. */
    static boolean hasOther(EntityManager entities, UUID id, byte[] mrnIndex) {
        return !entities.createQuery(
                        "SELECT p.id FROM Patient p WHERE p.mrnIndex = :mrn AND p.id <> :id",
                        String.class)
                .setParameter("mrn", mrnIndex)
                .setParameter("id", id.toString())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /**
     * Patients in the order of their ids, at most {@code limit}.
     *
     * @param filters blind indexes by the fields of {@link Patient} that must have them
     */
    static List<SealedPatient> page(
            EntityManager entities, Map<String, byte[]> filters, String after, int limit) {
        var jpql = new StringBuilder(SELECT);
        filters.keySet().forEach(field -> jpql.append(AND.formatted(field)));
        TypedQuery<Object[]> query =
                entities.createQuery(jpql.append(" ORDER BY p.id").toString(), Object[].class)
                        .setParameter("after", after)
                        .setMaxResults(limit);
        filters.forEach(query::setParameter);
        return query.getResultList().stream().map(SealedPatient::of).toList();
    }
}
