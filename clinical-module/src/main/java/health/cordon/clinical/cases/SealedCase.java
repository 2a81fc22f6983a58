package health.cordon.clinical.cases;

import health.cordon.clinical.field.RowCipher;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.organisation.OrganisationId;

/** A case's row with the wrapped key of its patient. */
public record SealedCase(ClinicalCase row, Dek dek) {
    /** Opened with the key of its patient. */
    public CaseView open(OrganisationId tenant, DataKey key) {
        return row.view(new RowCipher(key, tenant, ClinicalCase.TABLE, row.id()));
    }

    static SealedCase of(Object[] columns) {
        return new SealedCase((ClinicalCase) columns[0], (Dek) columns[1]);
    }
}
