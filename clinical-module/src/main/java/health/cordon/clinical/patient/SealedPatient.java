package health.cordon.clinical.patient;

import health.cordon.clinical.field.RowCipher;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.organisation.OrganisationId;

/** A patient's row with the wrapped key that opens it. */
public record SealedPatient(Patient row, Dek dek) {
    static SealedPatient of(Object[] columns) {
        return new SealedPatient((Patient) columns[0], (Dek) columns[1]);
    }

    /** Opened with the patient's key. */
    public PatientView open(OrganisationId tenant, DataKey key) {
        return row.view(cipher(tenant, key));
    }

    RowCipher cipher(OrganisationId tenant, DataKey key) {
        return new RowCipher(key, tenant, Patient.TABLE, row.id());
    }
}
