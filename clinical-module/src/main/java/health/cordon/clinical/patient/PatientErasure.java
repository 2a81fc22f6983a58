package health.cordon.clinical.patient;

import health.cordon.clinical.object.ObjectRemoval;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.routing.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes a patient's rows away, children first, and notes the objects that are to go. */
@ApplicationScoped
public class PatientErasure {
    private static final Map<String, String> WITH_OBJECTS =
            new TreeMap<>(Map.of("image", "Image", "histology_report", "HistologyReport"));

    /**
     * What one transaction has taken away.
     *
     * @param rows how many, by table
     * @param dek to be forgotten once the transaction is committed
     */
    record Erased(Map<String, Integer> rows, Optional<Dek> dek) {
        /** Refuses, and so rolls back, where there was neither patient nor key. */
        Erased orNotFound() {
            if (rows.getOrDefault("patient", 0) + rows.getOrDefault("dek", 0) == 0) {
                throw new ProblemException(Problem.NOT_FOUND);
            }
            return this;
        }
    }

    /**
     * Whatever of it is there goes; rows that were put back without the others, too.
     *
     * @param erasure its id on the list; a canary's is on none
     */
    Erased erase(EntityManager entities, UUID patient, UUID dek, @Nullable UUID erasure) {
        // Before anything else: whatever is added to the patient waits, and then finds it gone.
        Rows.lock(entities, Patient.class, patient.toString());
        var key = Rows.find(entities, Dek.class, dek.toString());
        var destroyed = new TreeMap<String, Integer>();
        eraseCases(entities, patient, erasure, destroyed);
        destroyed.put(
                "idempotent_request",
                delete(entities, "IdempotentRequest r WHERE r.dekId = :id", dek));
        destroyed.put("patient", delete(entities, "Patient p WHERE p.id = :id", patient));
        destroyed.put("dek", delete(entities, "Dek d WHERE d.id = :id", dek));
        return new Erased(destroyed, key);
    }

    private static void eraseCases(
            EntityManager entities,
            UUID patient,
            @Nullable UUID erasure,
            Map<String, Integer> destroyed) {
        var cases = cases(entities, patient);
        // Locked one by one: an upload to one of them waits, and then finds its case gone.
        cases.forEach(id -> Rows.lock(entities, "ClinicalCase", id));
        WITH_OBJECTS.forEach(
                (table, entity) ->
                        destroyed.put(
                                table,
                                cases.stream()
                                        .mapToInt(
                                                id ->
                                                        ObjectRemoval.removeAll(
                                                                entities, entity, id, erasure))
                                        .sum()));
        destroyed.put(
                "clinical_case",
                delete(entities, "ClinicalCase c WHERE c.patientId = :id", patient));
    }

    private static List<String> cases(EntityManager entities, UUID patient) {
        return entities.createQuery(
                        "SELECT c.id FROM ClinicalCase c WHERE c.patientId = :owner", String.class)
                .setParameter("owner", patient.toString())
                .getResultList();
    }

    private static int delete(EntityManager entities, String which, UUID id) {
        return entities.createQuery("DELETE FROM " + which)
                .setParameter("id", id.toString())
                .executeUpdate();
    }
}
