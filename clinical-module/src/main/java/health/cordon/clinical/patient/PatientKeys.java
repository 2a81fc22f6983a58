package health.cordon.clinical.patient;

import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.DekResolver;
import health.cordon.tenancy.routing.ClinicalPersistence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** The key of a patient, for the records that are sealed with it. */
@ApplicationScoped
public class PatientKeys {
    @Inject OrgContext context;
    @Inject DekResolver deks;

    /**
     * @throws health.cordon.tenancy.http.ProblemException not found when there is no such patient
     */
    public DataKey required(UUID patient, ClinicalPersistence persistence) {
        var sealed = persistence.read(entities -> PatientRows.required(entities, patient));
        return deks.open(context.tenant(), sealed.dek());
    }

    /**
     * Locks a patient before something is added to it, so that an erasure comes before or after.
     *
     * @throws health.cordon.tenancy.http.ProblemException not found
     */
    public void lockOwner(EntityManager entities, UUID patient) {
        PatientRows.lock(entities, patient);
    }
}
