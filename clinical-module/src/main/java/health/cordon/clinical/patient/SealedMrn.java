package health.cordon.clinical.patient;

import health.cordon.clinical.field.RowCipher;
import health.cordon.tenancy.escrow.SealedField;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.organisation.OrganisationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/** The MRN is there in every patient's row, and tells whether a key is the patient's. */
@ApplicationScoped
public class SealedMrn implements SealedField {
    @Override
    public boolean opens(EntityManager entities, OrganisationId organisation, DataKey key) {
        return entities.createQuery("SELECT p FROM Patient p WHERE p.dekId = :dek", Patient.class)
                .setParameter("dek", key.id().toString())
                .setMaxResults(1)
                .getResultStream()
                .anyMatch(patient -> opens(patient, organisation, key));
    }

    private static boolean opens(Patient patient, OrganisationId organisation, DataKey key) {
        try {
            new RowCipher(key, organisation, Patient.TABLE, patient.id).open("mrn", patient.mrn);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
