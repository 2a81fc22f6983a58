package health.cordon.clinical.patient;

import health.cordon.clinical.object.ObjectRemoval;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.routing.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Takes a patient's rows away, children first, and notes the objects that are to go. */
@ApplicationScoped
public class PatientErasure {
    private static final List<String> WITH_OBJECTS = List.of("Image", "HistologyReport");

    void erase(EntityManager entities, Patient patient, Dek dek) {
        var cases =
                entities.createQuery(
                                "SELECT c.id FROM ClinicalCase c WHERE c.patientId = :owner",
                                String.class)
                        .setParameter("owner", patient.id)
                        .getResultList();
        // Locked one by one: an upload to one of them waits, and then finds its case gone.
        cases.forEach(id -> Rows.lock(entities, "ClinicalCase", id));
        for (var caseId : cases) {
            WITH_OBJECTS.forEach(entity -> ObjectRemoval.removeAll(entities, entity, caseId));
        }
        entities.createQuery("DELETE FROM ClinicalCase c WHERE c.patientId = :patient")
                .setParameter("patient", patient.id)
                .executeUpdate();
        entities.createQuery("DELETE FROM IdempotentRequest r WHERE r.dekId = :dek")
                .setParameter("dek", patient.dekId)
                .executeUpdate();
        entities.remove(patient);
        entities.flush();
        entities.remove(dek);
    }
}
